using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SreEvaluator.Reports;

/// <summary>The interviewer's marks of an answer beside what this report says.</summary>
/// <param name="Score">The score that the interviewer gave or that their verdicts add up to; null where there is none.</param>
/// <param name="Difference">This report's score less the interviewer's, in points of 100; null where one of them is missing.</param>
/// <param name="Points">The key points on which they differ.</param>
/// <param name="Agreed">On how many key points they agree.</param>
/// <param name="Blind">Whether the marks were made before the interviewer saw what the machine said; null where that is not known.</param>
public sealed record MarksCompared(
    double? Score,
    double? Difference,
    ImmutableArray<MarkDifference> Points,
    int Agreed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Blind);
