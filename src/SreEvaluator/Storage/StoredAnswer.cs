using SreEvaluator.Batches.Import;
using SreEvaluator.Grading;

namespace SreEvaluator.Storage;

/// <summary>An answer that was accepted: it will be graded, whatever happens to the machine.</summary>
public sealed record StoredAnswer
{
    /// <summary>Unique.</summary>
    public required Guid Id { get; init; }

    /// <summary>How the caller knows the answer: the id in the evaluation's JSON.</summary>
    public required string Name { get; init; }

    /// <summary>The question's id.</summary>
    public required string QuestionId { get; init; }

    /// <summary>The candidate's text, byte for byte.</summary>
    public required string Text { get; init; }

    /// <summary>Which grader is wanted.</summary>
    public required GraderChoice Grader { get; init; }

    /// <summary>Who answered; null where nobody said.</summary>
    public Guid? CandidateId { get; init; }

    /// <summary>The interview that it belongs to; null for none.</summary>
    public Guid? InterviewId { get; init; }

    /// <summary>Whether somebody practised with it: it asks no interviewer for a verdict.</summary>
    public bool IsPractice { get; init; }

    /// <summary>The batch that it came in; null for a single answer.</summary>
    public Guid? BatchId { get; init; }

    /// <summary>Its place in the batch, from 0.</summary>
    public int Position { get; init; }

    /// <summary>Who answered, as the file of a batch names them; empty where it does not.</summary>
    public string Candidate { get; init; } = string.Empty;

    /// <summary>What else came with an answer of a batch, for its results.</summary>
    public InputColumns Columns { get; init; } = InputColumns.None;

    /// <summary>Who entered it for the candidate; empty where it came from the candidate.</summary>
    public string EnteredBy { get; init; } = string.Empty;

    /// <summary>Why they did, as they say; empty where they don't.</summary>
    public string EnteredBecause { get; init; } = string.Empty;

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>The job that grades it; null until one does.</summary>
    public Guid? JobId { get; init; }

    /// <summary>How often grading it was begun and came to nothing.</summary>
    public int Attempts { get; init; }

    /// <summary>The answer as graders take it: its text and its name alone.</summary>
    public Answer ToAnswer() => new(Name, Text);
}
