namespace SreEvaluator.Service.Rubrics;

/// <summary>A line of one text or both.</summary>
/// <param name="Before">Its number in the first, from 1; null where the first does not have it.</param>
/// <param name="After">Its number in the second, from 1; null where the second does not have it.</param>
/// <param name="Text">The line without its end.</param>
public sealed record DiffLine(int? Before, int? After, string Text)
{
    /// <summary>Whether both have it.</summary>
    public bool IsSame => Before is not null && After is not null;
}
