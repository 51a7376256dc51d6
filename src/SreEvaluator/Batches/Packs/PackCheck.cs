using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Reports;

namespace SreEvaluator.Batches.Packs;

/// <summary>What came of checking the evaluations of a batch again: against their answers and rubrics, and by grading again what can be.</summary>
public sealed record PackCheck
{
    /// <summary>The most problems that are told one by one.</summary>
    public const int MostShown = 20;

    private PackCheck()
    {
    }

    /// <summary>How many evaluations stand on their answers word by word, and add up to their scores.</summary>
    public required int Sound { get; init; }

    /// <summary>How many were graded again with the same verdicts.</summary>
    public required int Repeated { get; init; }

    /// <summary>How many can't be graded again here: a model's reply that was not kept, or another version of the local model.</summary>
    public required int NotRepeatable { get; init; }

    /// <summary>How many overrides apply.</summary>
    public required int Overrides { get; init; }

    /// <summary>What is wrong, up to <see cref="MostShown"/>.</summary>
    public required ImmutableArray<string> Problems { get; init; }

    /// <summary>Checks a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="local">The local grader of the batch; null where its model is not at hand.</param>
    /// <param name="judge">A judge that has the raw replies and makes no call; null where there is none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<PackCheck> OfAsync(GradedBatch batch, ScoringRules rules, IGrader? local, IGrader? judge, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var (sound, repeated, notRepeatable, overrides) = (0, 0, 0, 0);
        var problems = ImmutableArray.CreateBuilder<string>();
        await foreach (var answer in batch.AnswersAsync(cancellationToken).ConfigureAwait(false))
        {
            var name = $"answer {answer.Input.Answer.Id} to {answer.Input.Question.Id}";
            try
            {
                var evaluation = answer.Evaluation.ToEvaluation(answer.Input.Question, answer.Input.Answer, rules);
                if (answer.Input.Question.RubricHash != answer.Evaluation.Provenance.RubricHash)
                {
                    Problem($"{name}: graded by another rubric than the one that is here");
                }
                else if (evaluation.Score.Value != answer.Evaluation.Score || evaluation.Score.Band != answer.Evaluation.Band)
                {
                    Problem($"{name}: the verdicts do not add up to the score");
                }
                else
                {
                    sound++;
                }
            }
            catch (InputException failure)
            {
                Problem($"{name}: {failure.Problems[0].Found}");
                continue;
            }

            overrides += answer.Reviewed?.Overrides.Length ?? 0;
            switch (await AgainAsync(answer, answer.Evaluation.Grader == GraderKind.Local ? local : judge, cancellationToken).ConfigureAwait(false))
            {
                case true:
                    repeated++;
                    break;
                case false:
                    Problem($"{name}: grading again gives other verdicts");
                    break;
                default:
                    notRepeatable++;
                    break;
            }
        }

        return new PackCheck { Sound = sound, Repeated = repeated, NotRepeatable = notRepeatable, Overrides = overrides, Problems = problems.ToImmutable() };

        void Problem(string text)
        {
            if (problems.Count < MostShown)
            {
                problems.Add(text);
            }
        }
    }

    /// <summary>Whether grading again gives the same verdicts; null where it can't be graded again.</summary>
    private static async Task<bool?> AgainAsync(GradedAnswer answer, IGrader? grader, CancellationToken cancellationToken)
    {
        // What nothing could assess was not graded, and what a second model said is not in the first one's replies.
        if (grader is null || answer.Evaluation.Provenance.SecondModel is not null || answer.Evaluation.Score is null)
        {
            return null;
        }

        try
        {
            var again = await grader.GradeAsync(answer.Input.Question, answer.Input.Answer, cancellationToken).ConfigureAwait(false);
            if (again.Provenance.ModelVersion != answer.Evaluation.Provenance.ModelVersion)
            {
                return null;
            }

            return again.Verdicts.Select(verdict => (verdict.KeyPoint.Id, verdict.Coverage))
                .SequenceEqual(answer.Evaluation.Verdicts.Select(verdict => (verdict.KeyPoint, verdict.Verdict)));
        }
        catch (JudgeException)
        {
            return null;
        }
    }
}
