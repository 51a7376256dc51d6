using System.Security.Cryptography;
using System.Text;

namespace SreEvaluator.Pages;

/// <summary>The head of a page that is one file: it fetches nothing, sends nothing, and runs only the script that it came with.</summary>
internal static class SelfContained
{
    /// <summary>Writes everything up to the body.</summary>
    /// <param name="html">The page.</param>
    /// <param name="title">Its title.</param>
    /// <param name="style">Its style.</param>
    /// <param name="script">Its script, which stands at the end of the body; empty for none.</param>
    public static void Head(HtmlText html, string title, string style, string script = "")
    {
        html.Markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
        var scripts = script.Length == 0 ? "'none'" : $"'sha256-{HashOf(script)}'";
        html.Line($"""<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{HashOf(style)}'; script-src {scripts}; base-uri 'none'; form-action 'none'">""");
        html.Markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">");
        html.Line($"<title>{title}</title>");
        html.Markup($"<style>{style}</style>\n</head>");
    }

    /// <summary>Writes the script, which the policy lets run.</summary>
    public static void Script(HtmlText html, string script) => html.Markup($"<script>{script}</script>");

    private static string HashOf(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
