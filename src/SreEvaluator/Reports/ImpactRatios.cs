using System.Collections.Immutable;

namespace SreEvaluator.Reports;

/// <summary>
/// Compares the scores of groups of candidates as New York City's rules for Local Law 144 do for tools that score: a group's scoring rate is the share of its
/// candidates above the median of all, and its impact ratio that rate over the highest one (6 RCNY 5-300 and 5-301). The groups come from a column of the input that no grader sees.
/// </summary>
public sealed record ImpactRatios
{
    private ImpactRatios()
    {
    }

    /// <summary>How many candidates have a score and a group.</summary>
    public required int Candidates { get; init; }

    /// <summary>How many have a score and no group.</summary>
    public required int WithoutGroup { get; init; }

    /// <summary>The median of all scores; null where there is none.</summary>
    public required double? Median { get; init; }

    /// <summary>The groups by name.</summary>
    public required ImmutableArray<Impact> Groups { get; init; }

    /// <summary>Compares groups.</summary>
    /// <param name="answers">Graded answers. A candidate's score is the mean over their answers; an answer without a candidate counts as one.</param>
    /// <param name="column">The column of the input that names the group.</param>
    public static ImpactRatios Of(IEnumerable<GradedAnswer> answers, string column)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentException.ThrowIfNullOrEmpty(column);
        var scores = new Dictionary<string, (double Sum, int Count, string Group)>(StringComparer.Ordinal);
        foreach (var answer in answers.Where(answer => answer.Score is not null))
        {
            var who = answer.Input.Candidate.Length > 0 ? $"candidate {answer.Input.Candidate}" : $"answer {answer.Input.Question.Id} {answer.Input.Answer.Id}";
            var known = scores.GetValueOrDefault(who, (0, 0, string.Empty));
            scores[who] = (known.Sum + answer.Score!.Value, known.Count + 1, answer.Input.Columns.ValueOf(column) is { Length: > 0 } group ? group : known.Group);
        }

        var all = scores.Values.Where(score => score.Group.Length > 0).Select(score => (score.Group, Mean: score.Sum / score.Count)).OrderBy(score => score.Mean).ToList();
        double? median = all.Count == 0 ? null : (all[(all.Count - 1) / 2].Mean + all[all.Count / 2].Mean) / 2;
        var groups = all.GroupBy(score => score.Group, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Count: group.Count(), Rate: group.Count(score => score.Mean > median) / (double)group.Count(), Mean: group.Average(score => score.Mean)))
            .OrderBy(group => group.Name, StringComparer.Ordinal)
            .ToList();
        var highest = groups.Select(group => group.Rate).DefaultIfEmpty().Max();
        return new ImpactRatios
        {
            Candidates = all.Count,
            WithoutGroup = scores.Count - all.Count,
            Median = median,
            Groups = [.. groups.Select(group => new Impact(group.Name, group.Count, group.Mean, group.Rate, highest > 0 ? group.Rate / highest : null))],
        };
    }
}
