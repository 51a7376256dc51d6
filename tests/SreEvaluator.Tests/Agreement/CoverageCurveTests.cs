using CsCheck;
using SreEvaluator.Agreement;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;

namespace SreEvaluator.Tests.Agreement;

public sealed class CoverageCurveTests
{
    private static readonly Gen<(LabelledAnswer Labelled, Evaluation Evaluation)> AnyAnswer =
        Gen.Select(Gen.Char["cpm"].Array[3], Gen.Char["cpmn"].Array[3], Gen.Int[0, 100])
            .Select((labels, verdicts, percent) => Graded.Answer(new string(labels), new string(verdicts), percent / 100.0));

    [Fact]
    public void Sends_the_unsure_and_measures_the_rest()
    {
        var curve = Curve(Graded.Answer("cc", "cc", 0.9), Graded.Answer("cc", "cm", 0.6), Graded.Answer("cc", "mm", 0.55));

        curve.Points.Select(point => (point.Threshold, point.Sent, point.Left)).ShouldBe([(0, 0, 3), (0.56, 1, 2), (0.61, 2, 1), (0.91, 3, 0)]);
        curve.Points.Select(point => point.Accuracy3).ShouldBe([0.5, 0.75, 1, null]);
        curve.Points.Select(point => point.ScoreMae).ShouldBe([50, 25, 0, null]);
    }

    [Fact]
    public void One_unsure_verdict_sends_the_whole_evaluation_and_one_not_assessed_is_sent_at_once()
    {
        var curve = Curve(Graded.Answer("cc", "cn", 1), Graded.Answer("cc", "cc", 1));

        var point = curve.Points.ShouldHaveSingleItem();
        (point.Threshold, point.Sent, point.ShareSent, point.Accuracy3, point.ScoreMae).ShouldBe((0, 1, 0.5, 1, 0));
    }

    [Fact]
    public void What_is_sent_is_what_the_policy_sends_for_whatever_reason()
    {
        var unsure = Graded.Answer("ccc", "ccc", 0.65);
        var sentAnyway = Graded.Answer("c", "c", 0.9) is var (labelled, evaluation) ? (labelled, evaluation with { Doubts = ["injection: asks for full marks"] }) : default;

        var curve = AgreementReport.Of(
            [unsure, sentAnyway], ScoringRules.Default, (one, threshold) => ReviewPolicy.Sends(one, new ReviewOptions(), threshold)).Curve;

        curve.Points.Select(point => (point.Threshold, point.Sent)).ShouldBe([(0, 1), (0.66, 2)]);
    }

    [Fact]
    public void Gives_the_threshold_for_a_rate()
    {
        var curve = Curve(Graded.Answer("c", "n"), Graded.Answer("c", "c", 0.6), Graded.Answer("c", "c", 0.7), Graded.Answer("c", "c", 0.8));

        curve.AtMost(0.2).ShouldBeNull();
        curve.AtMost(0.25)!.Threshold.ShouldBe(0);
        curve.AtMost(0.6)!.Threshold.ShouldBe(0.61);
        curve.AtMost(1)!.Left.ShouldBe(0);
    }

    [Fact]
    public void A_higher_threshold_sends_more_and_every_evaluation_is_sent_or_left() => AnyAnswer.Array[1, 40].Sample(
        graded =>
        {
            var points = Curve(graded).Points;
            return points[0].Threshold == 0
                && points.All(point => point.Sent + point.Left == graded.Length)
                && points.Zip(points.Skip(1)).All(pair => pair.First.Threshold < pair.Second.Threshold && pair.First.Sent < pair.Second.Sent)
                && points.All(point => point.Sent == graded.Count(pair => pair.Evaluation.Verdicts.Any(
                    verdict => verdict.Coverage == Coverage.NotAssessed || verdict.Confidence < point.Threshold)));
        },
        iter: 200);

    private static CoverageCurve Curve(params (LabelledAnswer Labelled, Evaluation Evaluation)[] graded) =>
        AgreementReport.Of(graded, ScoringRules.Default).Curve;
}
