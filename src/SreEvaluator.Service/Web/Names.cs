using SreEvaluator.Grading;

namespace SreEvaluator.Service.Web;

/// <summary>The names by which formats, styles and text keys know things.</summary>
internal static class Names
{
    public static string Of(Coverage coverage) => coverage switch
    {
        Coverage.Covered => "covered",
        Coverage.Partial => "partial",
        Coverage.Missing => "missing",
        _ => "not-assessed",
    };

    public static string Of(Band band) => band switch
    {
        Band.Strong => "strong",
        Band.Solid => "solid",
        Band.Developing => "developing",
        Band.Weak => "weak",
        _ => "not-assessed",
    };

    /// <summary>An id as people read it: <c>mitigate-first</c> is Mitigate first.</summary>
    public static string Readable(string id)
    {
        var words = id.Replace('-', ' ');
        return $"{char.ToUpperInvariant(words[0])}{words[1..]}";
    }
}
