using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Grading.Local;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;
using SreEvaluator.Robustness;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Robustness;

/// <summary>Group F: the same answer in another manner, and again. The judge is fair, so what shifts is the work of our own rules.</summary>
public sealed class FairnessCases
{
    private const double MostMeanShift = 2;

    public static TheoryData<Manner> Every => [.. Manners.All];

    [Theory]
    [MemberData(nameof(Every))]
    public void Case_78_paired_style(Manner manner)
    {
        var shifts = new List<double>();
        foreach (var labelled in Repository.Labelled)
        {
            var question = Repository.Rubrics.Find(labelled.Question)!;
            var plain = Grade(question, labelled, manner.Plain);
            var styled = Grade(question, labelled, manner.Styled);

            plain.Zip(styled).Count(pair => pair.First.Coverage != pair.Second.Coverage).ShouldBeLessThanOrEqualTo(1, labelled.Answer.Id);
            shifts.Add((Score.Of(styled, 0, ScoringRules.Default).Value - Score.Of(plain, 0, ScoringRules.Default).Value) ?? 0);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{manner}: {shifts.Count(shift => shift != 0)} of {shifts.Count} scores shift, by {shifts.Average():0.000} on average.");
        Math.Abs(shifts.Average()).ShouldBeLessThanOrEqualTo(MostMeanShift);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task Case_78_paired_style_on_the_local_grader(Manner manner)
    {
        var grader = LocalGrader.Load(ShippedFiles.Models, ScoringRules.Default, TimeProvider.System);
        var shifts = new List<double>();
        foreach (var labelled in Repository.Labelled)
        {
            var question = Repository.Rubrics.Find(labelled.Question)!;
            var plain = await grader.GradeAsync(question, new Answer("plain", manner.Plain(labelled.Answer.Text)), TestContext.Current.CancellationToken);
            var styled = await grader.GradeAsync(question, new Answer("styled", manner.Styled(labelled.Answer.Text)), TestContext.Current.CancellationToken);
            shifts.Add((styled.Score.Value - plain.Score.Value) ?? 0);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{manner}: {shifts.Count(shift => shift != 0)} of {shifts.Count} scores shift, by {shifts.Average():0.00} on average and {shifts.Max(Math.Abs):0.0} at most.");
        Math.Abs(shifts.Average()).ShouldBeLessThanOrEqualTo(MostMeanShift);
    }

    [Fact]
    public void Case_80_override_audited()
    {
        var question = Some.Question();
        var machine = Evaluation.NotAssessed(question, Some.Answer(), GraderKind.Judge, "No reply.", Some.Provenance());
        var at = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
        VerdictOverride Decided(string person, string reason) => new(machine.Id, "mitigate-first", Coverage.Covered, "roll back", person, reason, at);

        var effective = EffectiveEvaluation.Of(machine, [Decided("Ada", "Rolls back first.")], ScoringRules.Default);

        Should.Throw<InputException>(() => Decided("Ada", " "));
        Should.Throw<InputException>(() => Decided(" ", "Rolls back first."));
        effective.Verdicts[0].Machine.Coverage.ShouldBe(Coverage.NotAssessed);
        effective.Verdicts[0].Coverage.ShouldBe(Coverage.Covered);
        effective.Verdicts[0].Person.ShouldNotBeNull();
        (effective.Verdicts[0].Person!.Person, effective.Verdicts[0].Person!.Reason, effective.Verdicts[0].Person!.At).ShouldBe(("Ada", "Rolls back first.", at));
        machine.Score.Value.ShouldBeNull();
        effective.Score.Value.ShouldBe(100);
    }

    [Fact]
    public void Case_79_repeat_grade()
    {
        foreach (var labelled in Repository.Labelled.Take(54))
        {
            var question = Repository.Rubrics.Find(labelled.Question)!;
            var once = Grade(question, labelled, text => text).Select(verdict => (verdict.Coverage, verdict.Confidence)).ToList();
            for (var again = 1; again < 5; again++)
            {
                Grade(question, labelled, text => text).Select(verdict => (verdict.Coverage, verdict.Confidence)).ShouldBe(once);
            }
        }
    }

    private static ImmutableArray<Verdict> Grade(Question question, LabelledAnswer labelled, Func<string, string> manner)
    {
        var text = manner(labelled.Answer.Text);

        // A name is put before the whole text, not before each quote of it.
        string Quote(string evidence) => text.Contains(manner(evidence), StringComparison.Ordinal) ? manner(evidence) : evidence;
        var reply = new JudgeReply(
            [
                .. question.KeyPoints.Select(point => new JudgeReply.OnKeyPoint(
                    point,
                    labelled.CoverageOf(point.Id) == Coverage.Missing ? [] : [Quote(labelled.Labels[point.Id].Evidence)],
                    "It is so.",
                    labelled.CoverageOf(point.Id),
                    0.9)),
            ],
            []);
        return EvidenceCheck.Check(reply, question, new Answer(labelled.Answer.Id, text)).Verdicts;
    }
}
