using CsCheck;
using SreEvaluator.Service.Rubrics;

namespace SreEvaluator.Service.Tests.Rubrics;

public sealed class LineDiffTests
{
    private static readonly Gen<string> Text = Gen.Int[0, 3].Array[0, 12].Select(lines => string.Join('\n', lines));

    [Fact]
    public void Both_texts_are_in_it_whole_and_in_order() => Gen.Select(Text, Text).Sample((before, after) =>
    {
        var lines = LineDiff.Of(before, after);

        string.Join('\n', lines.Where(line => line.Before is not null).Select(line => line.Text)).ShouldBe(before);
        string.Join('\n', lines.Where(line => line.After is not null).Select(line => line.Text)).ShouldBe(after);
        lines.Where(line => line.Before is not null).Select(line => line.Before!.Value).ShouldBe(Enumerable.Range(1, before.Split('\n').Length));
        lines.Where(line => line.After is not null).Select(line => line.After!.Value).ShouldBe(Enumerable.Range(1, after.Split('\n').Length));
    });

    [Fact]
    public void What_is_the_same_is_told_as_the_same()
    {
        LineDiff.Of("a\nb\nc\nd", "a\nc\nx\nd").Select(line => (line.Before, line.After, line.Text))
            .ShouldBe([(1, 1, "a"), (2, null, "b"), (3, 2, "c"), (null, 3, "x"), (4, 4, "d")]);
        LineDiff.Of("a\nb", "a\nb").ShouldAllBe(line => line.IsSame);
    }

    [Fact]
    public void Changes_come_with_the_lines_around_them_and_near_ones_together()
    {
        var before = string.Join('\n', Enumerable.Range(1, 30));
        var after = string.Join('\n', Enumerable.Range(1, 30).Where(line => line is not (5 or 9 or 25)));

        var parts = LineDiff.Changes(LineDiff.Of(before, after), around: 2);

        parts.Select(part => (part[0].Text, part[^1].Text)).ShouldBe([("3", "11"), ("23", "27")]);
        LineDiff.Changes(LineDiff.Of(before, before), around: 2).ShouldBeEmpty();
    }

    [Fact]
    public void Texts_that_are_too_long_to_compare_are_told_as_a_whole()
    {
        var before = string.Join('\n', Enumerable.Range(0, 5_000));
        var after = string.Join('\n', Enumerable.Range(0, 5_000).Select(line => line % 2 == 0 ? "new" : $"{line}"));

        var lines = LineDiff.Of(before, after);

        lines.Count(line => line.Before is null).ShouldBe(lines.Count(line => line.After is null));
        lines.Count(line => line.IsSame).ShouldBe(1);
    }
}
