using SreEvaluator.Batches.Import;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;

namespace SreEvaluator.Storage;

/// <summary>An answer that is to be kept and graded.</summary>
public sealed record NewAnswer
{
    /// <summary>The longest <see cref="Name"/>, in characters.</summary>
    public const int MaxName = AnswerImport.LongestName;

    /// <summary>Takes an answer.</summary>
    /// <param name="name">How the caller knows it; null to name it by its own id.</param>
    /// <param name="questionId">The question's id.</param>
    /// <param name="text">The candidate's text.</param>
    /// <exception cref="InputException">The name is too long or holds control characters, or the text can't be an <see cref="Answer"/>.</exception>
    public NewAnswer(string? name, string questionId, string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(questionId);
        Name = string.IsNullOrWhiteSpace(name) ? null : StoredText.Checked("id", name, MaxName);
        QuestionId = questionId;
        Text = new Answer(Name ?? "of " + questionId, text).Text;
    }

    /// <summary>How the caller knows it; null where it will be named by its own id.</summary>
    public string? Name { get; }

    /// <summary>The question's id.</summary>
    public string QuestionId { get; }

    /// <summary>The candidate's text.</summary>
    public string Text { get; }

    /// <summary>Which grader is wanted; for answers of a batch the batch says it.</summary>
    public GraderChoice Grader { get; init; } = GraderChoice.Auto;

    /// <summary>Who answered; null where nobody said.</summary>
    public Guid? CandidateId { get; init; }

    /// <summary>The interview that it belongs to; null for none.</summary>
    public Guid? InterviewId { get; init; }

    /// <summary>Whether somebody practises with it.</summary>
    public bool IsPractice { get; init; }

    /// <summary>Who answered, as the file of a batch names them; empty where it does not.</summary>
    public string Candidate { get; init; } = string.Empty;

    /// <summary>What else came with an answer of a batch, for its results. Nothing of it ever reaches a grader.</summary>
    public InputColumns Columns { get; init; } = InputColumns.None;

    /// <summary>Who enters it for the candidate; empty where it comes from the candidate.</summary>
    public string EnteredBy { get; init; } = string.Empty;

    /// <summary>Why they do; empty where they don't say, and else at most <see cref="Override.LongestReason"/> characters.</summary>
    /// <exception cref="InputException">It is longer, or holds control characters.</exception>
    public string EnteredBecause
    {
        get;
        init => field = string.IsNullOrWhiteSpace(value) ? string.Empty : StoredText.Checked("reason", value.Trim(), Override.LongestReason);
    } = string.Empty;

    internal StoredAnswer Accepted(DateTimeOffset at)
    {
        var id = OrderedId.Next(at);
        return new StoredAnswer
        {
            Id = id,
            Name = Name ?? id.ToString(),
            QuestionId = QuestionId,
            Text = Text,
            Grader = Grader,
            CandidateId = CandidateId,
            InterviewId = InterviewId,
            IsPractice = IsPractice,
            Candidate = Candidate,
            Columns = Columns,
            EnteredBy = EnteredBy,
            EnteredBecause = EnteredBecause,
            SubmittedAt = at,
        };
    }
}
