using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Judging;

public sealed class SecondJudgeTests
{
    private const string Quote = "roll back the last release";

    [Fact]
    public async Task Is_asked_about_uncertain_points_alone()
    {
        using var first = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()).Sure(0.69, "mitigate-first", "covered", Quote));
        using var second = ScriptedJudge.Answering(call => ScriptedVerdicts.OnAsked(call).Sure(0.95, "mitigate-first", "covered", "before anything else"));

        var evaluation = await GradeAsync(first, second);

        var asked = second.Calls.ShouldHaveSingleItem().Messages[0];
        asked.ShouldContain("[mitigate-first]");
        asked.ShouldNotContain("[incident-roles]");
        asked.ShouldNotContain("[blames-people]");
        evaluation.Provenance.SecondModel.ShouldBe("another-model");
        evaluation.Provenance.Attempts.ShouldBe(2);
        evaluation.Provenance.InputTokens.ShouldBe(2 * ScriptedReply.InputTokens);
        evaluation.Provenance.Cost.ShouldBe(((1200 * 1m) + (300 * 2m) + (1200 * 3m) + (300 * 4m)) / 1_000_000);
    }

    [Fact]
    public async Task Is_not_asked_where_the_first_is_certain_or_its_verdict_void()
    {
        using var first = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()).Sure(0.7, "mitigate-first", "covered", Quote).Sure(0.1, "incident-roles", "covered", "not there"));
        using var second = ScriptedJudge.Saying(ScriptedReply.Error(500));

        var evaluation = await GradeAsync(first, second);

        second.Calls.ShouldBeEmpty();
        evaluation.Provenance.SecondModel.ShouldBeNull();
        evaluation.Provenance.Cost.ShouldBe(((1200 * 1m) + (300 * 2m)) / 1_000_000);
        evaluation.Verdicts[1].Coverage.ShouldBe(Coverage.NotAssessed);
    }

    [Fact]
    public async Task Agreement_keeps_the_verdict_and_is_as_sure_as_the_surer_judge()
    {
        using var first = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()).Sure(0.5, "mitigate-first", "covered", Quote));
        using var second = ScriptedJudge.Answering(call => ScriptedVerdicts.OnAsked(call).Sure(0.9, "mitigate-first", "covered", "before anything else"));

        var evaluation = await GradeAsync(first, second);

        evaluation.Doubts.ShouldBeEmpty();
        var verdict = evaluation.Verdicts[0];
        verdict.Coverage.ShouldBe(Coverage.Covered);
        verdict.Confidence.ShouldBe(0.9);
        verdict.Evidence.ShouldHaveSingleItem().Quote.ShouldBe(Quote);
    }

    [Theory]
    [InlineData("covered", "partial", Coverage.Partial)]
    [InlineData("partial", "covered", Coverage.Partial)]
    [InlineData("covered", "missing", Coverage.Missing)]
    [InlineData("missing", "covered", Coverage.Missing)]
    public async Task Disagreement_keeps_the_more_cautious_verdict_and_asks_for_a_person(string one, string other, Coverage expected)
    {
        using var first = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()).Sure(0.6, "mitigate-first", one, Quote));
        using var second = ScriptedJudge.Answering(call => ScriptedVerdicts.OnAsked(call).Sure(0.8, "mitigate-first", other, Quote));

        var evaluation = await GradeAsync(first, second);

        evaluation.Doubts.ShouldBe(["judges-disagree: mitigate-first"]);
        evaluation.Verdicts[0].Coverage.ShouldBe(expected);
        evaluation.Verdicts[0].Confidence.ShouldBe(0.6);
    }

    [Fact]
    public async Task A_void_verdict_of_the_second_is_no_opinion()
    {
        using var first = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()).Sure(0.6, "mitigate-first", "missing"));
        using var second = ScriptedJudge.Answering(call => ScriptedVerdicts.OnAsked(call).Sure(0.99, "mitigate-first", "covered", "not in the answer"));

        var evaluation = await GradeAsync(first, second);

        evaluation.Verdicts[0].Coverage.ShouldBe(Coverage.Missing);
        evaluation.Verdicts[0].Confidence.ShouldBe(0.6);
        evaluation.Doubts.ShouldHaveSingleItem().ShouldEndWith(": mitigate-first");
    }

    [Fact]
    public async Task When_it_fails_the_first_stands_and_a_person_is_asked()
    {
        using var first = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()).Sure(0.5, "mitigate-first", "covered", Quote));
        using var second = ScriptedJudge.Saying(ScriptedReply.Error(401));

        var evaluation = await GradeAsync(first, second);

        evaluation.Degraded.ShouldBeFalse();
        evaluation.Verdicts[0].Coverage.ShouldBe(Coverage.Covered);
        evaluation.Doubts.ShouldBe(["second-judge-failed: unauthorised"]);
        evaluation.Provenance.Attempts.ShouldBe(2);
    }

    private static async Task<Evaluation> GradeAsync(ScriptedJudge first, ScriptedJudge second)
    {
        var options = Judge.Options(first);
        options.Prices["some-model"] = new ModelPrice { Input = 1, Output = 2 };
        var other = Judge.Options(second);
        other.Model = "another-model";
        other.Prices["another-model"] = new ModelPrice { Input = 3, Output = 4 };
        using var grader = Judge.Grader(options, second: other);
        return await grader.GradeAsync(Some.Question(), Some.Answer(), TestContext.Current.CancellationToken);
    }
}
