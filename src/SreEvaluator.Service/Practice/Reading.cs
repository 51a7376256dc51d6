using System.Collections.Immutable;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Web;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Practice;

/// <summary>An evaluation laid out for reading: what counts in the answer is numbered, and the points refer to the numbers.</summary>
public sealed record Reading
{
    private Reading()
    {
    }

    /// <summary>The evaluation.</summary>
    public required Evaluation Evaluation { get; init; }

    /// <summary>What the candidate reads.</summary>
    public required CandidateFeedback Feedback { get; init; }

    /// <summary>What is marked in the answer.</summary>
    public required ImmutableArray<MarkedSpan> Spans { get; init; }

    /// <summary>The number of each key point and red flag that has evidence, by id.</summary>
    public required ImmutableDictionary<string, string> Numbers { get; init; }

    /// <summary>Lays an evaluation out. Numbers follow the order in which the answer makes the points.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="followUp">The question that follows; null where there is none.</param>
    public static Reading Of(Evaluation evaluation, Question? followUp)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var found = evaluation.Verdicts
            .Where(verdict => !verdict.Evidence.IsEmpty)
            .Select(verdict => (verdict.KeyPoint.Id, verdict.Evidence, Kind: verdict.Coverage == Coverage.Partial ? MarkKind.Partial : MarkKind.Covered))
            .Concat(evaluation.RedFlags.Select(flag => (flag.RedFlag.Id, flag.Evidence, Kind: MarkKind.RedFlag)))
            .OrderBy(one => one.Evidence.Min(evidence => evidence.Start))
            .ThenBy(one => one.Id, StringComparer.Ordinal)
            .Select((one, i) => (one.Id, one.Evidence, one.Kind, Number: (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .ToList();
        return new Reading
        {
            Evaluation = evaluation,
            Feedback = CandidateFeedback.Of(evaluation, followUp),
            Spans = [.. found.SelectMany(one => one.Evidence.Select(evidence => new MarkedSpan(evidence.Start, evidence.Length, one.Number, one.Kind)))],
            Numbers = found.ToImmutableDictionary(one => one.Id, one => one.Number, StringComparer.Ordinal),
        };
    }

    /// <summary>Lays out what is kept. Of a version of the rubric that is not known any more, what was said then can still be read, but no longer be laid out: null.</summary>
    /// <param name="kept">The evaluation.</param>
    /// <param name="asGraded">The question as it was graded by; null where that is not known any more.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="followUp">The question that follows; null where there is none.</param>
    internal static Reading? Of(EvaluationJson kept, Question? asGraded, StoredAnswer answer, ScoringRules rules, Question? followUp = null)
    {
        try
        {
            return asGraded is null ? null : Of(kept.ToEvaluation(asGraded, answer.ToAnswer(), rules), followUp);
        }
        catch (InputException)
        {
            return null;
        }
    }

    /// <summary>The verdicts of a coverage, in the order of their numbers.</summary>
    public IEnumerable<Verdict> Numbered(Coverage coverage) => Evaluation.Verdicts
        .Where(verdict => verdict.Coverage == coverage)
        .OrderBy(verdict => int.Parse(Numbers[verdict.KeyPoint.Id], System.Globalization.CultureInfo.InvariantCulture));
}
