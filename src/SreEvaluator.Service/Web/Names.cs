using SreEvaluator.Grading;

namespace SreEvaluator.Service.Web;

/// <summary>The names by which formats, styles and text keys know things.</summary>
internal static class Names
{
    public static string Of(Coverage coverage) => FormatWord.Of(coverage);

    public static string Of(Band band) => FormatWord.Of(band);

    /// <summary>An id as people read it: <c>mitigate-first</c> is Mitigate first.</summary>
    public static string Readable(string id)
    {
        var words = id.Replace('-', ' ');
        return $"{char.ToUpperInvariant(words[0])}{words[1..]}";
    }
}
