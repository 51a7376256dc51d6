using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Storage;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Storage;

/// <summary>A database of a test's own with its stores, and a clock that the test moves.</summary>
internal sealed class Stores : IAsyncDisposable
{
    private readonly string? _folder;

    private Stores(StorageOptions options, string? folder)
    {
        _folder = folder;
        Options = options;
        Database = new Database(Microsoft.Extensions.Options.Options.Create(options), Time);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public StorageOptions Options { get; }

    public Database Database { get; }

    public AnswerStore Answers => new(Database);

    public BatchStore Batches => new(Database);

    public JobStore Jobs => new(Database);

    public EvaluationStore Evaluations => new(Database);

    public ReviewStore Reviews => new(Database);

    public RubricVersionStore Rubrics => new(Database);
    public MarkStore Marks => new(Database);

    public AuditTrail Audit => new(Database);

    public CandidateStore Candidates => new(Database);

    public InterviewStore Interviews => new(Database);

    public UserStore Users => new(Database);

    public ApiKeyStore Keys => new(Database);

    public IdempotencyStore Requests => new(Database);

    public ProtectionKeyStore ProtectionKeys => new(Database);

    public PersonalData Data => new(Database);

    /// <summary>A migrated SQLite database in a folder of its own.</summary>
    public static async Task<Stores> SqliteAsync(bool migrated = true)
    {
        var folder = Directory.CreateTempSubdirectory("sre-storage-").FullName;
        return await OpenAsync(
            new Stores(new StorageOptions { ConnectionString = $"Data Source={Path.Combine(folder, "sub", "sre.db")}" }, folder), migrated);
    }

    /// <summary>A migrated database of the server.</summary>
    public static async Task<Stores> PostgresAsync(PostgresServer server, bool migrated = true) => await OpenAsync(
        new Stores(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = await server.NewDatabaseAsync() }, folder: null), migrated);

    /// <summary>The same database as another process would open it.</summary>
    public Database Another() => new(Microsoft.Extensions.Options.Options.Create(Options), Time);

    /// <summary>An answer that was accepted.</summary>
    public async Task<StoredAnswer> AcceptedAsync(string text = "I would roll back the last release before anything else.") =>
        (await Answers.AcceptAsync(new NewAnswer(name: null, "incident-management", text), key: null, "user:1", CancellationToken.None)).Answer;

    /// <summary>A batch with answers that was started.</summary>
    public async Task<Batch> StartedAsync(int answers, string title = "Batch")
    {
        var batch = await Batches.AddAsync(title, GraderChoice.Local, "user:1", CancellationToken.None);
        await Batches.AddAnswersAsync(batch.Id, Numbered(answers).ToAsyncEnumerable(), CancellationToken.None);
        await Batches.ReadyAsync(batch.Id, response: null, "user:1", CancellationToken.None);
        return (await Batches.StartAsync(batch.Id, "user:1", CancellationToken.None))!;
    }

    /// <summary>Answers with the names answer-0, answer-1 ...</summary>
    public static IEnumerable<NewAnswer> Numbered(int count) => Enumerable.Range(0, count)
        .Select(number => new NewAnswer(string.Create(CultureInfo.InvariantCulture, $"answer-{number}"), "incident-management", $"Answer {number} says roll back."));

    /// <summary>An evaluation of an answer.</summary>
    public NewEvaluation Evaluation(StoredAnswer answer, string settings = "settings", bool review = false, bool assessed = true, bool degraded = false)
    {
        Time.Advance(TimeSpan.FromMilliseconds(1));
        var question = Some.Question();
        var provenance = Some.Provenance() with { At = Time.GetUtcNow() };
        var evaluation = assessed
            ? new Evaluation(
                question, answer.ToAnswer(), GraderKind.Local, question.KeyPoints.Select(keyPoint => Some.Verdict(keyPoint, Coverage.Missing)), [], provenance, ScoringRules.Default)
            : SreEvaluator.Grading.Evaluation.NotAssessed(question, answer.ToAnswer(), GraderKind.Local, "Nothing worked.", provenance);
        evaluation = degraded ? evaluation with { DegradedReason = "The model did not reply." } : evaluation;
        return new NewEvaluation(answer.Id, settings, EvaluationJson.Of(evaluation, CandidateFeedback.Of(evaluation), review ? ["low-confidence: 2 key points"] : []));
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (_folder is not null)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static async Task<Stores> OpenAsync(Stores stores, bool migrated)
    {
        if (migrated)
        {
            await stores.Database.OpenAsync(CancellationToken.None);
        }

        return stores;
    }
}
