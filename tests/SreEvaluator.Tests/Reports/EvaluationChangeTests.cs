using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Reports;

public sealed class EvaluationChangeTests
{
    [Fact]
    public void Names_what_was_gained_and_lost()
    {
        var before = Json(("a", Coverage.Missing), ("b", Coverage.Partial), ("c", Coverage.Covered), ("d", Coverage.Covered));
        var after = Json(("a", Coverage.Partial), ("b", Coverage.Covered), ("c", Coverage.Missing), ("d", Coverage.Covered));

        var change = EvaluationChange.Between(before, after);

        change.Score.ShouldBe(0);
        change.Gained.ShouldBe([new VerdictChange("a", Coverage.Missing, Coverage.Partial), new VerdictChange("b", Coverage.Partial, Coverage.Covered)]);
        change.Lost.ShouldBe([new VerdictChange("c", Coverage.Covered, Coverage.Missing)]);
    }

    [Fact]
    public void A_point_that_is_new_or_not_assessed_is_neither_gained_nor_lost()
    {
        var before = Json(("a", Coverage.NotAssessed), ("b", Coverage.Covered));
        var after = Json(("a", Coverage.Covered), ("b", Coverage.NotAssessed), ("c", Coverage.Covered));

        var change = EvaluationChange.Between(before, after);

        change.Gained.ShouldBeEmpty();
        change.Lost.ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_score_on_both_sides_there_is_no_difference() =>
        EvaluationChange.Between(Json(("a", Coverage.NotAssessed)), Json(("a", Coverage.Covered))).Score.ShouldBeNull();

    private static EvaluationJson Json(params (string Id, Coverage Coverage)[] verdicts)
    {
        Verdict[] all = [.. verdicts.Select(verdict => Some.Verdict(Some.KeyPoint(verdict.Id), verdict.Coverage))];
        var evaluation = new Evaluation(
            Some.Question("q", [.. all.Select(verdict => verdict.KeyPoint)]), Some.Answer(), GraderKind.Judge, all, [], Some.Provenance(), ScoringRules.Default);
        return EvaluationJson.Of(evaluation, CandidateFeedback.Of(evaluation), []);
    }
}
