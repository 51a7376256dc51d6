using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SreEvaluator.Grading.Judging;

/// <summary>
/// The body of a failed reply. Providers write freely into it, at times the key or the prompt, so only codes that look like codes are shown.
/// </summary>
internal sealed partial class ErrorBody
{
    private static readonly string[] CodeFields = ["code", "type", "param"];

    private readonly string _text;

    private ErrorBody(string text, IReadOnlyList<string> codes)
    {
        _text = text;
        Label = codes.Count == 0 ? string.Empty : $" ({string.Join(", ", codes)})";
    }

    /// <summary>The provider's codes, as <c> (insufficient_quota)</c>; empty where it gives none.</summary>
    public string Label { get; }

    /// <summary>Reads a body of any form.</summary>
    public static ErrorBody Read(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        try
        {
            using var json = JsonDocument.Parse(body);
            return new ErrorBody(text, [.. Codes(json.RootElement)]);
        }
        catch (JsonException)
        {
            return new ErrorBody(text, []);
        }
    }

    /// <summary>Whether any of some words stands anywhere in it, in any case.</summary>
    public bool Mentions(IEnumerable<string> words) => words.Any(word => _text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Codes(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var error = root.TryGetProperty("error", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : root;
        return CodeFields
            .Select(field => error.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.ToString() : null)
            .OfType<string>()
            .Where(code => Code().IsMatch(code))
            .Distinct(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^[a-z]+([_.][a-z0-9]+)*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
