using System.Diagnostics.Metrics;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Worker;

/// <summary>What the worker tells of its work: metrics of the library's meter.</summary>
internal static class WorkerTelemetry
{
    private static readonly Meter Meter = new(Telemetry.Name);

    private static readonly Counter<long> Evaluations = Meter.CreateCounter<long>(
        "sre.worker.evaluations", "{evaluation}", "Evaluations stored by this process.");

    private static readonly Histogram<double> Delay = Meter.CreateHistogram<double>(
        "sre.worker.delay", "s", "From accepting an answer, or from making its job for those of a batch, to its stored evaluation.");

    private static readonly Counter<long> Jobs = Meter.CreateCounter<long>("sre.worker.jobs", "{job}", "Jobs run by this process, by how the run ended.");

    private static readonly UpDownCounter<long> Running = Meter.CreateUpDownCounter<long>("sre.worker.jobs.running", "{job}", "Jobs that this process runs now.");

    /// <summary>Counts stored evaluations.</summary>
    /// <param name="graded">The answers with what they came to.</param>
    /// <param name="job">The job that they are of.</param>
    /// <param name="at">When they were stored.</param>
    public static void Graded(IReadOnlyList<(StoredAnswer Answer, NewEvaluation Evaluation)> graded, Job job, DateTimeOffset at)
    {
        var kind = KeyValuePair.Create("kind", (object?)(job.BatchId is null ? "single" : "batch"));
        foreach (var (answer, evaluation) in graded)
        {
            Evaluations.Add(
                1,
                kind,
                KeyValuePair.Create("grader", (object?)evaluation.Content.Grader.ToString().ToLowerInvariant()),
                KeyValuePair.Create("degraded", (object?)evaluation.Content.Degraded),
                KeyValuePair.Create("assessed", (object?)(evaluation.Content.Score is not null)));
            Delay.Record(Math.Max(0, (at - (job.BatchId is null ? answer.SubmittedAt : job.CreatedAt)).TotalSeconds), kind);
        }
    }

    /// <summary>Counts a run that begins.</summary>
    public static void Began() => Running.Add(1);

    /// <summary>Counts a run that ended.</summary>
    public static void Ended(bool failed)
    {
        Running.Add(-1);
        Jobs.Add(1, KeyValuePair.Create("outcome", (object?)(failed ? "failed" : "ended")));
    }
}
