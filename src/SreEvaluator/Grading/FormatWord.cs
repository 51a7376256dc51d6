namespace SreEvaluator.Grading;

/// <summary>Verdicts and bands in the words that formats, tables, pages and settings share.</summary>
public static class FormatWord
{
    /// <summary>A coverage as the formats write it.</summary>
    /// <param name="coverage">The coverage.</param>
    public static string Of(Coverage coverage) => coverage switch
    {
        Coverage.Covered => "covered",
        Coverage.Partial => "partial",
        Coverage.Missing => "missing",
        _ => "not-assessed",
    };

    /// <summary>A band as the formats write it.</summary>
    /// <param name="band">The band.</param>
    public static string Of(Band band) => band switch
    {
        Band.Strong => "strong",
        Band.Solid => "solid",
        Band.Developing => "developing",
        Band.Weak => "weak",
        _ => "not-assessed",
    };

    /// <summary>A coverage as people read it.</summary>
    /// <param name="coverage">The coverage.</param>
    public static string ForPeople(Coverage coverage) => Of(coverage).Replace('-', ' ');

    /// <summary>A band as people read it.</summary>
    /// <param name="band">The band.</param>
    public static string ForPeople(Band band) => Of(band).Replace('-', ' ');
}
