using CsCheck;
using SreEvaluator.Grading;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading;

public sealed class ScoreTests
{
    private static readonly Gen<Coverage> AnyCoverage = Gen.Enum<Coverage>();

    private static readonly Gen<Verdict[]> AnyVerdicts =
        Gen.Select(Gen.Int[1, 3], Gen.Bool, AnyCoverage).Array[1, 14].Select(points => points
            .Select((point, index) => Some.Verdict(Some.KeyPoint($"point-{index}", point.Item1, point.Item2), point.Item3))
            .ToArray());

    private static readonly Gen<int> AnyRedFlags = Gen.Int[0, 4];

    [Fact]
    public void Is_the_weighted_credit_of_the_assessed_points()
    {
        Verdict[] verdicts =
        [
            Some.Verdict(Some.KeyPoint("a", 3), Coverage.Covered),
            Some.Verdict(Some.KeyPoint("b", 2), Coverage.Partial),
            Some.Verdict(Some.KeyPoint("c", 2), Coverage.Missing),
            Some.Verdict(Some.KeyPoint("d", 3), Coverage.NotAssessed),
        ];

        Score.Of(verdicts, 0, ScoringRules.Default).Value.ShouldBe(57.1);
    }

    [Fact]
    public void Each_red_flag_takes_off_the_configured_amount()
    {
        Verdict[] verdicts = [Some.Verdict(Some.KeyPoint(), Coverage.Covered)];

        Score.Of(verdicts, 2, new ScoringRules { RedFlagDeduction = 12.5 }).Value.ShouldBe(75);
    }

    [Fact]
    public void A_missing_critical_point_caps_the_band_and_leaves_the_score()
    {
        Verdict[] verdicts =
        [
            Some.Verdict(Some.KeyPoint("a", 1, critical: true), Coverage.Missing),
            .. Enumerable.Range(0, 5).Select(index => Some.Verdict(Some.KeyPoint($"b{index}", 3), Coverage.Covered)),
        ];

        var score = Score.Of(verdicts, 0, ScoringRules.Default);

        score.Value.ShouldBe(93.8);
        score.Band.ShouldBe(Band.Solid);
    }

    [Theory]
    [InlineData(4, 1, Band.Strong)]
    [InlineData(3, 2, Band.Solid)]
    [InlineData(7, 13, Band.Developing)]
    [InlineData(17, 33, Band.Weak)]
    public void Bands_begin_at_80_60_and_35(int covered, int missing, Band band)
    {
        var verdicts = Enumerable.Range(0, covered + missing)
            .Select(index => Some.Verdict(Some.KeyPoint($"p{index}"), index < covered ? Coverage.Covered : Coverage.Missing))
            .ToList();

        Score.Of(verdicts, 0, ScoringRules.Default).Band.ShouldBe(band);
    }

    [Fact]
    public void Is_null_when_nothing_was_assessed()
    {
        var score = Score.Of([Verdict.NotAssessed(Some.KeyPoint(critical: true), "No reply.")], 1, ScoringRules.Default);

        score.Value.ShouldBeNull();
        score.Band.ShouldBe(Band.NotAssessed);
    }

    [Fact]
    public void Is_never_outside_0_to_100() =>
        Gen.Select(AnyVerdicts, AnyRedFlags).Sample((verdicts, redFlags) =>
            Score.Of(verdicts, redFlags, ScoringRules.Default).Value is null or (>= 0 and <= 100));

    [Fact]
    public void Covering_a_point_never_lowers_it() =>
        Gen.Select(AnyVerdicts, AnyRedFlags, Gen.Int[0, 13]).Sample((verdicts, redFlags, which) =>
        {
            var index = which % verdicts.Length;
            var before = Score.Of(verdicts, redFlags, ScoringRules.Default);
            Verdict[] better = [.. verdicts];
            better[index] = Some.Verdict(verdicts[index].KeyPoint, Coverage.Covered);
            var after = Score.Of(better, redFlags, ScoringRules.Default);
            return (after.Value >= before.Value || before.Value is null) && after.Band >= before.Band;
        });

    [Fact]
    public void A_further_covered_point_never_lowers_it() =>
        Gen.Select(AnyVerdicts, AnyRedFlags).Sample((verdicts, redFlags) =>
        {
            var before = Score.Of(verdicts, redFlags, ScoringRules.Default);
            var after = Score.Of([.. verdicts, Some.Verdict(Some.KeyPoint("further"), Coverage.Covered)], redFlags, ScoringRules.Default);
            return (after.Value >= before.Value || before.Value is null) && after.Band >= before.Band;
        });

    [Fact]
    public void Points_that_are_not_assessed_never_count() =>
        Gen.Select(AnyVerdicts, AnyRedFlags).Sample((verdicts, redFlags) =>
            Score.Of(verdicts, redFlags, ScoringRules.Default)
            == Score.Of([.. verdicts, Verdict.NotAssessed(Some.KeyPoint("further", 3, critical: true), "No reply.")], redFlags, ScoringRules.Default));

    [Fact]
    public void The_order_of_points_never_matters() =>
        Gen.Select(AnyVerdicts, AnyRedFlags, Gen.Int).Sample((verdicts, redFlags, seed) =>
        {
            var shuffled = verdicts.ToArray();
            new Random(seed).Shuffle(shuffled);
            return Score.Of(verdicts, redFlags, ScoringRules.Default) == Score.Of(shuffled, redFlags, ScoringRules.Default);
        });
}
