namespace SreEvaluator.Robustness;

/// <summary>What a manipulation leaves of the clean answer.</summary>
public enum ManipulationKind
{
    /// <summary>All that it says: it deserves the credit of the clean answer, and no more.</summary>
    KeepsAnswer,

    /// <summary>Nothing that deserves credit.</summary>
    ReplacesAnswer,
}
