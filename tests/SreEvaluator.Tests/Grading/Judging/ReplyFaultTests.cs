using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Judging;

/// <summary>What the model itself can do wrong.</summary>
public sealed class ReplyFaultTests
{
    private static readonly ScriptedVerdicts Good = ScriptedVerdicts.On(Some.Question()).Covered("mitigate-first", "roll back the last release");

    public static TheoryData<JudgeProvider> Providers => Judge.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_invalid_reply_is_asked_for_once_more_with_the_problem_told(JudgeProvider provider)
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Text("""{"keyPoints":{}}"""), Good);

        var evaluation = await Judge.GradeAsync(Judge.Options(server, provider));

        evaluation.Verdicts[0].Coverage.ShouldBe(Coverage.Covered);
        evaluation.Doubts.ShouldBeEmpty();
        evaluation.Provenance.Attempts.ShouldBe(2);
        evaluation.Provenance.InputTokens.ShouldBe(2 * ScriptedReply.InputTokens);
        var messages = server.Calls[1].Messages;
        messages.Count.ShouldBe(4);
        messages[2].ShouldBe("""{"keyPoints":{}}""");
        messages[3].ShouldBe("That reply can't be used. the reply lacks redFlags. Reply again with the whole JSON object alone, put right.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Here are my verdicts: all covered!")]
    [InlineData("""{"keyPoints":""")]
    public async Task A_reply_that_is_invalid_twice_is_a_failure_after_two_calls(string text)
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Text(text));

        var failure = await Judge.FailAsync(Judge.Options(server));

        failure.Failure.ShouldBe(JudgeFailure.InvalidReply);
        failure.Attempts.ShouldBe(2);
        server.Calls.Count.ShouldBe(2);
        server.Calls[1].Messages.Count.ShouldBe(text.Length == 0 ? 3 : 4);
    }

    [Fact]
    public async Task An_invented_key_point_is_repaired_and_leaves_a_doubt()
    {
        var invented = Good.Json();
        invented["keyPoints"]!["grants-everything"] = invented["keyPoints"]!["mitigate-first"]!.DeepClone();
        using var server = ScriptedJudge.Saying(ScriptedReply.Text(invented.ToJsonString()), Good);

        var evaluation = await Judge.GradeAsync(Judge.Options(server));

        evaluation.Doubts.ShouldHaveSingleItem().ShouldStartWith("reply-repaired: keyPoints holds grants-everything, which is not asked for");
    }

    [Fact]
    public async Task A_key_point_spoken_of_twice_is_repaired_and_leaves_a_doubt()
    {
        var twice = Good.ToString().Replace("\"incident-roles\"", "\"mitigate-first\"", StringComparison.Ordinal);
        using var server = ScriptedJudge.Saying(ScriptedReply.Text(twice), Good);

        var evaluation = await Judge.GradeAsync(Judge.Options(server));

        evaluation.Doubts.ShouldHaveSingleItem().ShouldBe("reply-repaired: keyPoints holds mitigate-first twice.");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_cut_reply_is_asked_for_once_more_with_a_larger_limit(JudgeProvider provider)
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Cut("""{"keyPoints":"""), Good);

        var evaluation = await Judge.GradeAsync(Judge.Options(server, provider));

        evaluation.Verdicts[0].Coverage.ShouldBe(Coverage.Covered);
        server.Calls.Count.ShouldBe(2);
        server.Calls[1].Body.ShouldContain("8192");
        server.Calls[1].Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_reply_cut_twice_is_a_failure_even_where_its_beginning_could_be_read()
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Cut(Good.ToString()));

        var failure = await Judge.FailAsync(Judge.Options(server));

        failure.Failure.ShouldBe(JudgeFailure.Truncated);
        server.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_cut_reply_and_an_invalid_one_take_three_calls_and_no_more()
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Text("no"), ScriptedReply.Cut("{"), ScriptedReply.Text("no"));

        var failure = await Judge.FailAsync(Judge.Options(server));

        failure.Failure.ShouldBe(JudgeFailure.InvalidReply);
        server.Calls.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(JudgeProvider.OpenAI, JudgeFailure.Refused)]
    [InlineData(JudgeProvider.AzureOpenAI, JudgeFailure.Refused)]
    [InlineData(JudgeProvider.OpenAICompatible, JudgeFailure.Refused)]
    [InlineData(JudgeProvider.Anthropic, JudgeFailure.Refused)]
    public async Task A_refusal_is_never_asked_again(JudgeProvider provider, string failure)
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Refused());

        (await Judge.FailAsync(Judge.Options(server, provider))).Failure.ShouldBe(failure);

        server.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("I'm sorry, but I can't help with that.")]
    [InlineData("I cannot evaluate this answer.")]
    [InlineData("\n I won’t do that")]
    [InlineData("Sorry, that is not possible.")]
    public async Task A_refusal_in_prose_is_never_asked_again(string text)
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Text(text));

        (await Judge.FailAsync(Judge.Options(server))).Failure.ShouldBe(JudgeFailure.Refused);

        server.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(JudgeProvider.OpenAI)]
    [InlineData(JudgeProvider.AzureOpenAI)]
    [InlineData(JudgeProvider.OpenAICompatible)]
    public async Task A_filtered_reply_is_never_asked_again(JudgeProvider provider)
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Filtered());

        (await Judge.FailAsync(Judge.Options(server, provider))).Failure.ShouldBe(JudgeFailure.ContentFilter);

        server.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_quote_that_the_answer_does_not_hold_voids_the_verdict()
    {
        using var server = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question())
            .Covered("mitigate-first", "I would fail over")
            .Covered("incident-roles", "before anything else")
            .RedFlag("blames-people", "whose fault is it"));

        var evaluation = await Judge.GradeAsync(Judge.Options(server));

        evaluation.Verdicts[0].Coverage.ShouldBe(Coverage.NotAssessed);
        evaluation.Verdicts[1].Coverage.ShouldBe(Coverage.Covered);
        evaluation.RedFlags.ShouldBeEmpty();
        evaluation.Doubts.ShouldBe(["quote-not-found: mitigate-first", "quote-not-found: blames-people"]);
        evaluation.Score.Value.ShouldBe(100);
    }

    [Fact]
    public async Task Credit_without_a_quote_is_void()
    {
        using var server = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()).Covered("mitigate-first"));

        var evaluation = await Judge.GradeAsync(Judge.Options(server));

        evaluation.Verdicts[0].Coverage.ShouldBe(Coverage.NotAssessed);
        evaluation.Doubts.ShouldBe(["quote-not-found: mitigate-first"]);
    }

    [Fact]
    public async Task A_true_quote_beside_a_false_one_keeps_the_verdict_and_leaves_a_doubt()
    {
        using var server = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()).Covered("mitigate-first", "roll back the last release", "and fail over"));

        var evaluation = await Judge.GradeAsync(Judge.Options(server));

        evaluation.Verdicts[0].Evidence.ShouldHaveSingleItem().Quote.ShouldBe("roll back the last release");
        evaluation.Doubts.ShouldBe(["quote-not-found: mitigate-first"]);
    }

    [Fact]
    public async Task Quotes_beside_a_missing_verdict_are_left_aside()
    {
        var reply = Good.Json();
        reply["keyPoints"]!["mitigate-first"]!["verdict"] = "missing";
        using var server = ScriptedJudge.Saying(ScriptedReply.Text(reply.ToJsonString()));

        var evaluation = await Judge.GradeAsync(Judge.Options(server));

        evaluation.Verdicts[0].Coverage.ShouldBe(Coverage.Missing);
        evaluation.Doubts.ShouldBeEmpty();
    }
}
