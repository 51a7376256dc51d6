using SreEvaluator.Agreement;
using SreEvaluator.Grading;

namespace SreEvaluator.Tests.Agreement;

public sealed class AgreementReportTests
{
    private const double Close = 1e-9;

    [Fact]
    public void Groups_by_question_key_point_writer_and_style()
    {
        var report = Report(
            Graded.Answer("cm", "cm", question: "slo", writer: "W2", style: "terse"),
            Graded.Answer("cm", "mm", question: "slo", writer: "W1", style: "terse"),
            Graded.Answer("c", "p", question: "capacity", writer: "W1"));

        report.Overall.Pairs.ShouldBe(5);
        report.ByQuestion.Select(group => (group.Name, group.Figures.Pairs)).ShouldBe([("capacity", 1), ("slo", 4)]);
        report.ByKeyPoint.Select(group => (group.Name, group.Figures.Accuracy3))
            .ShouldBe([("capacity: point-a", 0), ("slo: point-a", 0.5), ("slo: point-b", 1)]);
        report.ByWriter.Select(group => (group.Name, group.Figures.Answers)).ShouldBe([("W1", 2), ("W2", 1)]);
        report.ByStyle.Select(group => (group.Name, group.Figures.Answers)).ShouldBe([(AgreementReport.NotKnown, 1), ("terse", 2)]);
    }

    [Fact]
    public void Has_no_groups_of_writers_where_none_is_known() => Report(Graded.Answer("c", "c")).ByWriter.ShouldBeEmpty();

    [Fact]
    public void A_key_point_has_a_confusion_of_its_own_and_no_score()
    {
        var point = Report(Graded.Answer("cm", "cm"), Graded.Answer("cm", "pm")).ByKeyPoint[0].Figures;

        point.Confusion[Coverage.Covered, Coverage.Partial].ShouldBe(1);
        point.ScoreMae.ShouldBeNull();
        point.Reliability.Sum(bin => bin.Pairs).ShouldBe(2);
    }

    [Fact]
    public void Says_how_well_annotators_agree()
    {
        var agreement = Report(
            Graded.Answer("cpm", "cpm", annotators: ["cpm", "cmm"]),
            Graded.Answer("cc", "cm", annotators: ["cc", "cp"])).Annotators!;

        agreement.Pairs.ShouldBe(5);
        agreement.Annotators.ShouldBe(2);
        agreement.Accuracy3!.Value.ShouldBe(0.6, Close);
        agreement.Accuracy2!.Value.ShouldBe(0.8, Close);
        agreement.Kappa!.Value.ShouldBe(1 - (0.4 / (1 - ((3 * 2) + (1 * 1) + (1 * 2)) / 25.0)), Close);
        agreement.AlphaOrdinal.ShouldNotBeNull();
    }

    [Fact]
    public void Annotators_agree_that_a_point_is_missing_which_they_do_not_list()
    {
        var (labelled, evaluation) = Graded.Answer("cm", "cm", annotators: ["cm", "cm"]);

        Report((labelled with { Labels = labelled.Labels.Remove("point-b") }, evaluation)).Annotators!.Pairs.ShouldBe(2);
    }

    [Fact]
    public void Takes_any_number_of_annotators_and_leaves_out_what_one_did_not_assess()
    {
        var agreement = Report(
            Graded.Answer("cm", "cm", annotators: ["cm", "cm", "nm"]),
            Graded.Answer("pc", "pc", annotators: ["pc", "nc"])).Annotators!;

        agreement.Pairs.ShouldBe(3);
        agreement.Annotators.ShouldBe(3);
        agreement.Accuracy3.ShouldBe(1);
        agreement.AlphaNominal.ShouldBe(1);
        agreement.AlphaOrdinalWithGrader.ShouldBe(1);
    }

    [Fact]
    public void Says_nothing_of_annotators_where_nobody_labelled_twice() =>
        Report(Graded.Answer("cm", "cm", annotators: ["cm"])).Annotators.ShouldBeNull();

    [Fact]
    public void Is_empty_without_evaluations()
    {
        var report = Report();

        report.Overall.Pairs.ShouldBe(0);
        report.ByQuestion.ShouldBeEmpty();
        report.Curve.Points.ShouldBeEmpty();
    }

    private static AgreementReport Report(params (LabelledAnswer Labelled, Evaluation Evaluation)[] graded) =>
        AgreementReport.Of(graded, ScoringRules.Default);
}
