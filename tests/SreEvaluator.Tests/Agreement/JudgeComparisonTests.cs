using SreEvaluator.Agreement;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Agreement;

public sealed class JudgeComparisonTests
{
    private static readonly Question Question = Some.Question(keyPoints: [Some.KeyPoint("a"), Some.KeyPoint("b")]);

    private readonly JudgeComparison _comparison = new();

    [Fact]
    public void Tells_agreement_shift_and_the_key_points_that_flipped()
    {
        Add(before: [Coverage.Covered, Coverage.Missing], after: [Coverage.Covered, Coverage.Covered]);
        Add(before: [Coverage.Covered, Coverage.Missing], after: [Coverage.Partial, Coverage.Partial]);
        Add(before: [Coverage.Covered, Coverage.Partial], after: [Coverage.Covered, Coverage.Missing]);
        Add(before: [Coverage.Covered, Coverage.NotAssessed], after: [Coverage.Covered, Coverage.Covered]);

        var figures = _comparison.Figures();

        figures.Answers.ShouldBe(4);
        figures.Pairs.ShouldBe(7);
        figures.NotAssessed.ShouldBe(1);
        figures.Agreement.ShouldNotBeNull().ShouldBe(3.0 / 7);
        figures.CoveredRateShift.ShouldNotBeNull().ShouldBe(0, tolerance: 1e-12);
        figures.KappaQuadratic.ShouldNotBeNull().ShouldBeInRange(-1, 1);
        figures.Flipped.ShouldBe([new FlippedKeyPoint(Question.Id, "b", 3, Gained: 2, Lost: 1), new FlippedKeyPoint(Question.Id, "a", 4, Gained: 0, Lost: 1)]);
    }

    [Fact]
    public void A_judge_compared_with_itself_has_not_moved()
    {
        Add([Coverage.Covered, Coverage.Missing], [Coverage.Covered, Coverage.Missing]);

        var figures = _comparison.Figures();

        (figures.Agreement, figures.KappaQuadratic, figures.CoveredRateShift).ShouldBe((1.0, 1.0, 0.0));
        figures.Flipped.ShouldBeEmpty();
        figures.IsWithin(leastAgreement: 1, greatestShift: 0).ShouldBeTrue();
    }

    [Fact]
    public void A_more_generous_judge_is_beyond_a_tolerance_in_shift()
    {
        Add([Coverage.Missing, Coverage.Covered], [Coverage.Covered, Coverage.Covered]);

        var figures = _comparison.Figures();

        figures.CoveredRateShift.ShouldBe(0.5);
        figures.IsWithin(leastAgreement: 0.5, greatestShift: 0.5).ShouldBeTrue();
        figures.IsWithin(leastAgreement: 0.5, greatestShift: 0.4).ShouldBeFalse();
        figures.IsWithin(leastAgreement: 0.6, greatestShift: 0.5).ShouldBeFalse();
    }

    [Fact]
    public void Nothing_to_compare_is_never_within_a_tolerance()
    {
        Add([Coverage.NotAssessed, Coverage.NotAssessed], [Coverage.Covered, Coverage.Covered]);

        _comparison.Figures().IsWithin(leastAgreement: 0, greatestShift: 1).ShouldBeFalse();
    }

    private void Add(Coverage[] before, Coverage[] after)
    {
        _comparison.Add(Question, ById(before), ById(after));

        static Dictionary<string, Coverage> ById(Coverage[] coverages) =>
            Question.KeyPoints.Select((keyPoint, index) => (keyPoint.Id, coverages[index])).ToDictionary(StringComparer.Ordinal);
    }
}
