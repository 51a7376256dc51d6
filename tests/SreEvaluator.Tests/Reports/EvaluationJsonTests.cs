using System.Text.Json;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Reviews;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Reports;

public sealed class EvaluationJsonTests
{
    [Fact]
    public void The_whole_form() => Of(Graded()).ToIndented().Replace(Graded().Id.ToString(), "id", StringComparison.Ordinal).ShouldBeApproved();

    [Fact]
    public void Fields_stand_in_the_documented_order()
    {
        using var json = JsonDocument.Parse(Of(Graded()).ToLine());

        json.RootElement.EnumerateObject().Select(field => field.Name).ShouldBe(
            ["id", "question", "answerId", "answerHash", "grader", "degraded", "score", "band", "verdicts", "redFlags", "feedback", "review", "provenance"]);
    }

    [Fact]
    public void The_local_graders_opinion_stands_beside_the_judges()
    {
        var judged = Graded();
        var local = judged with { };
        using var json = JsonDocument.Parse(Of(judged with { Local = LocalOpinion.Of(local) }).ToLine());

        var opinion = json.RootElement.GetProperty("local");
        opinion.GetProperty("score").GetDouble().ShouldBe(local.Score.Value!.Value);
        opinion.GetProperty("verdicts").EnumerateArray().Select(verdict => verdict.GetProperty("keyPoint").GetString())
            .ShouldBe(local.Verdicts.Select(verdict => verdict.KeyPoint.Id));
    }

    [Fact]
    public void The_evaluation_comes_back_whole()
    {
        var graded = Graded();

        var back = EvaluationJson.Parse(Of(graded).ToLine()).ToEvaluation(graded.Question, graded.Answer, ScoringRules.Default);

        Of(back).ToLine().ShouldBe(Of(graded).ToLine());
    }

    [Fact]
    public void It_does_not_come_back_on_another_text_or_another_rubric()
    {
        var graded = Graded();
        var json = Of(graded);

        Should.Throw<InputException>(() => json.ToEvaluation(graded.Question, new Answer(graded.Answer.Id, "Something else that is long enough to hold it all."), ScoringRules.Default))
            .Message.ShouldContain("Grade the answer again.");
        Should.Throw<InputException>(() => json.ToEvaluation(graded.Question with { KeyPoints = [Some.KeyPoint("another")] }, graded.Answer, ScoringRules.Default))
            .Message.ShouldContain("Grade the answer again.");
        Should.Throw<InputException>(() => json.ToEvaluation(graded.Question, new Answer("another", graded.Answer.Text), ScoringRules.Default))
            .Message.ShouldContain("another");
    }

    [Fact]
    public void One_line_stays_one_line()
    {
        var answer = new Answer("a", "I would\nroll back.\u2028Then I rest.");
        var point = Some.KeyPoint();
        var verdict = new Verdict(point, Coverage.Covered, [Evidence.At(answer, 0, answer.Text.Length)], "Because.", 0.9);
        var evaluation = new Evaluation(Some.Question("q", point), answer, GraderKind.Local, [verdict], [], Some.Provenance(), ScoringRules.Default);

        var line = Of(evaluation).ToLine();

        line.ShouldNotContain('\n');
        line.ShouldNotContain('\u2028');
        EvaluationJson.Parse(line).Verdicts[0].Evidence[0].Quote.ShouldBe(answer.Text);
    }

    [Fact]
    public void Nothing_assessed_has_no_score()
    {
        var evaluation = Evaluation.NotAssessed(Some.Question(), Some.Answer(), GraderKind.Judge, "No reply.", Some.Provenance()) with
        {
            DegradedReason = "timeout: no reply within 60 s.",
        };
        using var json = JsonDocument.Parse(Of(evaluation).ToLine());

        json.RootElement.GetProperty("score").ValueKind.ShouldBe(JsonValueKind.Null);
        json.RootElement.GetProperty("band").GetString().ShouldBe("not-assessed");
        json.RootElement.GetProperty("degraded").GetBoolean().ShouldBeTrue();
        json.RootElement.GetProperty("degradedReason").GetString().ShouldBe("timeout: no reply within 60 s.");
        json.RootElement.GetProperty("verdicts")[0].GetProperty("verdict").GetString().ShouldBe("not-assessed");
    }

    [Fact]
    public void Statements_of_gaps_are_there_only_on_request()
    {
        var evaluation = Graded();

        Of(evaluation).ToLine().ShouldNotContain("Makes the point incident-roles.");
        EvaluationJson.Of(evaluation, CandidateFeedback.Of(evaluation), [], Reveal.Statements).Feedback.Gaps[0].Statement
            .ShouldBe("Makes the point incident-roles.");
    }

    [Fact]
    public void What_was_written_reads_back_the_same()
    {
        var written = Of(Graded());

        EvaluationJson.Parse(written.ToIndented()).ToLine().ShouldBe(written.ToLine());
    }

    private static EvaluationJson Of(Evaluation evaluation) =>
        EvaluationJson.Of(evaluation, CandidateFeedback.Of(evaluation), ReviewPolicy.ReasonsFor(evaluation, new ReviewOptions { UncertainKeyPoints = 1 }));

    private static readonly Lazy<Evaluation> Example = new(() =>
    {
        var answer = new Answer("answer-1", "I’d roll back first — then find who broke it.");
        var question = Some.Question();
        return new Evaluation(
            question,
            answer,
            GraderKind.Judge,
            [
                new Verdict(question.KeyPoints[0], Coverage.Covered, [Evidence.Find(answer, "roll back first")!], "Rolls back at once.", 0.933333),
                new Verdict(question.KeyPoints[1], Coverage.Missing, [], "Names no roles.", 0.5),
            ],
            [new RedFlagFinding(question.RedFlags[0], [Evidence.Find(answer, "find who broke it")!], "Looks for a culprit.", 0.8)],
            Some.Provenance() with { Model = "some-model", ModelVersion = "some-model-2026-01-01", PromptHash = new string('b', 64), InputTokens = 1200, OutputTokens = 300, Cost = 0.0012m },
            ScoringRules.Default);
    });

    private static Evaluation Graded() => Example.Value;
}
