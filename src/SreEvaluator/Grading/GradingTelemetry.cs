using System.Diagnostics;
using System.Diagnostics.Metrics;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>What is told of graded answers.</summary>
internal static class GradingTelemetry
{
    private static readonly Counter<long> GradedAnswers = Telemetry.Meter.CreateCounter<long>(
        "sre_evaluator.graded", "{answer}", "Answers graded, by grader and band.");

    private static readonly Counter<long> DegradedAnswers = Telemetry.Meter.CreateCounter<long>(
        "sre_evaluator.degraded", "{answer}", "Answers that the configured judge did not grade, by what went wrong.");

    private static readonly Counter<long> Doubts = Telemetry.Meter.CreateCounter<long>(
        "sre_evaluator.doubts", "{doubt}", "What asked for a person, by kind; refused quotes among them.");

    private static readonly Histogram<double> Durations = Telemetry.Meter.CreateHistogram(
        "sre_evaluator.grade.duration",
        "s",
        "How long grading an answer took.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180] });

    /// <summary>Begins to grade an answer; null where nobody listens.</summary>
    public static Activity? Start(Question question) =>
        Telemetry.Source.StartActivity("grade")?.SetTag("sre_evaluator.question", question.Id);

    /// <summary>Ends it with an evaluation.</summary>
    public static void Graded(this Activity? activity, Evaluation evaluation)
    {
        var grader = NameOf(evaluation.Grader);
        GradedAnswers.Add(1, new("sre_evaluator.grader", grader), new("sre_evaluator.band", evaluation.Score.Band.ToString().ToLowerInvariant()));
        Durations.Record(evaluation.Provenance.Duration.TotalSeconds, new KeyValuePair<string, object?>("sre_evaluator.grader", grader));
        var failure = evaluation.DegradedReason is { } reason ? KindOf(reason) : null;
        if (failure is not null)
        {
            DegradedAnswers.Add(1, new KeyValuePair<string, object?>("error.type", failure));
        }

        foreach (var doubt in evaluation.Doubts)
        {
            Doubts.Add(1, new KeyValuePair<string, object?>("sre_evaluator.doubt", KindOf(doubt)));
        }

        activity?
            .SetTag("sre_evaluator.grader", grader)
            .SetTag("sre_evaluator.degraded", evaluation.Degraded)
            .SetTag("sre_evaluator.doubts", evaluation.Doubts.Length)
            .SetTag("sre_evaluator.cached", evaluation.Provenance.Cached)
            .SetTag("error.type", failure);
    }

    /// <summary>Ends it with a failure.</summary>
    public static void Failed(this Activity? activity, Exception failure) =>
        activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", failure.GetType().FullName);

    private static string NameOf(GraderKind grader) => grader == GraderKind.Judge ? "judge" : "local";

    /// <summary>The word before the colon; what follows it may be many things, which no metric bears.</summary>
    private static string KindOf(string kindAndDetail) => kindAndDetail.Split(':', 2)[0];
}
