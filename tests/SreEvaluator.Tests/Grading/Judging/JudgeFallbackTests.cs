using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Judging;

/// <summary>The judge inside the grader that callers use.</summary>
public sealed class JudgeFallbackTests
{
    [Fact]
    public async Task A_judge_that_fails_leaves_grading_to_the_local_grader_and_says_so()
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Error(401, "invalid_api_key"));
        using var judge = Judge.Grader(Judge.Options(server));

        var evaluation = await GradeAsync(judge, new AllMissing());

        evaluation.Grader.ShouldBe(GraderKind.Local);
        evaluation.Degraded.ShouldBeTrue();
        evaluation.DegradedReason.ShouldNotBeNull().ShouldStartWith("unauthorised: 127.0.0.1");
        evaluation.DegradedReason.ShouldContain("SRE_Judge__ApiKey");
    }

    [Fact]
    public async Task Without_a_local_grader_nothing_is_assessed()
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Text("no JSON"));
        using var judge = Judge.Grader(Judge.Options(server));

        var evaluation = await GradeAsync(judge, local: null);

        evaluation.Score.Value.ShouldBeNull();
        evaluation.Provenance.Attempts.ShouldBe(2);
        evaluation.DegradedReason.ShouldNotBeNull().ShouldStartWith("invalid-reply: ");
    }

    [Fact]
    public async Task A_judge_that_works_is_not_degraded()
    {
        using var server = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()));
        using var judge = Judge.Grader(Judge.Options(server));

        var evaluation = await GradeAsync(judge, new AllMissing());

        evaluation.Degraded.ShouldBeFalse();
        evaluation.Grader.ShouldBe(GraderKind.Judge);
        evaluation.Local.ShouldNotBeNull().Verdicts.ShouldAllBe(verdict => verdict.Coverage == Coverage.Missing);
    }

    [Fact]
    public async Task A_bug_is_not_swallowed()
    {
        using var server = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()));
        using var judge = Judge.Grader(Judge.Options(server));
        var broken = Some.Question() with { RedFlags = [null!] };

        await Should.ThrowAsync<NullReferenceException>(() => new FallbackGrader(judge, new AllMissing(), TimeProvider.System)
            .GradeAsync(broken, Some.Answer(), TestContext.Current.CancellationToken));
    }

    private static Task<Evaluation> GradeAsync(JudgeGrader judge, IGrader? local) =>
        new FallbackGrader(judge, local, TimeProvider.System).GradeAsync(Some.Question(), Some.Answer(), TestContext.Current.CancellationToken);

    private sealed class AllMissing : IGrader
    {
        public Task<Evaluation> GradeAsync(Question question, Answer answer, CancellationToken cancellationToken) => Task.FromResult(new Evaluation(
            question,
            answer,
            GraderKind.Local,
            question.KeyPoints.Select(keyPoint => Some.Verdict(keyPoint, Coverage.Missing)),
            [],
            Some.Provenance(),
            ScoringRules.Default));
    }
}
