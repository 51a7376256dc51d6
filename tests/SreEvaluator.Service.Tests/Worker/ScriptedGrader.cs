using System.Collections.Concurrent;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Service.Tests.Worker;

/// <summary>A grader that does what a test says of each answer, and counts.</summary>
internal sealed class ScriptedGrader(Func<Answer, CancellationToken, Task> script) : IGrader
{
    private int _now;

    /// <summary>The texts of the answers that were begun, in their order.</summary>
    public ConcurrentQueue<string> Begun { get; } = [];

    /// <summary>The most answers that were graded at once.</summary>
    public int MostAtOnce { get; private set; }

    public async Task<Evaluation> GradeAsync(Question question, Answer answer, CancellationToken cancellationToken)
    {
        Begun.Enqueue(answer.Text);
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _now));
        try
        {
            await script(answer, cancellationToken);
            return new Evaluation(
                question,
                answer,
                GraderKind.Local,
                question.KeyPoints.Select(keyPoint => new Verdict(keyPoint, Coverage.Missing, [], "It does not say so.", 0.9)),
                [],
                new Provenance { RubricVersion = question.RubricVersion, RubricHash = question.RubricHash, At = DateTimeOffset.UtcNow, Duration = TimeSpan.Zero },
                ScoringRules.Default);
        }
        finally
        {
            Interlocked.Decrement(ref _now);
        }
    }
}
