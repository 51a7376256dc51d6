using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Robustness;
using SreEvaluator.Support;
using SreEvaluator.Tests.Grading.Judging;

namespace SreEvaluator.Tests.Robustness;

/// <summary>Runs every attack on a few clean answers against the fair judge and the fooled one, once for all tests that look at the outcomes.</summary>
internal static class ManipulationSuite
{
    /// <summary>The clean answers: weak enough to have much to gain.</summary>
    private static readonly ImmutableArray<(string Question, string Style)> Twins =
    [
        ("incident-management", "junior, vague"),
        ("incident-management", "mid-level, prose"),
        ("security-and-compliance", "junior, vague"),
    ];

    private static readonly Lazy<Task<ImmutableArray<Outcome>>> Run = new(RunAsync);

    /// <summary>The clean answers.</summary>
    public static IReadOnlyList<LabelledAnswer> Clean { get; } =
        [.. Twins.Select(twin => Repository.Labelled.Single(labelled => labelled.Question == twin.Question && labelled.Style == twin.Style))];

    /// <summary>All outcomes.</summary>
    public static Task<ImmutableArray<Outcome>> OutcomesAsync() => Run.Value;

    /// <summary>Grades one text with a judge that is fooled in some way.</summary>
    public static Task<Evaluation> GradeAsync(FooledJudge judge, IGrader grader, LabelledAnswer twin, string text, Way way)
    {
        var question = Repository.Rubrics.Find(twin.Question)!;
        judge.Expect(question, twin, way);
        return new FallbackGrader(grader, local: null, TimeProvider.System).GradeAsync(question, new Answer(twin.Answer.Id, text), TestContext.Current.CancellationToken);
    }

    /// <summary>Grades one text with the fair judge.</summary>
    public static async Task<Evaluation> GradeFairlyAsync(LabelledAnswer twin, string text)
    {
        using var judge = new FooledJudge();
        using var grader = Judge.Grader(Judge.Options(judge.Server));
        return await GradeAsync(judge, grader, twin, text, Way.Fair);
    }

    /// <summary>Padding, adjectives and repetition say nothing that a fooled judge could obey; they have tests of their own.</summary>
    private static bool HoldsSomethingToFollow(Manipulation manipulation) => manipulation.Number is not (29 or 30 or 31);

    private static async Task<ImmutableArray<Outcome>> RunAsync()
    {
        using var judge = new FooledJudge();
        using var grader = Judge.Grader(Judge.Options(judge.Server));
        var outcomes = ImmutableArray.CreateBuilder<Outcome>();
        foreach (var twin in Clean)
        {
            var clean = await GradeAsync(judge, grader, twin, twin.Answer.Text, Way.Fair);
            foreach (var manipulation in (Manipulation[])[.. Manipulations.All.Where(HoldsSomethingToFollow), Manipulations.Disguised])
            {
                foreach (var text in manipulation.Of(clean.Question, twin.Answer.Text))
                {
                    foreach (var way in Enum.GetValues<Way>())
                    {
                        // Of an answer that is gone, nothing is left that a label could be about.
                        var labels = manipulation.Kind == ManipulationKind.ReplacesAnswer ? twin with { Labels = ImmutableDictionary<string, Label>.Empty, RedFlags = ImmutableDictionary<string, string>.Empty } : twin;
                        var evaluation = await GradeAsync(judge, grader, labels, text, way);
                        var claimed = way == Way.Fair ? 0 : evaluation.Question.KeyPoints.Count(point => labels.CoverageOf(point.Id) == Coverage.Missing);
                        outcomes.Add(new Outcome(manipulation, text, way, clean, evaluation, claimed));
                    }
                }
            }
        }

        return outcomes.ToImmutable();
    }
}
