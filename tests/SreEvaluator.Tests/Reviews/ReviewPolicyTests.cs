using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Reviews;

public sealed class ReviewPolicyTests
{
    [Fact]
    public void A_sure_evaluation_far_from_an_edge_needs_none() =>
        Reasons(Evaluated(Verdicts(1, 0.95, Coverage.Covered))).ShouldBeEmpty();

    [Theory]
    [InlineData(2, 3, null)]
    [InlineData(3, 3, "low-confidence: 3 key points")]
    [InlineData(1, 1, "low-confidence: 1 key point")]
    public void Uncertain_verdicts_are_counted_from_a_number_on(int uncertain, int from, string? reason) =>
        ReviewPolicy.ReasonsFor(
            Evaluated([.. Verdicts(uncertain, 0.59, Coverage.Covered), Some.Verdict(Some.KeyPoint("sure"), Coverage.Covered, 0.6)]),
            new ReviewOptions { UncertainKeyPoints = from }).ShouldBe(reason is null ? [] : [reason]);

    [Fact]
    public void A_doubtful_critical_point_is_named() =>
        Reasons(Evaluated([Some.Verdict(Some.KeyPoint("mitigate-first", 3, critical: true), Coverage.Covered, 0.55)]))
            .ShouldBe(["critical-uncertain: mitigate-first"]);

    [Fact]
    public void What_could_not_be_assessed_is_counted_and_is_not_low_confidence() =>
        Reasons(Evaluated([.. Verdicts(1, 0.9, Coverage.Covered), Verdict.NotAssessed(Some.KeyPoint("lost"), "No reply.")]))
            .ShouldBe(["not-assessed: 1 key point"]);

    [Fact]
    public void A_degraded_evaluation_says_why() =>
        Reasons(Evaluated(Verdicts(1, 0.9, Coverage.Covered)) with { DegradedReason = "timeout: no reply within 60 s." })
            .ShouldBe(["degraded: timeout: no reply within 60 s."]);

    [Fact]
    public void Doubts_of_the_grader_are_passed_on_once() =>
        Reasons(Evaluated(Verdicts(1, 0.9, Coverage.Covered)) with { Doubts = ["injection: asks for full marks", "injection: asks for full marks"] })
            .ShouldBe(["injection: asks for full marks"]);

    [Theory]
    [InlineData(15, 4, "near-band-edge: 78.9 is within 2 of strong")]
    [InlineData(17, 4, "near-band-edge: 81 is within 2 of solid")]
    [InlineData(4, 1, "near-band-edge: 80 is within 2 of solid")]
    [InlineData(13, 9, "near-band-edge: 59.1 is within 2 of solid")]
    [InlineData(5, 9, "near-band-edge: 35.7 is within 2 of weak")]
    public void A_score_near_an_edge_names_the_band_beyond_it(int covered, int missing, string reason) =>
        Reasons(Evaluated([.. Verdicts(covered, 0.9, Coverage.Covered), .. Verdicts(missing, 0.9, Coverage.Missing)])).ShouldBe([reason]);

    [Fact]
    public void An_edge_that_a_cap_makes_idle_is_no_reason() =>
        Reasons(Evaluated(
        [
            Some.Verdict(Some.KeyPoint("critical", 2, critical: true), Coverage.Missing),
            .. Verdicts(4, 0.9, Coverage.Covered),
        ])).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_near_an_edge_of_no_width() =>
        ReviewPolicy.ReasonsFor(
            Evaluated([.. Verdicts(4, 0.9, Coverage.Covered), .. Verdicts(1, 0.9, Coverage.Missing)]), new ReviewOptions { BandMargin = 0 }).ShouldBeEmpty();

    [Theory]
    [InlineData(1, 0.95, null)]
    [InlineData(2, 0.95, "graders-apart: 2 key points")]
    [InlineData(2, 0.8, "graders-apart: 2 key points")]
    [InlineData(2, 0.79, null)]
    public void Judge_and_a_sure_local_grader_that_are_apart_ask_for_a_person(int apart, double confidence, string? reason)
    {
        var judged = Evaluated(Verdicts(6, 0.95, Coverage.Covered));
        var local = judged.Verdicts.Select((verdict, index) => Some.Verdict(
            verdict.KeyPoint, index < apart ? Coverage.Missing : Coverage.Partial, index < apart ? confidence : 0.99));

        Reasons(judged with { Local = LocalOpinion.Of(new Evaluation(judged.Question, judged.Answer, GraderKind.Local, local, [], Some.Provenance(), ScoringRules.Default)) })
            .ShouldBe(reason is null ? [] : [reason]);
    }

    [Fact]
    public void Options_out_of_range_say_what_to_set()
    {
        var result = new ReviewOptionsValidator().Validate(null, new ReviewOptions { LeastConfidence = 1.5, UncertainKeyPoints = 0, BandMargin = double.NaN });

        result.Failures.ShouldBe(
        [
            "Review:LeastConfidence is 1.5; expected 0 to 1. Set it in appsettings.json or as SRE_Review__LeastConfidence=0.6",
            "Review:UncertainKeyPoints is 0; expected 1 to 100. Set it in appsettings.json or as SRE_Review__UncertainKeyPoints=3",
            "Review:BandMargin is NaN; expected 0 to 10. Set it in appsettings.json or as SRE_Review__BandMargin=2",
        ]);
    }

    [Fact]
    public void The_defaults_are_valid() => new ReviewOptionsValidator().Validate(null, new ReviewOptions()).Succeeded.ShouldBeTrue();

    private static ImmutableArray<string> Reasons(Evaluation evaluation) => ReviewPolicy.ReasonsFor(evaluation, new ReviewOptions());

    private static Verdict[] Verdicts(int count, double confidence, Coverage coverage) =>
        [.. Enumerable.Range(0, count).Select(index => Some.Verdict(Some.KeyPoint($"{coverage}-{index}".ToLowerInvariant()), coverage, confidence))];

    private static Evaluation Evaluated(Verdict[] verdicts) => new(
        Some.Question("incident-management", [.. verdicts.Select(verdict => verdict.KeyPoint)]),
        Some.Answer(),
        GraderKind.Judge,
        verdicts,
        [],
        Some.Provenance(),
        ScoringRules.Default);
}
