using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Local;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Local;

public sealed class CrossValidationTests
{
    private const string Marker = "Every zorbl is quandricly vorticed before the flemish gramble.";
    private const string Planted = "W1";

    private static readonly string[] Writers = [Planted, "W2", "W3"];
    private static readonly string[] Questions = ["incident-management", "capacity-planning"];

    [Theory]
    [InlineData(Fold.Writer)]
    [InlineData(Fold.Question)]
    public void Nothing_of_what_is_held_out_is_learnt(Fold by)
    {
        var held = by == Fold.Writer ? Planted : Questions[0];
        bool IsHeld(LabelledAnswer answer) => (by == Fold.Writer ? answer.Writer : answer.Question) == held;
        ImmutableArray<LabelledAnswer> clean = [.. Repository.Labelled.Where(answer => Questions.Contains(answer.Question) && Writers.Contains(answer.Writer))];
        // One held-out answer stays as it is. All others get a sentence of words that nobody uses, labelled as the evidence of every point.
        var watched = clean.First(IsHeld);
        ImmutableArray<LabelledAnswer> marked = [.. clean.Select(answer => IsHeld(answer) && answer != watched ? WithMarker(answer) : answer)];

        var before = Grade(clean, by);
        var after = Grade(marked, by);

        Verdicts(after, watched).ShouldBe(Verdicts(before, watched));
        // It is no idle marker: those who were trained with it judge otherwise.
        clean.Where(answer => !IsHeld(answer)).ShouldContain(answer => !Verdicts(after, answer).SequenceEqual(Verdicts(before, answer)));
    }

    [Fact]
    public void A_model_trained_on_some_answers_grades_the_others_in_their_order()
    {
        var train = Repository.Labelled.Where(answer => answer.Writer != Planted && Questions.Contains(answer.Question)).ToList();
        var test = Repository.Labelled.Where(answer => answer.Writer == Planted && Questions.Contains(answer.Question)).Reverse().ToList();

        var graded = CrossValidation.TrainAndTest(Repository.Rubrics, train, test, ScoringRules.Default, TestContext.Current.CancellationToken);

        graded.Select(pair => pair.Labelled).ShouldBe(test);
        graded.ShouldAllBe(pair => pair.Evaluation.Answer == pair.Labelled.Answer);
    }

    [Fact]
    public void One_fold_is_refused() => Should.Throw<InputException>(
        () => Grade([.. Repository.Labelled.Where(answer => answer.Question == Questions[0])], Fold.Question)).Message.ShouldContain("at least 2 to cross-validate");

    private static IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> Grade(IReadOnlyList<LabelledAnswer> answers, Fold by) =>
        CrossValidation.Run(Repository.Rubrics, answers, by, ScoringRules.Default, progress: null, TestContext.Current.CancellationToken);

    private static IEnumerable<(Coverage, double)> Verdicts(
        IEnumerable<(LabelledAnswer Labelled, Evaluation Evaluation)> graded, LabelledAnswer answer) =>
        graded.Single(pair => pair.Labelled == answer).Evaluation.Verdicts.Select(verdict => (verdict.Coverage, verdict.Confidence));

    private static LabelledAnswer WithMarker(LabelledAnswer answer) => answer with
    {
        Answer = new Answer(answer.Answer.Id, $"{answer.Answer.Text} {Marker}"),
        Labels = Repository.Rubrics.Find(answer.Question)!.KeyPoints.ToImmutableDictionary(
            keyPoint => keyPoint.Id, _ => new Label(Coverage.Covered, Marker, []), StringComparer.Ordinal),
    };
}
