using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Reviews;

public sealed class ReviewQueueTests
{
    [Fact]
    public void What_is_heavier_unsure_and_near_an_edge_comes_first()
    {
        var heavy = Item(weight: 3, confidence: 0.5);
        var light = Item(weight: 1, confidence: 0.5);
        var sure = Item(weight: 3, confidence: 0.9);
        var queue = new ReviewQueue(10);
        foreach (var item in new[] { sure, light, heavy })
        {
            queue.Add(item);
        }

        queue.Items.ShouldBe([heavy, light, sure]);
    }

    [Fact]
    public void A_long_answer_is_worth_less_a_minute_than_a_short_one() =>
        Item(words: 20).Worth.PerMinute.ShouldBeGreaterThan(Item(words: 2000).Worth.PerMinute);

    [Fact]
    public void A_score_near_a_bands_edge_puts_the_band_at_stake()
    {
        // Of 100: 33.3, next to 35; and 16.7, far from it.
        var near = ItemOf((1, Coverage.Covered, 0.7), (2, Coverage.Missing, 0.95));
        var far = ItemOf((1, Coverage.Partial, 0.7), (2, Coverage.Missing, 0.95));

        near.Worth.BandAtStake.ShouldBeGreaterThan(far.Worth.BandAtStake);
    }

    [Fact]
    public void What_is_certain_of_all_has_nothing_at_stake()
    {
        var worth = ItemOf((1, Coverage.Covered, 1), (2, Coverage.Missing, 1)).Worth;

        worth.ExpectedError.ShouldBe(0);
        worth.BandAtStake.ShouldBe(0);
    }

    [Fact]
    public void One_verdict_in_doubt_is_off_by_its_weight_and_doubt()
    {
        // A half of the weight, wrong with a chance of 0.36, and then by three quarters: a deviation of 22.5 points.
        var worth = ItemOf((1, Coverage.Missing, 0.64), (1, Coverage.Covered, 1)).Worth;

        worth.ExpectedError.ShouldBe(22.5 * Math.Sqrt(2 / Math.PI), 0.001);
    }

    [Fact]
    public void The_queue_holds_no_more_than_it_may_and_keeps_what_is_worth_most()
    {
        var queue = new ReviewQueue(1);
        var heavy = Item(weight: 3, confidence: 0.5);

        queue.Add(heavy);
        queue.Add(Item(weight: 1, confidence: 0.5));

        queue.Asked.ShouldBe(2);
        queue.Items.ShouldBe([heavy]);
    }

    [Fact]
    public void What_a_person_decided_is_open_no_longer()
    {
        var item = Item(confidence: 0.5);
        var machine = item.Evaluation.Machine;
        var decided = new VerdictOverride(machine.Id, "in-doubt", Coverage.Covered, "word", "Ada", "It says so.", DateTimeOffset.UnixEpoch);

        var after = ReviewItem.Of(EffectiveEvaluation.Of(machine, [decided], ScoringRules.Default), item.Reasons, new ReviewOptions(), ScoringRules.Default);

        item.Open.Select(verdict => verdict.KeyPoint.Id).ShouldBe(["in-doubt"]);
        after.Open.ShouldBeEmpty();
        ReviewItem.IsSettled(after.Evaluation, new ReviewOptions()).ShouldBeTrue();
        after.Worth.ExpectedError.ShouldBeLessThan(item.Worth.ExpectedError);
        var queue = new ReviewQueue(10);
        queue.Add(after);
        queue.Asked.ShouldBe(0);
    }

    [Fact]
    public void Where_no_verdict_is_unsure_the_least_sure_are_in_question() =>
        ItemOf((3, Coverage.Missing, 0.9), (1, Coverage.Missing, 0.95), (1, Coverage.Missing, 0.99), (1, Coverage.Missing, 1))
            .Open.Select(verdict => verdict.KeyPoint.Id).ShouldBe(["point-0", "point-1", "point-2"]);

    private static ReviewItem Item(int weight = 2, double confidence = 0.5, int words = 40)
    {
        var question = Some.Question("incident-management", Some.KeyPoint("in-doubt", weight), Some.KeyPoint("certain", 3), Some.KeyPoint("also-certain", 3));
        var answer = new Answer("a", string.Join(' ', Enumerable.Repeat("word", words)));
        var evaluation = new Evaluation(
            question,
            answer,
            GraderKind.Local,
            question.KeyPoints.Select((keyPoint, index) => new Verdict(keyPoint, Coverage.Covered, [Evidence.At(answer, 0, 4)], "Because.", index == 0 ? confidence : 0.99)),
            [],
            Some.Provenance(),
            ScoringRules.Default);
        return Of(evaluation);
    }

    private static ReviewItem ItemOf(params (int Weight, Coverage Coverage, double Confidence)[] verdicts)
    {
        var question = Some.Question("incident-management", [.. verdicts.Select((verdict, index) => Some.KeyPoint($"point-{index}", verdict.Weight))]);
        var answer = new Answer("a", "A word or two.");
        return Of(new Evaluation(
            question,
            answer,
            GraderKind.Local,
            question.KeyPoints.Zip(verdicts, (keyPoint, verdict) => new Verdict(
                keyPoint, verdict.Coverage, verdict.Coverage == Coverage.Missing ? [] : [Evidence.At(answer, 0, 6)], "Because.", verdict.Confidence)),
            [],
            Some.Provenance(),
            ScoringRules.Default));
    }

    private static ReviewItem Of(Evaluation evaluation) =>
        ReviewItem.Of(EffectiveEvaluation.Of(evaluation, [], ScoringRules.Default), ["low-confidence: 3 key points"], new ReviewOptions(), ScoringRules.Default);
}
