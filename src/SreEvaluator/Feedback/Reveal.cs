namespace SreEvaluator.Feedback;

/// <summary>How much of the rubric a candidate sees of the points that are not there yet.</summary>
public enum Reveal
{
    /// <summary>A hint and advice.</summary>
    Hints,

    /// <summary>The statement of the key point too.</summary>
    Statements,
}
