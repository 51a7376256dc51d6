using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Service.Web;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Interviews;

/// <summary>The second opinion on one answer.</summary>
public sealed record OpinionPart
{
    private OpinionPart()
    {
    }

    /// <summary>The question with the answer.</summary>
    public required Asked Asked { get; init; }

    /// <summary>The answer with what became of it; null while it is not graded, or where no rubric has its question any more.</summary>
    public required GradedAnswer? Graded { get; init; }

    /// <summary>What the report says of it; null where it is not graded.</summary>
    public required ScenarioOpinion? Scenario { get; init; }

    /// <summary>The viewer's own marks; null where they have not marked it.</summary>
    public required StoredMarks? Mine { get; init; }

    /// <summary>One for each key point of the question as it was graded by, in its order.</summary>
    public required ImmutableArray<OpinionRow> Rows { get; init; }

    /// <summary>The number on the page of each red flag that holds and whose words are marked, by id.</summary>
    public required ImmutableDictionary<string, string> FlagNumbers { get; init; }

    /// <summary>What is marked in the answer.</summary>
    public required ImmutableArray<MarkedSpan> Spans { get; init; }

    /// <summary>Whether it was graded by another version of the rubric than there is now.</summary>
    public bool RubricChanged => Graded is { } graded && Asked.Question?.RubricHash != graded.Evaluation.Provenance.RubricHash;

    /// <summary>Lays it out.</summary>
    /// <param name="asked">The question with the answer.</param>
    /// <param name="graded">The answer with what became of it; null while it is not graded.</param>
    /// <param name="scenario">What the report says of it.</param>
    /// <param name="mine">The viewer's own marks; null for none.</param>
    internal static OpinionPart Of(Asked asked, GradedAnswer? graded, ScenarioOpinion? scenario, StoredMarks? mine)
    {
        var verdicts = graded?.Evaluation.Verdicts.ToDictionary(verdict => verdict.KeyPoint, StringComparer.Ordinal) ?? [];
        var marks = mine?.Read();
        var rows = ImmutableArray.CreateBuilder<OpinionRow>();
        var spans = ImmutableArray.CreateBuilder<MarkedSpan>();
        foreach (var keyPoint in (graded?.Input.Question ?? asked.Question)?.KeyPoints ?? [])
        {
            var verdict = verdicts.GetValueOrDefault(keyPoint.Id);
            var here = verdict is null ? Coverage.NotAssessed : graded!.CoverageOf(verdict);

            // Numbers are told apart over the whole page, on which there are several answers.
            var number = verdict is { Evidence.IsEmpty: false } && here is Coverage.Covered or Coverage.Partial ? $"{asked.Number}.{rows.Count + 1}" : null;
            if (number is not null)
            {
                spans.AddRange(verdict!.Evidence.Select(evidence => new MarkedSpan(
                    evidence.Start, evidence.Length, number, here == Coverage.Partial ? MarkKind.Partial : MarkKind.Covered)));
            }

            var quote = graded?.DecidedOn(keyPoint.Id) is { Quote.Length: > 0 } person ? person.Quote : number is null ? string.Empty : verdict!.Evidence[0].Quote;
            rows.Add(new OpinionRow(keyPoint, here, verdict?.Verdict ?? Coverage.NotAssessed, marks is not null && marks.TryGetValue(keyPoint.Id, out var mark) ? mark : null, number, quote));
        }

        var flags = graded?.Evaluation.RedFlags.Where(found => graded.RedFlags.Contains(found.Id, StringComparer.Ordinal)).ToList() ?? [];
        var numbers = flags.Select((found, i) => (found.Id, Number: $"{asked.Number}.{rows.Count + i + 1}")).ToImmutableDictionary(one => one.Id, one => one.Number, StringComparer.Ordinal);
        spans.AddRange(flags.SelectMany(found => found.Evidence.Select(evidence => new MarkedSpan(evidence.Start, evidence.Length, numbers[found.Id], MarkKind.RedFlag))));
        return new OpinionPart
        {
            Asked = asked,
            Graded = graded,
            Scenario = scenario,
            Mine = mine,
            Rows = rows.ToImmutable(),
            FlagNumbers = numbers,
            Spans = spans.ToImmutable(),
        };
    }
}
