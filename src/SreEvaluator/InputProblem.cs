namespace SreEvaluator;

/// <summary>What is wrong with something a person gave: where, what was found, what was expected, what to do.</summary>
/// <param name="Where">The file, option or field, as the person would look for it.</param>
/// <param name="Line">The line in the file, from 1; null where there is none.</param>
/// <param name="Found">What is there. Never the text of an answer.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Remedy">The next step, where <paramref name="Expected"/> does not already say it.</param>
public sealed record InputProblem(string Where, int? Line, string Found, string Expected, string? Remedy = null)
{
    /// <summary>One line of text: <c>where:line: found …; expected …. remedy</c>.</summary>
    public override string ToString()
    {
        var place = Line is { } line ? $"{Where}:{line}" : Where;
        var remedy = Remedy is null ? string.Empty : $" {Remedy}";
        return $"{place}: found {Found}; expected {Expected}.{remedy}";
    }
}
