using System.Text.Encodings.Web;
using System.Text.Json;
using SreEvaluator.Batches.Import;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;

namespace SreEvaluator.Batches.Servers;

/// <summary>
/// Has a running service grade the answers of a batch: sends what is not graded yet, waits, fetches the evaluations into the folder and writes the results.
/// The folder keeps the server's id of what is under way, so that a later run goes on with it, also after a kill, and nothing is sent twice.
/// </summary>
public sealed class ServerRun
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StoredBatch _batch;
    private readonly BatchFolder _folder;
    private readonly BatchServer _server;
    private readonly ReviewOptions _review;
    private readonly ScoringRules _rules;
    private readonly TimeProvider _time;

    /// <summary>Prepares the run; nothing is read or sent yet.</summary>
    /// <param name="batch">The answers.</param>
    /// <param name="folder">Where they are and the results go; held.</param>
    /// <param name="server">The service.</param>
    /// <param name="review">From which confidence on a verdict is certain.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="time">The clock.</param>
    public ServerRun(StoredBatch batch, BatchFolder folder, BatchServer server, ReviewOptions review, ScoringRules rules, TimeProvider time)
    {
        _batch = batch;
        _folder = folder;
        _server = server;
        _review = review;
        _rules = rules;
        _time = time;
    }

    /// <summary>What the batch is called at the server.</summary>
    public required string Title { get; init; }

    /// <summary>Which grader is wanted.</summary>
    public required GraderChoice Grader { get; init; }

    /// <summary>How many answers to try, drawn at random but the same each time; null for all.</summary>
    public int? Sample { get; init; }

    /// <summary>Whether to end what is under way at the server, and to send nothing more.</summary>
    public bool Cancel { get; init; }

    /// <summary>The server's id of what is under way; null where nothing is.</summary>
    public Guid? UnderWay => ServerBatch.Read(_folder)?.Id;

    /// <summary>Has the answers graded, and writes the results of all that are.</summary>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Ends the wait; the server goes on, and a later run goes on from there.</param>
    /// <exception cref="ServerException">The server does not do it; what it has it keeps.</exception>
    /// <exception cref="InputException">There is nothing to cancel, or a file of the batch can't be read.</exception>
    public async Task<BatchSummary> RunAsync(IProgress<BatchProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (Cancel && ServerBatch.Read(_folder) is null)
        {
            throw new InputException(new InputProblem(_folder.Path, null, "no batch that is under way at a server", "one that --cancel can end"));
        }

        using var work = await BatchWork.OpenAsync(_folder, _batch, Sample, _time, cancellationToken).ConfigureAwait(false);
        progress.Report(work.Progress);

        // What an earlier run has sent is taken to its end first; what the input has beyond it is sent then.
        var end = await FinishAsync(work, progress, cancellationToken).ConfigureAwait(false);
        if (end == BatchEnd.Complete && !Cancel && await PrepareAsync(work, cancellationToken).ConfigureAwait(false))
        {
            end = await FinishAsync(work, progress, cancellationToken).ConfigureAwait(false);
        }

        await work.WriteResultsAsync(_rules, _review, cancellationToken).ConfigureAwait(false);
        return new BatchSummary(end, work.Progress);
    }

    /// <summary>Writes what is to be sent into a file, with the key that it will be sent under.</summary>
    /// <returns>Whether there is anything.</returns>
    private async Task<bool> PrepareAsync(BatchWork work, CancellationToken cancellationToken)
    {
        var any = false;
        var file = new FileStream(_folder.ServerUpload, FileMode.Create, FileAccess.Write, FileShare.None);
        await using (file.ConfigureAwait(false))
        {
            await foreach (var answer in work.ToGradeAsync(cancellationToken).ConfigureAwait(false))
            {
                any = true;
                Write(answer, file);
            }
        }

        if (any)
        {
            new ServerBatch(Guid.NewGuid().ToString()).Write(_folder);
        }
        else
        {
            File.Delete(_folder.ServerUpload);
        }

        return any;
    }

    /// <summary>Takes what is under way through all states, until its evaluations are in the folder.</summary>
    private async Task<BatchEnd> FinishAsync(BatchWork work, IProgress<BatchProgress> progress, CancellationToken cancellationToken)
    {
        if (ServerBatch.Read(_folder) is not { } sent)
        {
            return BatchEnd.Complete;
        }

        var id = sent.Id ?? await SendAsync(sent, cancellationToken).ConfigureAwait(false);
        var state = await (Cancel ? _server.CancelAsync(id, cancellationToken) : _server.StartAsync(id, cancellationToken)).ConfigureAwait(false);
        var (before, last) = (work.Progress, string.Empty);
        while (state.State is not ("completed" or "cancelled"))
        {
            if (state.State == "paused" && last != state.State)
            {
                _server.Tell($"Batch {id} is paused at {_server.Address}; it goes on once somebody resumes it there.");
            }

            last = state.State;
            await Task.Delay(BetweenLooks, _time, cancellationToken).ConfigureAwait(false);
            state = await _server.LookAsync(id, cancellationToken).ConfigureAwait(false);
            progress.Report(before with
            {
                Graded = before.Graded + (state.Graded ?? 0),
                Degraded = before.Degraded + (state.Degraded ?? 0),
                ToReview = before.ToReview + (state.InReview ?? 0),
                NotAssessed = before.NotAssessed + (state.NotAssessed ?? 0),
            });
        }

        await _server.FetchAsync(id, evaluation => work.Add(evaluation), cancellationToken).ConfigureAwait(false);
        File.Delete(_folder.ServerBatch);
        return state.State == "cancelled" ? BatchEnd.Cancelled : BatchEnd.Complete;
    }

    private async Task<Guid> SendAsync(ServerBatch sent, CancellationToken cancellationToken)
    {
        var reply = await _server.UploadAsync(_folder.ServerUpload, Title, Grader.ToString().ToLowerInvariant(), sent.Key, cancellationToken).ConfigureAwait(false);
        (sent with { Id = reply.Batch.Id }).Write(_folder);
        File.Delete(_folder.ServerUpload);
        if (reply.LeftOut > 0)
        {
            var first = reply.Problems.FirstOrDefault(problem => problem.LeftOut);
            _server.Tell($"The service left {reply.LeftOut} of the answers out{(first is null ? string.Empty : $", the first for its {first.Column}: found {first.Found}; expected {first.Expected}")}.");
        }

        return reply.Batch.Id;
    }

    private static void Write(ImportedAnswer answer, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, Form))
        {
            json.WriteStartObject();
            json.WriteString(ColumnMap.Default.Id, answer.Answer.Id);
            json.WriteString(ColumnMap.Default.Question, answer.Question.Id);
            json.WriteString(ColumnMap.Default.Candidate, answer.Candidate);
            json.WriteString(ColumnMap.Default.Answer, answer.Answer.Text);
            foreach (var (name, value) in answer.Columns.Names.Zip(answer.Columns.Values))
            {
                // A column of the input that has the name of one of ours is told apart, as in tables.
                json.WriteString(ColumnMap.Default.Has(name) ? $"input {name}" : name, value);
            }

            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }
}
