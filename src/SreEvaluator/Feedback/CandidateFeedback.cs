using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Feedback;

/// <summary>What a candidate reads after an evaluation. The same evaluation always gives the same words.</summary>
public sealed record CandidateFeedback
{
    private CandidateFeedback()
    {
    }

    /// <summary>The score in words, how many points are there, what is worth most, and an honest word about the grader.</summary>
    public required string Summary { get; init; }

    /// <summary>The covered key points, those that weigh most first.</summary>
    public required ImmutableArray<Strength> Strengths { get; init; }

    /// <summary>The missing and partial key points: critical ones first, then by weight, missing before partial.</summary>
    public required ImmutableArray<Gap> Gaps { get; init; }

    /// <summary>The red flags found.</summary>
    public required ImmutableArray<Caution> Cautions { get; init; }

    /// <summary>
    /// What to think about next: the probe on the most valuable gap, or the follow-up question of a strong answer;
    /// null where nothing was assessed or nothing is left to ask.
    /// </summary>
    public required string? NextQuestion { get; init; }

    /// <summary>The feedback on an evaluation.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="followUp">The question that follows the evaluated one; null where there is none.</param>
    public static CandidateFeedback Of(Evaluation evaluation, Question? followUp = null)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var gaps = GapsOf(evaluation);
        return new CandidateFeedback
        {
            Summary = FeedbackSummary.Of(evaluation, gaps),
            Strengths =
            [
                .. evaluation.Verdicts
                    .Where(verdict => verdict.Coverage == Coverage.Covered)
                    .OrderByDescending(verdict => verdict.KeyPoint.Critical)
                    .ThenByDescending(verdict => verdict.KeyPoint.Weight)
                    .Select(verdict => new Strength(verdict.KeyPoint, Quotation.Of(verdict.Evidence[0].Quote))),
            ],
            Gaps = gaps,
            Cautions = [.. evaluation.RedFlags.Select(found => new Caution(found.RedFlag, Quotation.Of(found.Evidence[0].Quote)))],
            NextQuestion = evaluation.Score.Band == Band.Strong && followUp is not null ? followUp.Asks : gaps.FirstOrDefault()?.KeyPoint.Probe,
        };
    }

    private static ImmutableArray<Gap> GapsOf(Evaluation evaluation)
    {
        var weight = evaluation.Verdicts.Where(verdict => verdict.Coverage != Coverage.NotAssessed).Sum(verdict => verdict.KeyPoint.Weight);
        return
        [
            .. evaluation.Verdicts
                .Where(verdict => verdict.Coverage is Coverage.Missing or Coverage.Partial)
                .OrderByDescending(verdict => verdict.KeyPoint.Critical)
                .ThenByDescending(verdict => verdict.KeyPoint.Weight)
                .ThenBy(verdict => verdict.Coverage)
                .Select(verdict => new Gap(
                    verdict.KeyPoint,
                    verdict.Evidence.IsEmpty ? null : Quotation.Of(verdict.Evidence[0].Quote),
                    100 * verdict.KeyPoint.Weight * (ScoringRules.CoveredCredit - (ScoringRules.CreditOf(verdict.Coverage) ?? 0)) / weight)),
        ];
    }
}
