using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Support;
using SreEvaluator.Tests.Grading.Judging;

namespace SreEvaluator.Tests.Robustness;

/// <summary>Grades some answer the way callers do: by a judge, and by a local grader where that fails.</summary>
internal static class Graded
{
    public static async Task<Evaluation> By(params ScriptedReply[] replies)
    {
        using var server = ScriptedJudge.Saying(replies);
        return await By(Judge.Options(server));
    }

    public static async Task<Evaluation> By(JudgeOptions options, TimeProvider? time = null)
    {
        using var judge = Judge.Grader(options, time);
        return await new FallbackGrader(judge, new AllMissingGrader(), time ?? TimeProvider.System)
            .GradeAsync(Some.Question(), Some.Answer(), TestContext.Current.CancellationToken);
    }

    /// <summary>Holds that the judge failed in some way and the local grader graded, which is labelled and goes to review.</summary>
    public static void ShouldHaveFallenBack(this Evaluation evaluation, string failure)
    {
        evaluation.Grader.ShouldBe(GraderKind.Local);
        evaluation.Degraded.ShouldBeTrue();
        evaluation.DegradedReason.ShouldNotBeNull().ShouldStartWith(failure + ": ");
        evaluation.Verdicts.ShouldAllBe(verdict => verdict.Coverage == Coverage.Missing);
    }

    /// <summary>Holds that the judge graded, after so many calls.</summary>
    public static void ShouldBeTheJudges(this Evaluation evaluation, int attempts)
    {
        evaluation.Grader.ShouldBe(GraderKind.Judge);
        evaluation.Degraded.ShouldBeFalse();
        evaluation.Provenance.Attempts.ShouldBe(attempts);
    }
}
