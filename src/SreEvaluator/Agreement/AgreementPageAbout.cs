namespace SreEvaluator.Agreement;

/// <summary>What a page of agreement says of its origin. Any text; the page writes it as text.</summary>
public sealed record AgreementPageAbout
{
    /// <summary>What graded, such as <c>the local grader</c>.</summary>
    public required string Grader { get; init; }

    /// <summary>The labelled answers, such as the file's name.</summary>
    public required string Data { get; init; }

    /// <summary>How it was measured: above all, whether the grader had seen the answers before.</summary>
    public required string Protocol { get; init; }

    /// <summary>What the review policy in force sends to people; null where that is not known.</summary>
    public string? Review { get; init; }

    /// <summary>When it was measured.</summary>
    public required DateTimeOffset At { get; init; }
}
