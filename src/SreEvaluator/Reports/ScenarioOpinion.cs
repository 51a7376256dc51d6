using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Reports;

/// <summary>What the report on a candidate says of one answer.</summary>
public sealed record ScenarioOpinion
{
    private const int StrongestShown = 3;
    private const int ProbesShown = 3;
    private const double Sure = 0.7;

    private ScenarioOpinion()
    {
    }

    /// <summary>The question's id.</summary>
    public required string Question { get; init; }

    /// <summary>What was asked.</summary>
    public required string Asks { get; init; }

    /// <summary>The answer's id.</summary>
    public required string AnswerId { get; init; }

    /// <summary>Who entered the answer for the candidate, and in place of what; empty where it came from the candidate.</summary>
    public required string Entered { get; init; }

    /// <summary>The score that holds; null where nothing could be assessed.</summary>
    public required double? Score { get; init; }

    /// <summary>The band that holds.</summary>
    public required Band Band { get; init; }

    /// <summary>The machine's own score, before any person decided; null where nothing could be assessed.</summary>
    public required double? MachineScore { get; init; }

    /// <summary>How many key points are covered.</summary>
    public required int Covered { get; init; }

    /// <summary>How many are partial.</summary>
    public required int Partial { get; init; }

    /// <summary>How many are missing.</summary>
    public required int Missing { get; init; }

    /// <summary>How many could not be assessed.</summary>
    public required int NotAssessed { get; init; }

    /// <summary>The candidate's words on the heaviest points that they make.</summary>
    public required ImmutableArray<OpinionPoint> Strongest { get; init; }

    /// <summary>What is missing or only partial, the heaviest first.</summary>
    public required ImmutableArray<OpinionPoint> Gaps { get; init; }

    /// <summary>Misconceptions, with the words.</summary>
    public required ImmutableArray<OpinionPoint> RedFlags { get; init; }

    /// <summary>What the machine is unsure of, and why a person should look.</summary>
    public required ImmutableArray<string> Doubts { get; init; }

    /// <summary>What to ask next: the rubric's own questions on the heaviest gaps and doubts.</summary>
    public required ImmutableArray<string> ToProbe { get; init; }

    /// <summary>Where the interviewer's marks differ; null where there are none for this answer.</summary>
    public required MarksCompared? Interviewer { get; init; }

    /// <summary>Who decided what in place of the machine.</summary>
    public required ImmutableArray<string> Decided { get; init; }

    /// <summary>What graded it: <c>judge</c> or <c>local</c>.</summary>
    public required GraderKind Grader { get; init; }

    /// <summary>Why something else than the configured judge graded it; empty where it did not.</summary>
    public required string Degraded { get; init; }

    /// <summary>How the evaluation came about.</summary>
    public required ProvenanceJson Provenance { get; init; }

    internal static ScenarioOpinion Of(GradedAnswer answer, InterviewerMarks marks)
    {
        var evaluation = answer.Evaluation;
        var keyPoints = answer.Input.Question.KeyPoints.ToDictionary(keyPoint => keyPoint.Id, StringComparer.Ordinal);
        var redFlags = answer.Input.Question.RedFlags.ToDictionary(redFlag => redFlag.Id, StringComparer.Ordinal);
        var known = evaluation.Verdicts.Where(verdict => keyPoints.ContainsKey(verdict.KeyPoint)).ToList();
        int Count(Coverage coverage) => known.Count(verdict => answer.CoverageOf(verdict) == coverage);
        var open = known
            .Where(verdict => answer.CoverageOf(verdict) is Coverage.Missing or Coverage.Partial or Coverage.NotAssessed)
            .OrderByDescending(verdict => verdict.Weight * (answer.CoverageOf(verdict) == Coverage.Partial ? ScoringRules.PartialCredit : 1))
            .ToList();
        var unsure = known.Where(verdict => answer.DecidedOn(verdict.KeyPoint) is null && verdict.Verdict != Coverage.NotAssessed && verdict.Confidence < Sure).ToList();
        return new ScenarioOpinion
        {
            Question = answer.Input.Question.Id,
            Asks = answer.Input.Question.Asks,
            AnswerId = answer.Input.Answer.Id,
            Entered = answer.Entered,
            Score = answer.Score,
            Band = answer.Band,
            MachineScore = evaluation.Score,
            Covered = Count(Coverage.Covered),
            Partial = Count(Coverage.Partial),
            Missing = Count(Coverage.Missing),
            NotAssessed = Count(Coverage.NotAssessed),
            Strongest =
            [
                .. known
                    .Where(verdict => answer.CoverageOf(verdict) == Coverage.Covered && QuoteOf(answer, verdict).Length > 0)
                    .OrderByDescending(verdict => verdict.Weight * verdict.Confidence)
                    .Take(StrongestShown)
                    .Select(verdict => Point(answer, verdict, keyPoints)),
            ],
            Gaps = [.. open.Where(verdict => answer.CoverageOf(verdict) != Coverage.NotAssessed).Select(verdict => Point(answer, verdict, keyPoints))],
            RedFlags =
            [
                .. answer.RedFlags.Where(redFlags.ContainsKey).Select(id => new OpinionPoint(
                    id, redFlags[id].Statement, Weight: 0, Critical: false, "found", evaluation.RedFlags.FirstOrDefault(found => found.Id == id)?.Evidence[0].Quote ?? string.Empty)),
            ],
            Doubts =
            [
                .. answer.AsksForAPerson ? evaluation.Review.Reasons : [],
                .. unsure.Select(verdict => FormattableString.Invariant($"unsure: {verdict.KeyPoint}, {FormatWord.Of(verdict.Verdict)} with a confidence of {verdict.Confidence:0.00}")),
            ],
            ToProbe = [.. open.Concat(unsure).Select(verdict => keyPoints[verdict.KeyPoint].Probe).Where(probe => probe.Length > 0).Distinct(StringComparer.Ordinal).Take(ProbesShown)],
            Interviewer = marks.On(answer),
            Decided =
            [
                .. known.Select(verdict => (Verdict: verdict, Person: answer.DecidedOn(verdict.KeyPoint))).Where(pair => pair.Person is not null).Select(pair =>
                    $"{pair.Verdict.KeyPoint}: {FormatWord.Of(pair.Person!.Verdict)} by {pair.Person.Person} (the machine: {FormatWord.Of(pair.Verdict.Verdict)}). {pair.Person.Reason}"),
            ],
            Grader = evaluation.Grader,
            Degraded = evaluation.DegradedReason ?? string.Empty,
            Provenance = evaluation.Provenance,
        };
    }

    private static OpinionPoint Point(GradedAnswer answer, VerdictJson verdict, Dictionary<string, KeyPoint> keyPoints) => new(
        verdict.KeyPoint, keyPoints[verdict.KeyPoint].Statement, verdict.Weight, verdict.Critical, FormatWord.Of(answer.CoverageOf(verdict)), QuoteOf(answer, verdict));

    private static string QuoteOf(GradedAnswer answer, VerdictJson verdict) => answer.DecidedOn(verdict.KeyPoint) is { Quote.Length: > 0 } person
        ? person.Quote
        : verdict.Evidence.IsEmpty || answer.CoverageOf(verdict) == Coverage.Missing ? string.Empty : verdict.Evidence[0].Quote;
}
