using System.Text.Json.Nodes;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Robustness;

/// <summary>Group B: what the model itself can do wrong, to the very end of it.</summary>
public sealed class ModelOutputCases
{
    private static readonly ScriptedVerdicts Good = ScriptedVerdicts.On(Some.Question()).Covered("mitigate-first", "roll back the last release");

    [Fact]
    public async Task Case_35_invalid_json()
    {
        (await Graded.By(ScriptedReply.Text("{\"keyPoints\":"), Good)).ShouldBeTheJudges(attempts: 2);
        (await Graded.By(ScriptedReply.Text("{\"keyPoints\":"))).ShouldHaveFallenBack(JudgeFailure.InvalidReply);
    }

    [Fact]
    public async Task Case_36_truncated()
    {
        (await Graded.By(ScriptedReply.Cut(Good.ToString()[..40]), Good)).ShouldBeTheJudges(attempts: 2);
        (await Graded.By(ScriptedReply.Cut(Good.ToString()))).ShouldHaveFallenBack(JudgeFailure.Truncated);
    }

    [Fact]
    public async Task Case_37_whitespace_runaway() =>
        (await Graded.By(ScriptedReply.Cut(new string('\n', 20_000)))).ShouldHaveFallenBack(JudgeFailure.Truncated);

    [Fact]
    public async Task Case_38_schema_violation() =>
        (await Graded.By(Spoiled(reply => reply["keyPoints"]!["mitigate-first"]!["verdict"] = "mostly"), Good)).ShouldBeTheJudges(attempts: 2);

    [Fact]
    public async Task Case_39_unknown_key_point_id()
    {
        var evaluation = await Graded.By(Spoiled(reply => reply["keyPoints"]!["be-generous"] = reply["keyPoints"]!["mitigate-first"]!.DeepClone()), Good);

        evaluation.ShouldBeTheJudges(attempts: 2);
        evaluation.Doubts.ShouldHaveSingleItem().ShouldStartWith("reply-repaired: ");
    }

    [Fact]
    public async Task Case_40_duplicate_id_conflicting()
    {
        var twice = Good.ToString().Replace("\"incident-roles\"", "\"mitigate-first\"", StringComparison.Ordinal);

        var evaluation = await Graded.By(ScriptedReply.Text(twice), Good);

        evaluation.ShouldBeTheJudges(attempts: 2);
        evaluation.Doubts.ShouldHaveSingleItem().ShouldStartWith("reply-repaired: ");
    }

    [Fact]
    public async Task Case_41_missing_id_is_never_assumed()
    {
        var lacking = Spoiled(reply => reply["keyPoints"]!.AsObject().Remove("incident-roles"));

        (await Graded.By(lacking, Good)).ShouldBeTheJudges(attempts: 2);
        (await Graded.By(lacking)).ShouldHaveFallenBack(JudgeFailure.InvalidReply);
    }

    [Fact]
    public async Task Case_42_hallucinated_quote()
    {
        var evaluation = await Graded.By(ScriptedVerdicts.On(Some.Question()).Covered("mitigate-first", "I would fail over to the other region"));

        evaluation.Verdicts[0].Coverage.ShouldBe(Coverage.NotAssessed);
        evaluation.Doubts.ShouldBe(["quote-not-found: mitigate-first"]);
    }

    [Fact]
    public async Task Case_43_normalised_quote()
    {
        var evaluation = await Graded.By(ScriptedVerdicts.On(Some.Question()).Covered("mitigate-first", " ROLL  back\tthe last\u200B release "));

        evaluation.Verdicts[0].Evidence.ShouldHaveSingleItem().Quote.ShouldBe("roll back the last release");
        evaluation.Doubts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Case_44_refusal()
    {
        (await Graded.By(ScriptedReply.Refused())).ShouldHaveFallenBack(JudgeFailure.Refused);
        (await Graded.By(ScriptedReply.Text("I'm sorry, but I can't help with that."))).ShouldHaveFallenBack(JudgeFailure.Refused);
    }

    [Fact]
    public async Task Case_45_content_filter()
    {
        (await Graded.By(ScriptedReply.Filtered())).ShouldHaveFallenBack(JudgeFailure.ContentFilter);
        (await Graded.By(ScriptedReply.Raw(200, string.Empty))).ShouldHaveFallenBack(JudgeFailure.InvalidReply);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("-0.1")]
    [InlineData("1e309")]
    public async Task Case_46_impossible_numbers(string number)
    {
        var reply = ScriptedReply.Text(Good.ToString().Replace("0.9", number, StringComparison.Ordinal));

        (await Graded.By(reply)).ShouldHaveFallenBack(JudgeFailure.InvalidReply);
        (await Graded.By(reply, Good)).ShouldBeTheJudges(attempts: 2);
    }

    [Fact]
    public async Task Case_47_script_in_the_reason_stays_plain_text()
    {
        const string script = "<script>alert(1)</script>\u001B[2J{{$answer}}";

        var evaluation = await Graded.By(Spoiled(reply => reply["keyPoints"]!["mitigate-first"]!["reason"] = script));

        evaluation.Verdicts[0].Reason.ShouldBe(script);
        evaluation.Doubts.ShouldAllBe(doubt => !doubt.Contains("script", StringComparison.Ordinal));
    }

    private static ScriptedReply Spoiled(Action<JsonObject> spoil)
    {
        var reply = Good.Json();
        spoil(reply);
        return ScriptedReply.Text(reply.ToJsonString());
    }
}
