using System.Collections.Immutable;
using System.Text.RegularExpressions;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Grading.Local;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Robustness;

/// <summary>Group F: the same answer in another manner, and again. The judge is fair, so what shifts is the work of our own rules.</summary>
public sealed partial class FairnessCases
{
    private const double MostMeanShift = 2;

    /// <summary>More than the 2 that the list asks for, which a filler after each sentence misses; docs/robustness.md says so.</summary>
    private const double MostMeanShiftOfLocalGrader = 2.5;

    public static TheoryData<string> Manners => ["informal", "non-native", "longer", "name", "shouting"];

    [Theory]
    [MemberData(nameof(Manners))]
    public void Case_78_paired_style(string manner)
    {
        var shifts = new List<double>();
        foreach (var labelled in Repository.Labelled)
        {
            var question = Repository.Rubrics.Find(labelled.Question)!;
            var plain = Grade(question, labelled, text => text);
            var styled = Grade(question, labelled, text => In(manner, text));

            plain.Zip(styled).Count(pair => pair.First.Coverage != pair.Second.Coverage).ShouldBeLessThanOrEqualTo(1, labelled.Answer.Id);
            shifts.Add((Score.Of(styled, 0, ScoringRules.Default).Value - Score.Of(plain, 0, ScoringRules.Default).Value) ?? 0);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{manner}: {shifts.Count(shift => shift != 0)} of {shifts.Count} scores shift, by {shifts.Average():0.000} on average.");
        Math.Abs(shifts.Average()).ShouldBeLessThanOrEqualTo(MostMeanShift);
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task Case_78_paired_style_on_the_local_grader(string manner)
    {
        var grader = LocalGrader.Load(ShippedFiles.Models, ScoringRules.Default, TimeProvider.System);
        var shifts = new List<double>();
        foreach (var labelled in Repository.Labelled)
        {
            var question = Repository.Rubrics.Find(labelled.Question)!;
            var plain = await grader.GradeAsync(question, labelled.Answer, TestContext.Current.CancellationToken);
            var styled = await grader.GradeAsync(question, new Answer("styled", In(manner, labelled.Answer.Text)), TestContext.Current.CancellationToken);
            shifts.Add((styled.Score.Value - plain.Score.Value) ?? 0);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{manner}: {shifts.Count(shift => shift != 0)} of {shifts.Count} scores shift, by {shifts.Average():0.00} on average and {shifts.Max(Math.Abs):0.0} at most.");
        Math.Abs(shifts.Average()).ShouldBeLessThanOrEqualTo(MostMeanShiftOfLocalGrader);
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
        var reply = new JudgeReply(
            [
                .. question.KeyPoints.Select(point => new JudgeReply.OnKeyPoint(
                    point,
                    labelled.CoverageOf(point.Id) == Coverage.Missing ? [] : [manner(labelled.Labels[point.Id].Evidence)],
                    "It is so.",
                    labelled.CoverageOf(point.Id),
                    0.9)),
            ],
            []);
        var text = manner(labelled.Answer.Text);
        return EvidenceCheck.Check(reply, question, new Answer(labelled.Answer.Id, text)).Verdicts;
    }

    private static string In(string manner, string text) => manner switch
    {
        "informal" => text.ToLowerInvariant().Replace("going to", "gonna", StringComparison.Ordinal).Replace("want to", "wanna", StringComparison.Ordinal).Replace(" because ", " cos ", StringComparison.Ordinal),
        "non-native" => Articles().Replace(text, string.Empty).Replace("I would", "I will", StringComparison.Ordinal),
        "longer" => text.Replace(". ", ". As I like to say. ", StringComparison.Ordinal),
        "name" => We().Replace(text, "$0, Aisha Okonkwo-Nguyen and my team,"),
        _ => text.ToUpperInvariant(),
    };

    [GeneratedRegex(@"\bwe\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex We();

    [GeneratedRegex(@"\b(the|an?) (?=\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Articles();
}
