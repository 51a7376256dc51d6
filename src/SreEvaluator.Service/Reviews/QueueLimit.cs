using SreEvaluator.Storage;

namespace SreEvaluator.Service.Reviews;

/// <summary>To what the queue is limited.</summary>
/// <param name="Question">The question that was answered; null for any.</param>
/// <param name="From">
/// Where answers come from: <see cref="Anywhere"/>, <see cref="Practice"/>, <c>batch:</c> or <c>interview:</c> with its id; null for anywhere but practice, as
/// who practises waits for nobody.
/// </param>
public sealed record QueueLimit(string? Question, string? From)
{
    /// <summary>Wherever answers come from.</summary>
    public const string Anywhere = "all";

    /// <summary>What people practised with.</summary>
    public const string Practice = "practice";

    private const string Batch = "batch:";
    private const string Interview = "interview:";

    /// <summary>No limit but that practice is left out.</summary>
    public static readonly QueueLimit None = new(null, null);

    /// <summary>Whether it is limited further than to leave practice out.</summary>
    public bool IsNarrow => this != None;

    /// <summary>The same for the store.</summary>
    /// <exception cref="InputException">There is no such place that answers come from.</exception>
    internal ReviewFilter Filter => From switch
    {
        null => new ReviewFilter { QuestionId = Question, IsPractice = false },
        Anywhere => new ReviewFilter { QuestionId = Question },
        Practice => new ReviewFilter { QuestionId = Question, IsPractice = true },
        _ when IdAfter(Batch) is { } batch => new ReviewFilter { QuestionId = Question, BatchId = batch },
        _ when IdAfter(Interview) is { } interview => new ReviewFilter { QuestionId = Question, InterviewId = interview },
        _ => throw new InputException(new InputProblem("from", null, From, $"{Anywhere}, {Practice}, {Batch}<id> or {Interview}<id>")),
    };

    /// <summary>What an address carries along.</summary>
    /// <param name="more">What else it carries.</param>
    internal string Query(params IEnumerable<(string Name, string? Value)> more) => QueryString
        .Create(more.Prepend(("from", From)).Prepend(("question", Question)).Where(one => one.Item2 is not null).Select(one => KeyValuePair.Create(one.Item1, one.Item2)))
        .ToString();

    /// <summary>How an origin is named.</summary>
    internal static string NameOf(AnswerOrigin origin) => origin.BatchId is { } batch ? Batch + batch : Interview + origin.InterviewId;

    /// <summary>The limit as a form or an address says it, where empty is nothing.</summary>
    internal static QueueLimit Of(string? question, string? from) => new(string.IsNullOrEmpty(question) ? null : question, string.IsNullOrEmpty(from) ? null : from);

    private Guid? IdAfter(string kind) => From!.StartsWith(kind, StringComparison.Ordinal) && Guid.TryParse(From.AsSpan(kind.Length), out var id) ? id : null;
}
