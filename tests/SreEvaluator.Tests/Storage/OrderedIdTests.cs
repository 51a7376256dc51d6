using SreEvaluator.Storage;

namespace SreEvaluator.Tests.Storage;

public sealed class OrderedIdTests
{
    private static readonly DateTimeOffset Now = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Ids_are_in_the_order_in_which_they_were_made_also_when_the_clock_goes_back()
    {
        var ids = Enumerable.Range(0, 20_000).Select(number => OrderedId.Next(number < 10_000 ? Now : Now.AddHours(-1))).ToList();

        ids.ShouldBe(ids.Order());
        ids.Select(id => id.ToString()).ShouldBe(ids.Select(id => id.ToString()).Order(StringComparer.Ordinal));
        ids.Distinct().Count().ShouldBe(20_000);
        ids.ShouldAllBe(id => id.Version == 7 && id.Variant >= 8 && id.Variant <= 11);
    }
}
