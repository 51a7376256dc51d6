using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Feedback;

public sealed class CandidateFeedbackTests
{
    [Fact]
    public void A_whole_feedback()
    {
        var answer = new Answer("a", "I would roll back the release first. Somebody takes notes. Then I find out who broke it.");
        KeyPoint[] points =
        [
            Some.KeyPoint("mitigate-first", 3, critical: true),
            Some.KeyPoint("incident-roles", 3) with { Hint = "Who does what?", Advice = "Learn the roles of incident command." },
            Some.KeyPoint("timeline-and-log", 1) with { Hint = "How would you later know what happened when?", Advice = "Keep a log as you go." },
            Some.KeyPoint("status-updates", 2) with
            {
                Hint = "Who else is waiting for news?", Advice = "Practise a status update in three sentences.", Probe = "What do you tell support after ten minutes?",
            },
            Some.KeyPoint("postmortem", 2),
        ];
        var question = Some.Question("incident-management", points);
        var evaluation = new Evaluation(
            question,
            answer,
            GraderKind.Judge,
            [
                new Verdict(points[0], Coverage.Covered, [Evidence.Find(answer, "I would roll back the release first.")!], "Rolls back at once.", 0.95),
                new Verdict(points[1], Coverage.Missing, [], "No roles.", 0.9),
                new Verdict(points[2], Coverage.Partial, [Evidence.Find(answer, "Somebody takes notes.")!], "Only notes.", 0.7),
                new Verdict(points[3], Coverage.Missing, [], "No updates.", 0.8),
                Verdict.NotAssessed(points[4], "The quote is not in the answer."),
            ],
            [new RedFlagFinding(question.RedFlags[0], [Evidence.Find(answer, "find out who broke it")!], "Looks for a culprit.", 0.8)],
            Some.Provenance(),
            ScoringRules.Default);

        Text(CandidateFeedback.Of(evaluation)).ShouldBeApproved();
    }

    [Theory]
    [InlineData(1, 0, 0, "You make the one point that the question is after.")]
    [InlineData(3, 0, 0, "You make all 3 points.")]
    [InlineData(0, 0, 1, "It does not make the one point that the question is after.")]
    [InlineData(0, 1, 0, "You make the one point that the question is after in part.")]
    [InlineData(0, 0, 4, "It makes none of the 4 points yet.")]
    [InlineData(1, 0, 1, "Of the 2 points you make 1 in full.")]
    [InlineData(0, 2, 1, "Of the 3 points you make 2 in part.")]
    [InlineData(2, 1, 1, "Of the 4 points you make 2 in full and 1 in part.")]
    public void The_summary_counts_the_points(int covered, int partial, int missing, string sentence) =>
        CandidateFeedback.Of(Graded(covered, partial, missing)).Summary.ShouldContain(sentence);

    [Fact]
    public void The_summary_says_what_the_first_gap_is_worth() =>
        CandidateFeedback.Of(Graded(2, 0, 1)).Summary.ShouldContain("it is worth about 33 points.");

    [Fact]
    public void A_cap_is_explained()
    {
        var evaluation = Evaluated(
            [Some.Verdict(Some.KeyPoint("c", 1, critical: true), Coverage.Missing), .. Many(9, Coverage.Covered)]);

        var summary = CandidateFeedback.Of(evaluation).Summary;

        summary.ShouldStartWith("94.7 of 100: solid. By its points it would be strong, but a critical one is missing, and that holds it at solid.");
        summary.ShouldContain("it is critical: without it no answer counts as strong.");
    }

    [Fact]
    public void Gaps_come_by_value()
    {
        var evaluation = Evaluated(
        [
            Some.Verdict(Some.KeyPoint("plus", 1), Coverage.Missing),
            Some.Verdict(Some.KeyPoint("essential-partial", 3), Coverage.Partial),
            Some.Verdict(Some.KeyPoint("essential", 3), Coverage.Missing),
            Some.Verdict(Some.KeyPoint("critical", 2, critical: true), Coverage.Partial),
            Some.Verdict(Some.KeyPoint("there"), Coverage.Covered),
            Verdict.NotAssessed(Some.KeyPoint("unknown"), "No reply."),
        ]);

        CandidateFeedback.Of(evaluation).Gaps.Select(gap => gap.KeyPoint.Id).ShouldBe(["critical", "essential", "essential-partial", "plus"]);
    }

    [Fact]
    public void The_next_question_is_the_probe_on_the_most_valuable_gap()
    {
        var evaluation = Evaluated(
        [
            Some.Verdict(Some.KeyPoint("there", 3), Coverage.Covered),
            Some.Verdict(Some.KeyPoint("gap", 3) with { Probe = "And then?" }, Coverage.Missing),
        ]);

        CandidateFeedback.Of(evaluation, Some.Question("follow-up")).NextQuestion.ShouldBe("And then?");
    }

