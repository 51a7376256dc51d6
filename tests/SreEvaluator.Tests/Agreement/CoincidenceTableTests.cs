using CsCheck;
using SreEvaluator.Agreement;

namespace SreEvaluator.Tests.Agreement;

/// <summary>Krippendorff's alpha against published examples, and what holds for any ratings.</summary>
public sealed class CoincidenceTableTests
{
    // A row an observer, a column a unit; a dot where the observer did not rate it.
    private static readonly string[] FourObservers = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
    private static readonly string[] ThreeCoders = [".....34121133.3", "1.213343.......", "..21344.21133.4"];

    private static readonly Gen<int[][]> AnyUnits = Gen.Int[0, 2].Array[0, 5].Array[1, 40];

    [Theory]
    [InlineData("Nominal", 0.743)]
    [InlineData("Ordinal", 0.815)]
    [InlineData("Interval", 0.849)]
    public void Alpha_of_four_observers_with_missing_data(string level, double alpha) =>
        // Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), sections C and E.
        Of(FourObservers).Alpha(Enum.Parse<MeasurementLevel>(level))!.Value.ShouldBe(alpha, 0.0005);

    [Theory]
    [InlineData("Nominal", 0.691)]
    [InlineData("Interval", 0.811)]
    public void Alpha_of_three_coders(string level, double alpha) =>
        // The computational example of Wikipedia's article "Krippendorff's alpha".
        Of(ThreeCoders).Alpha(Enum.Parse<MeasurementLevel>(level))!.Value.ShouldBe(alpha, 0.0005);

    [Theory]
    [InlineData("0100000010", "1110010000", 0.095)]
    [InlineData("001132224330", "101112224333", 0.692)]
    public void Alpha_of_two_observers(string one, string other, double alpha) =>
        // Krippendorff (2011), sections A, binary data, and B, nominal data of five categories.
        Of([one, other]).Alpha(MeasurementLevel.Nominal)!.Value.ShouldBe(alpha, 0.0005);

    [Fact]
    public void Alpha_is_null_without_a_pair_or_where_all_is_one_class()
    {
        Of(["1.", ".2"]).Alpha(MeasurementLevel.Nominal).ShouldBeNull();
        Of(["11", "11"]).Alpha(MeasurementLevel.Ordinal).ShouldBeNull();
    }

    [Fact]
    public void Identical_ratings_give_1_or_nothing() => Gen.Select(Gen.Int[0, 2].Array[1, 40], Gen.Int[2, 5]).Sample((items, raters) =>
    {
        var table = new CoincidenceTable(3);
        foreach (var item in items)
        {
            table.Add(Enumerable.Repeat(item, raters).ToArray());
        }

        return Enum.GetValues<MeasurementLevel>().All(level => table.Alpha(level) is null or 1);
    });

    [Fact]
    public void Order_of_units_and_of_raters_never_matters() => Gen.Select(AnyUnits, Gen.Int).Sample((units, seed) =>
    {
        var random = new Random(seed);
        var shuffled = units.Select(unit => unit.ToArray()).ToArray();
        random.Shuffle(shuffled);
        Array.ForEach(shuffled, random.Shuffle);
        return Enum.GetValues<MeasurementLevel>().All(level => Same(Of(units).Alpha(level), Of(shuffled).Alpha(level)));
    });

    [Fact]
    public void A_confusion_table_gives_what_two_raters_give() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2]).Array[1, 60].Sample(items =>
        {
            var confusion = new ConfusionTable(3);
            foreach (var (one, other) in items)
            {
                confusion.Add(one, other);
            }

            var raters = Of(items.Select(item => new[] { item.Item1, item.Item2 }));
            return Enum.GetValues<MeasurementLevel>().All(level => Same(CoincidenceTable.Of(confusion).Alpha(level), raters.Alpha(level)));
        });

    private static bool Same(double? one, double? other) =>
        one is null ? other is null : other is not null && Math.Abs(one.Value - other.Value) < 1e-9;

    private static CoincidenceTable Of(string[] observers) => Of(Enumerable.Range(0, observers[0].Length).Select(unit => observers
        .Select(observer => observer[unit])
        .Where(char.IsAsciiDigit)
        .Select(rating => rating - '0')
        .ToArray()));

    private static CoincidenceTable Of(IEnumerable<int[]> units)
    {
        var table = new CoincidenceTable(6);
        foreach (var unit in units)
        {
            table.Add(unit);
        }

        return table;
    }
}
