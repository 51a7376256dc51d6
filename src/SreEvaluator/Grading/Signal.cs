namespace SreEvaluator.Grading;

/// <summary>Something about an answer that asks for a person.</summary>
/// <param name="Kind">One of the words of <see cref="Doubt"/>.</param>
/// <param name="Detail">What was seen; never the answer's own text.</param>
internal readonly record struct Signal(string Kind, string Detail)
{
    /// <summary>As it stands among the doubts of an evaluation.</summary>
    public override string ToString() => $"{Kind}: {Detail}";
}
