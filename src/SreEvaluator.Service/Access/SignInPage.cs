using System.Net;
using Microsoft.AspNetCore.Antiforgery;

namespace SreEvaluator.Service.Access;

/// <summary>The pages to sign in on: plain HTML, without script or style of their own.</summary>
internal static class SignInPage
{
    /// <summary>The page that asks for a key, or leads to the organisation's sign-in.</summary>
    public static string Html(AntiforgeryTokenSet tokens, bool organisation, string returnUrl, string? failure) => Page(
        "Sign in",
        $"""
        {(failure is null ? string.Empty : $"<p role=\"alert\">{Text(failure)}</p>")}
        {(organisation ? $"<p><a href=\"{SignInApi.PagePath}/organisation?returnUrl={Uri.EscapeDataString(returnUrl)}\">Sign in with your organisation</a></p>" : string.Empty)}
        <form method="post" action="{SignInApi.PagePath}">
        {Token(tokens)}
        <input type="hidden" name="returnUrl" value="{Text(returnUrl)}">
        <p><label for="key">API key</label><br><input id="key" name="key" type="password" autocomplete="off" required></p>
        <p><button type="submit">Sign in</button></p>
        </form>
        """);

    /// <summary>The page that an invitation leads to.</summary>
    public static string InvitationHtml(AntiforgeryTokenSet tokens, string token) => Page(
        "You are invited to an interview",
        $"""
        <form method="post" action="{SignInApi.InvitationPath}">
        {Token(tokens)}
        <input type="hidden" name="token" value="{Text(token)}">
        <p><button type="submit">Begin</button></p>
        </form>
        """);

    private static string Page(string title, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>{title} - SreEvaluator</title></head>
        <body><main><h1>{title}</h1>
        {body}
        </main></body>
        </html>

        """;

    private static string Token(AntiforgeryTokenSet tokens) => $"<input type=\"hidden\" name=\"{tokens.FormFieldName}\" value=\"{Text(tokens.RequestToken ?? string.Empty)}\">";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
