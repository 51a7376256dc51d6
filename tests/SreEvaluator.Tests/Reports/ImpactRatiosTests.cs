using SreEvaluator.Batches.Import;
using SreEvaluator.Reports;

namespace SreEvaluator.Tests.Reports;

public sealed class ImpactRatiosTests
{
    [Fact]
    public void A_groups_rate_is_its_share_above_the_median_and_its_ratio_that_over_the_highest()
    {
        // Scores 10 to 80; the median is 45. Of group a 3 of 4 are above it, of group b 1 of 4.
        var impact = ImpactRatios.Of([.. "abbbaaba".Zip(Enumerable.Range(1, 8), (group, tenth) => Answer($"c{tenth}", group.ToString(), tenth * 10))], "group");

        impact.Median.ShouldBe(45);
        impact.Groups.Select(group => (group.Group, group.Candidates, group.ScoringRate)).ShouldBe([("a", 4, 0.75), ("b", 4, 0.25)]);
        impact.Groups[1].ImpactRatio!.Value.ShouldBe(1 / 3.0, 1e-9);
    }

    [Fact]
    public void A_candidate_counts_once_with_the_mean_of_their_answers() =>
        ImpactRatios.Of([Answer("ada", "a", 20), Answer("ada", "a", 60), Answer("bob", "b", 10)], "group").Groups
            .Select(group => (group.Group, group.Candidates, group.MeanScore)).ShouldBe([("a", 1, 40), ("b", 1, 10)]);

    [Fact]
    public void Who_has_no_group_is_told_and_not_compared()
    {
        var impact = ImpactRatios.Of([Answer("ada", "", 20), Answer("bob", "b", 10)], "group");

        (impact.Candidates, impact.WithoutGroup).ShouldBe((1, 1));
        impact.Groups.ShouldHaveSingleItem().ImpactRatio.ShouldBeNull();
    }

    private static GradedAnswer Answer(string candidate, string group, double score)
    {
        var answer = Batched.Answer("I would wait.", candidate: candidate, columns: new InputColumns(["group"], [group]));
        return answer with { Evaluation = answer.Evaluation with { Score = score } };
    }
}
