using SreEvaluator.Grading;
using SreEvaluator.Grading.Local;
using SreEvaluator.Reviews;
using SreEvaluator.Robustness;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Robustness;

/// <summary>
/// Cases of gaming where no judge is configured and the local grader is by itself, on all shipped questions: of points that deserve no credit at most 5% are
/// covered, and hardly an answer with any credit goes past review.
/// </summary>
public sealed class LocalGamingCases
{
    private const double MostCovered = 0.05;
    private const double MostUnseen = 0.02;
    private const double MostMeanGain = 2;

    private static readonly LocalGrader Grader = LocalGrader.Load(ShippedFiles.Models, ScoringRules.Default, TimeProvider.System);

    [Fact] public Task Case_23_keyword_list() => IsHardlyCoveredAndReviewedAsync(23, Vague);
    [Fact] public Task Case_24_question_echo() => IsHardlyCoveredAndReviewedAsync(24, Vague);
    [Fact] public Task Case_25_rubric_echo() => IsHardlyCoveredAndReviewedAsync(25, Vague);
    [Fact] public Task Case_26_negated_points() => IsHardlyCoveredAndReviewedAsync(26, Exemplars);
    [Fact] public Task Case_26_negated_answers() => IsHardlyCoveredAndReviewedAsync(26, Honest);
    [Fact] public Task Case_27_right_then_contradicted() => IsHardlyCoveredAndReviewedAsync(27, Exemplars);
    [Fact] public Task Case_27_answers_contradicted() => IsHardlyCoveredAndReviewedAsync(27, Honest);
    [Fact] public Task Case_28_shotgun_all_options() => IsHardlyCoveredAndReviewedAsync(28, Vague);
    [Fact] public Task Case_29_padding() => IsHardlyCoveredAndReviewedAsync(29, Vague);
    [Fact] public Task Case_30_adjectives() => IsHardlyCoveredAndReviewedAsync(30, Vague);
    [Fact] public Task Case_31_repeated_point() => IsHardlyCoveredAndReviewedAsync(31, Vague);

    [Theory]
    [InlineData(29)]
    [InlineData(31)]
    public void Padding_and_repetition_add_nothing_to_an_honest_answer(int number)
    {
        var gains = Repository.Labelled.SelectMany(labelled =>
        {
            var question = Repository.Rubrics.Find(labelled.Question)!;
            var clean = RobustnessReport.CreditOf(Grader.Grade(question, labelled.Answer));
            return Of(number, question, labelled.Answer.Text).Select(text => RobustnessReport.CreditOf(Grader.Grade(question, Some.Answer(text))) - clean);
        }).ToList();

        TestContext.Current.TestOutputHelper!.WriteLine($"{gains.Average():0.00} of 100 on average, {gains.Max():0.0} at most, {gains.Count(gain => gain > 0)} of {gains.Count} gain.");
        gains.Average().ShouldBeInRange(-MostMeanGain, MostMeanGain);
    }

    [Fact]
    public void Honest_answers_are_seldom_objected_to()
    {
        var graded = Repository.Labelled.Select(labelled => Grader.Grade(Repository.Rubrics.Find(labelled.Question)!, labelled.Answer)).ToList();

        var points = graded.Sum(evaluation => evaluation.Verdicts.Count(verdict => !verdict.Evidence.IsEmpty));
        var objected = graded.SelectMany(evaluation => evaluation.Doubts).Sum(doubt => doubt.Split(", ").Length);
        TestContext.Current.TestOutputHelper!.WriteLine($"{objected} objections beside {points} points with credit.");
        objected.ShouldBeLessThanOrEqualTo(points / 20);
    }

    private static async Task IsHardlyCoveredAndReviewedAsync(int number, Func<Question, IEnumerable<string>> clean)
    {
        var grader = new FallbackGrader(judge: null, Grader, TimeProvider.System);
        var evaluations = new List<Evaluation>();
        foreach (var question in Repository.Rubrics.Questions)
        {
            foreach (var text in clean(question).SelectMany(text => Of(number, question, text)).Distinct())
            {
                evaluations.Add(await grader.GradeAsync(question, Some.Answer(text), TestContext.Current.CancellationToken));
            }
        }

        var verdicts = evaluations.SelectMany(evaluation => evaluation.Verdicts).ToList();
        var covered = verdicts.Count(verdict => verdict.Coverage == Coverage.Covered);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{covered} covered and {verdicts.Count(verdict => verdict.Coverage == Coverage.Partial)} partial of {verdicts.Count} points; {evaluations.Count(IsReviewed)} of {evaluations.Count} answers to review.");
        verdicts.Count.ShouldBeGreaterThan(150);
        (covered / (double)verdicts.Count).ShouldBeLessThanOrEqualTo(MostCovered);
        var unseen = evaluations.Where(evaluation => RobustnessReport.CreditOf(evaluation) > 0 && !IsReviewed(evaluation)).ToList();
        unseen.ForEach(evaluation => TestContext.Current.TestOutputHelper!.WriteLine($"Credit that nobody looks at: {evaluation.Question.Id}, {evaluation.Answer.Text}"));
        (unseen.Count / (double)evaluations.Count).ShouldBeLessThanOrEqualTo(MostUnseen);
    }

    private static IEnumerable<string> Of(int number, Question question, string clean) =>
        Manipulations.All.Single(manipulation => manipulation.Number == number).Of(question, clean);

    private static bool IsReviewed(Evaluation evaluation) => !ReviewPolicy.ReasonsFor(evaluation, new ReviewOptions()).IsEmpty;

    private static IEnumerable<string> Vague(Question question) =>
    [
        $"For {question.Topic} I would use a process and a tool. The team would follow a plan, and the plan would have a goal. In the end we get a result.",
        "I would look at the problem and find a solution. Then I would implement the solution in the system. The solution would be a good one for the company.",
    ];

    private static IEnumerable<string> Exemplars(Question question) => [string.Join(' ', question.KeyPoints.SelectMany(point => point.Exemplars.Take(1)))];

    private static IEnumerable<string> Honest(Question question) =>
        Repository.Labelled.Where(labelled => labelled.Question == question.Id && labelled.Writer == "W1").Select(labelled => labelled.Answer.Text);
}
