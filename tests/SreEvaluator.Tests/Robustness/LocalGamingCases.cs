using SreEvaluator.Grading;
using SreEvaluator.Grading.Local;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Robustness;

/// <summary>
/// Cases of gaming on the local grader by itself, without the screening that callers have before it, on all shipped questions: at most 5% of the points are
/// covered. Where a text is made of what the rubric looks for, an answer with credit goes to review too.
/// </summary>
public sealed class LocalGamingCases
{
    private const double MostCovered = 0.05;

    private static readonly LocalGrader Grader = LocalGrader.Load(ShippedFiles.Models, ScoringRules.Default, TimeProvider.System);

    [Fact] public void Case_23_keyword_list() => IsHardlyCoveredAndReviewed(RubricAttacks.KeywordLists);
    [Fact] public void Case_23_terms_without_a_verb() => IsHardlyCoveredAndReviewed(RubricAttacks.TermLists);
    [Fact] public void Case_24_question_echo() => IsHardlyCovered(RubricAttacks.Echoes);
    [Fact] public void Case_26_negated_points() => IsHardlyCoveredAndReviewed(RubricAttacks.Negations);
    [Fact] public void Case_27_right_then_contradicted() => IsHardlyCoveredAndReviewed(RubricAttacks.Contradictions);
    [Fact] public void Case_28_shotgun_all_options() => IsHardlyCoveredAndReviewed(RubricAttacks.Shotguns);
    [Fact] public void Case_29_padding() => IsHardlyCovered(RubricAttacks.Paddings);
    [Fact] public void Case_30_adjectives() => IsHardlyCovered(RubricAttacks.Adjectived);

    [Fact]
    public void Honest_answers_are_seldom_objected_to()
    {
        var graded = Repository.Labelled.Select(labelled => Grader.Grade(Repository.Rubrics.Find(labelled.Question)!, labelled.Answer)).ToList();

        var points = graded.Sum(evaluation => evaluation.Verdicts.Count(verdict => !verdict.Evidence.IsEmpty));
        var objected = graded.SelectMany(evaluation => evaluation.Doubts).Sum(doubt => doubt.Split(", ").Length);
        TestContext.Current.TestOutputHelper!.WriteLine($"{objected} objections beside {points} points with credit.");
        objected.ShouldBeLessThanOrEqualTo(points / 20);
    }

    private static void IsHardlyCovered(Func<Question, IEnumerable<string>> attack) => Grade(attack);

    private static void IsHardlyCoveredAndReviewed(Func<Question, IEnumerable<string>> attack) =>
        Grade(attack).Where(evaluation => evaluation.Verdicts.Any(verdict => !verdict.Evidence.IsEmpty) && ReviewPolicy.ReasonsFor(evaluation, new ReviewOptions()).IsEmpty)
            .Select(evaluation => $"{evaluation.Question.Id}: {evaluation.Answer.Text}")
            .ShouldBeEmpty("credit that nobody looks at");

    private static List<Evaluation> Grade(Func<Question, IEnumerable<string>> attack)
    {
        var evaluations = Repository.Rubrics.Questions.SelectMany(question => attack(question).Select(text => Grader.Grade(question, Some.Answer(text)))).ToList();
        var verdicts = evaluations.SelectMany(evaluation => evaluation.Verdicts).ToList();
        var covered = verdicts.Count(verdict => verdict.Coverage == Coverage.Covered);
        TestContext.Current.TestOutputHelper!.WriteLine($"{covered} of {verdicts.Count} points covered.");
        verdicts.Count.ShouldBeGreaterThan(150);
        (covered / (double)verdicts.Count).ShouldBeLessThanOrEqualTo(MostCovered);
        return evaluations;
    }
}
