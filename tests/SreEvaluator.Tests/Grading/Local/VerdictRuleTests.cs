using SreEvaluator.Grading;
using SreEvaluator.Grading.Local;

namespace SreEvaluator.Tests.Grading.Local;

public sealed class VerdictRuleTests
{
    [Fact]
    public void Credit_is_told_by_its_own_probability_whatever_that_of_coverage_is()
    {
        var rule = new VerdictRule(PartialFrom: 0.5, CoveredFrom: 1.2, Slope: 1, Intercept: 0);

        rule.CoverageOf(new PointFinding(0.49f, 0.49f, 0)).ShouldBe(Coverage.Missing);
        rule.CoverageOf(new PointFinding(0.5f, 0, 0)).ShouldBe(Coverage.Partial);
        rule.CoverageOf(new PointFinding(0.8f, 0.39f, 0)).ShouldBe(Coverage.Partial);
        rule.CoverageOf(new PointFinding(0.8f, 0.41f, 0)).ShouldBe(Coverage.Covered);
    }

    [Fact]
    public void The_thresholds_lie_between_what_they_part()
    {
        var rule = VerdictRule.Fit(
        [
            .. Enumerable.Range(0, 40).Select(i => (new PointFinding(0.10f + (i * 0.005f), 0.05f, 0), Coverage.Missing)),
            .. Enumerable.Range(0, 40).Select(i => (new PointFinding(0.62f + (i * 0.002f), 0.2f, 0), Coverage.Partial)),
            .. Enumerable.Range(0, 40).Select(i => (new PointFinding(0.85f + (i * 0.002f), 0.7f, 0), Coverage.Covered)),
        ]);

        rule.PartialFrom.ShouldBeInRange(0.3, 0.62);
        rule.CoveredFrom.ShouldBeInRange(0.9, 1.55);
    }
}
