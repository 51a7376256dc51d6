namespace SreEvaluator.Service.Web;

/// <summary>What a mark in an answer stands for; where several meet, the greatest is shown.</summary>
public enum MarkKind
{
    /// <summary>A point made.</summary>
    Covered,

    /// <summary>A point made in part.</summary>
    Partial,

    /// <summary>A misconception.</summary>
    RedFlag,
}
