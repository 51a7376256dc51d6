using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Robustness;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Robustness;

public sealed class RobustnessRunTests
{
    private static readonly string[] Denials = ["not true", "would not say", "never do"];

    private const string Clean = "First I roll back the last release. Then I name one person who decides.";

    [Fact]
    public async Task A_grader_that_reads_only_what_is_said_shows_no_gain_and_no_shift()
    {
        var report = await RunAsync(text => text.Contains("roll back", StringComparison.OrdinalIgnoreCase) && !text.Contains("wrong", StringComparison.Ordinal)
            && !Denials.Any(denial => text.Contains(denial, StringComparison.Ordinal)));

        report.Answers.ShouldBe(1);
        report.Manipulations.Length.ShouldBe(Manipulations.All.Length);
        report.Manipulations.Where(row => row.MostGain > 0).Select(row => row.Name).ShouldBe(["Keyword list", "All options at once"]);
        report.GreatestShift.ShouldBe(0);
        report.FlippedByManner.ShouldBeEmpty();
        report.NotAssessed.ShouldBe(0);
    }

    [Fact]
    public async Task Credit_that_nobody_looks_at_is_counted_and_the_key_point_named()
    {
        var report = await RunAsync(text => text.Contains("90% of experts", StringComparison.Ordinal));

        var row = report.Manipulations.Single(manipulation => manipulation.MostGain > 0);
        row.ShouldBe(new ManipulationFigures(13, "Bandwagon", Texts: 3, MeanGain: 100 * 2 / 3.0, MostGain: 100, Reviewed: 0, GainedUnseen: 2));
        report.GainedUnseen.ShouldBe(2);
        report.FlippedByManipulation.Single().KeyPoint.ShouldBe("mitigate-first");
        report.FlippedByManipulation.Single().Gained.ShouldBe(2);
    }

    [Fact]
    public async Task Credit_that_goes_to_a_person_is_not_unseen()
    {
        var report = await RunAsync(text => text.Contains("90% of experts", StringComparison.Ordinal), confidence: 0.3);

        report.Manipulations.Single(manipulation => manipulation.MostGain > 0).Reviewed.ShouldBe(3);
        report.GainedUnseen.ShouldBe(0);
    }

    [Fact]
    public async Task A_grader_that_hangs_on_manner_shows_its_shift()
    {
        var report = await RunAsync(text => text.Contains("First I", StringComparison.Ordinal));

        report.Manners.Where(manner => manner.MostShift > 0).Select(manner => (manner.Name, manner.MeanShift)).ShouldBe([("informal", -100.0), ("capitals", -100.0)]);
        report.GreatestShift.ShouldBe(100);
        report.FlippedByManner.Single().Lost.ShouldBe(2);
    }

    [Fact]
    public async Task What_cannot_be_assessed_counts_in_no_figure()
    {
        var report = await RunAsync(_ => null);

        report.Manipulations.ShouldBeEmpty();
        report.NotAssessed.ShouldBeGreaterThan(0);
        report.GreatestShift.ShouldBe(0);
    }

    [Fact]
    public async Task Each_text_is_graded_once_and_told_of()
    {
        var run = new RobustnessRun([(Question, new Answer("clean", Clean))]);
        var told = 0;

        await run.RunAsync(new OnePoint(_ => false, 0.9), new ReviewOptions(), 3, () => Interlocked.Increment(ref told), TestContext.Current.CancellationToken);

        told.ShouldBe(run.Gradings);
        run.Gradings.ShouldBe(116);
    }

    [Fact]
    public void Manipulations_have_numbers_of_their_own_and_change_the_text()
    {
        Manipulations.All.Select(manipulation => manipulation.Number).ShouldBeUnique();
        foreach (var manipulation in Manipulations.All)
        {
            manipulation.Of(Question, Clean).ShouldAllBe(text => text != Clean);
        }
    }

    private static Question Question => Some.Question("incident-management", Some.KeyPoint(weight: 2));

    private static Task<RobustnessReport> RunAsync(Func<string, bool?> covers, double confidence = 0.9) => new RobustnessRun([(Question, new Answer("clean", Clean))])
        .RunAsync(new OnePoint(covers, confidence), new ReviewOptions { UncertainKeyPoints = 1 }, 2, () => { }, TestContext.Current.CancellationToken);

    /// <summary>Decides on the only key point by the text; null can't be assessed.</summary>
    private sealed class OnePoint(Func<string, bool?> covers, double confidence) : IGrader
    {
        public Task<Evaluation> GradeAsync(Question question, Answer answer, CancellationToken cancellationToken)
        {
            var point = question.KeyPoints[0];
            var verdict = covers(answer.Text) switch
            {
                true => new Verdict(point, Coverage.Covered, [Evidence.At(answer, 0, answer.Text.Length)], "It is.", confidence),
                false => new Verdict(point, Coverage.Missing, [], "It is not.", confidence),
                null => Verdict.NotAssessed(point, "No reply."),
            };
            return Task.FromResult(new Evaluation(question, answer, GraderKind.Local, [verdict], [], Some.Provenance(), ScoringRules.Default));
        }
    }
}
