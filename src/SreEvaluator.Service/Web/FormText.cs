namespace SreEvaluator.Service.Web;

/// <summary>Texts that forms send. A browser's form ends lines with CR and LF, whatever was typed: that alone is undone, and all else stays as it came.</summary>
internal static class FormText
{
    /// <summary>The text as it was typed.</summary>
    /// <param name="sent">The text as the form sent it; null for nothing.</param>
    public static string Of(string? sent) => (sent ?? string.Empty).Replace("\r\n", "\n", StringComparison.Ordinal);
}
