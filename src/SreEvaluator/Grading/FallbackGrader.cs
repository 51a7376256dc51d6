using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>
/// The grader that callers use: the judge where one is configured, the local grader where none is or it failed, and otherwise
/// an evaluation that is not assessed. Where the judge graded, the local grader's opinion stands beside it. A cancellation or a bug passes through.
/// What is suspicious about the answer is added to the doubts, whoever grades.
/// </summary>
/// <param name="judge">The judge; null where none is configured.</param>
/// <param name="local">The local grader; null where it is not wanted.</param>
/// <param name="time">The clock.</param>
public sealed class FallbackGrader(IGrader? judge, IGrader? local, TimeProvider time) : IGrader
{
    private const string Blank = "The answer is empty.";

    /// <inheritdoc/>
    public async Task<Evaluation> GradeAsync(Question question, Answer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(answer);
        using var activity = GradingTelemetry.Start(question);
        try
        {
            var graded = await GradeWithWhatWorksAsync(question, answer, cancellationToken).ConfigureAwait(false);
            var evaluation = graded with { Doubts = [.. Screening.Of(question, answer).Select(signal => signal.ToString()), .. graded.Doubts] };
            activity.Graded(evaluation);
            return evaluation;
        }
        catch (Exception failure)
        {
            activity.Failed(failure);
            throw;
        }
    }

    private async Task<Evaluation> GradeWithWhatWorksAsync(Question question, Answer answer, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        if (answer.IsBlank)
        {
            return Evaluation.NotAssessed(question, answer, judge is null ? GraderKind.Local : GraderKind.Judge, Blank, Provenance(attempts: 0));
        }

        if (judge is null)
        {
            return local is null
                ? throw new InvalidOperationException("Neither a judge nor the local grader is there to grade.")
                : await local.GradeAsync(question, answer, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var judged = await judge.GradeAsync(question, answer, cancellationToken).ConfigureAwait(false);
            return judged with { Local = await LocalAsync().ConfigureAwait(false) is { } beside ? LocalOpinion.Of(beside) : null };
        }
        catch (JudgeException failure)
        {
            var reason = $"{failure.Failure}: {failure.Message}";
            var evaluation = await LocalAsync().ConfigureAwait(false)
                ?? Evaluation.NotAssessed(question, answer, GraderKind.Judge, "The judge gave no usable reply.", Provenance(failure.Attempts));
            return evaluation with { DegradedReason = reason };
        }

        async Task<Evaluation?> LocalAsync() => local is null ? null : await local.GradeAsync(question, answer, cancellationToken).ConfigureAwait(false);

        Provenance Provenance(int attempts) => new()
        {
            RubricVersion = question.RubricVersion,
            RubricHash = question.RubricHash,
            At = time.GetUtcNow(),
            Duration = time.GetElapsedTime(started),
            Attempts = attempts,
        };
    }
}
