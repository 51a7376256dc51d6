using SreEvaluator.Rubrics;
using SreEvaluator.Service.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Service.Tests.Rubrics;

public sealed class QuestionChangeTests
{
    private static readonly Rubric Before = RubricFile.Parse("paging", RubricFolder.Minimal);

    [Theory]
    [InlineData("weight: 3", "weight: 2", "", "", "", "acknowledge")]
    [InlineData("critical: true", "critical: false", "", "", "", "acknowledge")]
    [InlineData("id: acknowledge", "id: take-over", "take-over", "acknowledge", "", "")]
    [InlineData("at once, so", "within minutes, so", "", "", "acknowledge", "")]
    [InlineData("[go back to sleep, ", "[", "", "", "ignores", "")]
    [InlineData("Your pager goes off at night.", "Your pager goes off.", "", "", "acknowledge ignores", "")]
    public void Tells_what_is_graded_otherwise(string old, string changed, string added, string removed, string reworded, string reweighted)
    {
        var change = QuestionChange.Between(Before, Changed(old, changed)).ShouldHaveSingleItem();

        change.Question.ShouldBe("paging");
        string.Join(' ', change.Added).ShouldBe(added);
        string.Join(' ', change.Removed).ShouldBe(removed);
        string.Join(' ', change.Reworded).ShouldBe(reworded);
        string.Join(' ', change.Reweighted).ShouldBe(reweighted);
    }

    [Theory]
    [InlineData("hint: How do others know?", "hint: Who knows?")]
    [InlineData("topic: Paging", "topic: Paging at night")]
    public void Says_nothing_where_every_verdict_and_score_stays(string old, string changed) => QuestionChange.Between(Before, Changed(old, changed)).ShouldBeEmpty();

    [Fact]
    public void A_question_that_is_new_or_gone_is_told_part_by_part()
    {
        var other = RubricFile.Parse("tracing", RubricFolder.Named("tracing"));

        QuestionChange.Between(Before, other).Select(change => (change.Question, string.Join(' ', change.Added), string.Join(' ', change.Removed)))
            .ShouldBe([("paging", string.Empty, "acknowledge ignores"), ("tracing", "acknowledge ignores", string.Empty)]);
    }

    private static Rubric Changed(string old, string changed)
    {
        RubricFolder.Minimal.ShouldContain(old);
        return RubricFile.Parse("paging", RubricFolder.Minimal.Replace(old, changed, StringComparison.Ordinal));
    }
}
