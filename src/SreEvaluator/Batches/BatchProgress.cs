namespace SreEvaluator.Batches;

/// <summary>How far a batch is.</summary>
public sealed record BatchProgress
{
    /// <summary>How many answers are to be graded, those of earlier runs included.</summary>
    public required int Total { get; init; }

    /// <summary>How many were graded by earlier runs.</summary>
    public required int Before { get; init; }

    /// <summary>How many this run has graded.</summary>
    public required int Graded { get; init; }

    /// <summary>How many of all something else than the configured judge graded.</summary>
    public required int Degraded { get; init; }

    /// <summary>How many of all ask for a person.</summary>
    public required int ToReview { get; init; }

    /// <summary>How many of all have no score.</summary>
    public required int NotAssessed { get; init; }

    /// <summary>What all have cost, in the currency of the price table; null where no price is known.</summary>
    public required decimal? Cost { get; init; }

    /// <summary>How many are done.</summary>
    public int Done => Before + Graded;
}
