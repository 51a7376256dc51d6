using SreEvaluator.Grading;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Robustness;

/// <summary>What screening and the evidence rules do to honest answers: all of the labelled ones.</summary>
public sealed class LabelledFiguresTests
{
    private const double MostFlagged = 0.02;
    private const double MostRefused = 0.015;

    [Fact]
    public void Benign_answers_are_hardly_ever_flagged()
    {
        var flagged = Repository.Labelled
            .Select(labelled => (labelled, Signals: Screening.Of(Repository.Rubrics.Find(labelled.Question)!, labelled.Answer)))
            .Where(pair => !pair.Signals.IsEmpty)
            .ToList();

        foreach (var (labelled, signals) in flagged)
        {
            Say($"{labelled.Answer.Id} ({labelled.Style}): {string.Join("; ", signals)}");
        }

        Say($"Flagged: {flagged.Count} of {Repository.Labelled.Count} answers, {(double)flagged.Count / Repository.Labelled.Count:P2}.");
        ((double)flagged.Count / Repository.Labelled.Count).ShouldBeLessThanOrEqualTo(MostFlagged);
    }

    [Fact]
    public void Quotes_that_people_would_take_are_hardly_ever_refused()
    {
        var covered = 0;
        var refused = 0;
        var odd = 0;
        foreach (var labelled in Repository.Labelled)
        {
            var question = Repository.Rubrics.Find(labelled.Question)!;
            var rules = new EvidenceRules(question, labelled.Answer);
            var verdicts = new List<Verdict>();
            foreach (var point in question.KeyPoints.Where(point => labelled.CoverageOf(point.Id) == Coverage.Covered))
            {
                covered++;
                if (rules.Check(point, labelled.Labels[point.Id].Evidence, out var refusal) is { } evidence)
                {
                    verdicts.Add(new Verdict(point, Coverage.Covered, [evidence], "It is.", 1));
                }
                else
                {
                    refused++;
                    Say($"{refusal}: {labelled.Answer.Id} ({labelled.Style}), {point.Id}: {labelled.Labels[point.Id].Evidence}");
                }
            }

            odd += rules.Together([.. verdicts]).Any() ? 1 : 0;
        }

        Say($"Refused: {refused} of {covered} covered quotes, {(double)refused / covered:P2}. Shared or unrelated quotes in {odd} of {Repository.Labelled.Count} answers, {(double)odd / Repository.Labelled.Count:P2}.");
        ((double)refused / covered).ShouldBeLessThan(MostRefused);
        ((double)odd / Repository.Labelled.Count).ShouldBeLessThanOrEqualTo(MostFlagged);
    }

    private static void Say(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