    [Fact]
    public void A_strong_answer_is_asked_the_follow_up_question()
    {
        var followUp = Some.Question("incident-management/follow-up") with { Asks = "How do you know when it is over?" };

        CandidateFeedback.Of(Graded(9, 0, 1), followUp).NextQuestion.ShouldBe("How do you know when it is over?");
        CandidateFeedback.Of(Graded(9, 0, 0)).NextQuestion.ShouldBeNull();
    }

    [Fact]
    public void An_empty_answer_is_told_so()
    {
        var evaluation = Evaluation.NotAssessed(Some.Question(), new Answer("a", "  \n"), GraderKind.Local, "The answer is empty.", Some.Provenance());

        var feedback = CandidateFeedback.Of(evaluation, Some.Question("follow-up"));

        feedback.Summary.ShouldBe("Not assessed: the answer is empty. Write what you would do and why; a few sentences are enough for a first reading.");
        feedback.Strengths.ShouldBeEmpty();
        feedback.Gaps.ShouldBeEmpty();
        feedback.NextQuestion.ShouldBeNull();
    }

    [Fact]
    public void A_failed_judge_says_nothing_about_the_answer()
    {
        var evaluation = Evaluation.NotAssessed(Some.Question(), Some.Answer(), GraderKind.Judge, "The judge gave no usable reply.", Some.Provenance()) with
        {
            DegradedReason = "timeout: no reply within 60 s.",
        };

        CandidateFeedback.Of(evaluation).Summary.ShouldBe(
            "Not assessed: the configured model gave no usable reply (timeout). That says nothing about your answer. It is safe to try again.");
    }

    [Fact]
    public void The_local_grader_is_honest_about_itself()
    {
        var evaluation = Evaluated(Many(2, Coverage.Covered), GraderKind.Local);

        CandidateFeedback.Of(evaluation).Summary.ShouldEndWith(
            "The local grader goes by wording and can miss a point made in unusual words, so check a gap before you believe it.");
        CandidateFeedback.Of(evaluation with { DegradedReason = "unreachable: connection refused" }).Summary.ShouldContain(
            "The configured model could not grade this answer (unreachable), so the local grader did; it goes by wording");
    }

    [Theory]
    [InlineData(1, "One passage reads like a misconception, which lowers the score; it is worth a second thought.")]
    [InlineData(2, "2 passages read like misconceptions, which lowers the score; they are worth a second thought.")]
    public void Red_flags_are_told_kindly(int count, string sentence)
    {
        var redFlags = Enumerable.Range(0, count).Select(index => new RedFlag { Id = $"r{index}", Statement = "Looks for who is to blame.", Cues = [] }).ToArray();
        var question = Some.Question() with { RedFlags = [.. redFlags] };
        var evaluation = new Evaluation(
            question,
            Some.Answer(),
            GraderKind.Judge,
            question.KeyPoints.Select(point => Some.Verdict(point, Coverage.Covered)),
            redFlags.Select(redFlag => new RedFlagFinding(redFlag, [Evidence.At(Some.Answer(), 0, 7)], "Because.", 0.8)),
            Some.Provenance(),
            ScoringRules.Default);

        CandidateFeedback.Of(evaluation).Summary.ShouldContain(sentence);
    }

    private static Evaluation Graded(int covered, int partial, int missing) =>
        Evaluated([.. Many(covered, Coverage.Covered), .. Many(partial, Coverage.Partial), .. Many(missing, Coverage.Missing)]);

    private static Verdict[] Many(int count, Coverage coverage) =>
        [.. Enumerable.Range(0, count).Select(index => Some.Verdict(Some.KeyPoint($"{coverage}-{index}".ToLowerInvariant()), coverage))];

    private static Evaluation Evaluated(Verdict[] verdicts, GraderKind grader = GraderKind.Judge) => new(
        Some.Question("incident-management", [.. verdicts.Select(verdict => verdict.KeyPoint)]),
        Some.Answer(),
        grader,
        verdicts,
        [],
        Some.Provenance(),
        ScoringRules.Default);

    private static string Text(CandidateFeedback feedback) => string.Join(
        '\n',
        [
            feedback.Summary,
            string.Empty,
            "Strengths",
            .. feedback.Strengths.Select(strength => $"- {strength.Text}"),
            string.Empty,
            "Gaps",
            .. feedback.Gaps.Select(gap => $"- {gap.KeyPoint.Hint} {gap.KeyPoint.Advice} Touched: {gap.Touched ?? "no"}. Points: {Math.Round(gap.Points)}"),
            string.Empty,
            "Cautions",
            .. feedback.Cautions.Select(caution => $"- {caution.Text}"),
            string.Empty,
            $"Next: {feedback.NextQuestion}",
        ]);
}
