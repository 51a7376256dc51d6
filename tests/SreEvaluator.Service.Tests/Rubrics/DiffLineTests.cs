using SreEvaluator.Service.Rubrics;

namespace SreEvaluator.Service.Tests.Rubrics;

public sealed class DiffLineTests
{
    [Fact]
    public void A_line_has_its_number_in_each_text_that_has_it() =>
        DiffLine.Changes("a\nb\nc\nd\ne", "a\nc\nx\nd\n  e", around: 10).ShouldHaveSingleItem().Select(line => (line.Before, line.After, line.Text))
            .ShouldBe([(1, 1, "a"), (2, null, "b"), (3, 2, "c"), (null, 3, "x"), (4, 4, "d"), (5, null, "e"), (null, 5, "  e")]);

    [Fact]
    public void Changes_come_with_the_lines_around_them_and_near_ones_together()
    {
        var before = string.Join('\n', Enumerable.Range(1, 30));
        var after = string.Join('\n', Enumerable.Range(1, 30).Where(line => line is not (5 or 9 or 25)));

        DiffLine.Changes(before, after, around: 2).Select(part => (part[0].Text, part[^1].Text)).ShouldBe([("3", "11"), ("23", "27")]);
        DiffLine.Changes(before, before, around: 2).ShouldBeEmpty();
    }
}
