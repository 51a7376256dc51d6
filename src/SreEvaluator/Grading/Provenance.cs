namespace SreEvaluator.Grading;

/// <summary>How an evaluation came about: enough to repeat it and to explain it.</summary>
public sealed record Provenance
{
    /// <summary>The version of the question's rubric.</summary>
    public required string RubricVersion { get; init; }

    /// <summary>The SHA-256 of the rubric's file.</summary>
    public required string RubricHash { get; init; }

    /// <summary>The SHA-256 of the judge's prompt and reply schema; null for the local grader.</summary>
    public string? PromptHash { get; init; }

    /// <summary>The model as it was asked for; for the local grader the name of its model.</summary>
    public string? Model { get; init; }

    /// <summary>The model as it named itself in its reply; for the local grader the SHA-256 of its model file.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>The second judge's model, where it was asked about uncertain key points; null otherwise. Attempts, tokens and cost count both judges.</summary>
    public string? SecondModel { get; init; }

    /// <summary>When the evaluation was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long grading took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How many calls were made to the model; 1 for the local grader.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Tokens sent to the model, those that the provider had cached included.</summary>
    public long InputTokens { get; init; }

    /// <summary>Those of <see cref="InputTokens"/> that the provider had cached, and charges less for.</summary>
    public long CachedInputTokens { get; init; }

    /// <summary>Tokens that the model replied with.</summary>
    public long OutputTokens { get; init; }

    /// <summary>What it cost, in the currency of the price table; null where no price is known. Replies from the cache cost nothing.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Whether all that the model said came from the cache, so that no call was made.</summary>
    public bool Cached { get; init; }
}
