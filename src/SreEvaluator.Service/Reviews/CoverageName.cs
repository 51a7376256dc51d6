using SreEvaluator.Grading;

namespace SreEvaluator.Service.Reviews;

/// <summary>Verdicts as the API names them.</summary>
internal static class CoverageName
{
    /// <summary>The name of a verdict.</summary>
    public static string Of(Coverage coverage) => FormatWord.Of(coverage);

    /// <summary>The verdict of a name that a person can give.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static Coverage Read(string? name) => name switch
    {
        "covered" => Coverage.Covered,
        "partial" => Coverage.Partial,
        "missing" => Coverage.Missing,
        null => throw Unknown("nothing"),
        _ => throw Unknown("another word"),
    };

    private static InputException Unknown(string found) => new(new InputProblem("verdict", null, found, "covered, partial or missing"));
}
