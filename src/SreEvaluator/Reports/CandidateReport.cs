using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SreEvaluator.Reports;

/// <summary>A second opinion on one candidate, for the interviewer: never for the candidate, and never a decision.</summary>
public sealed partial record CandidateReport
{
    /// <summary>What the report says of itself, wherever it is shown.</summary>
    public const string WhatItIs =
        "This is a second opinion. A machine read the answers against a rubric, quoted what it found and can be wrong; a person decides, and can overrule any verdict. "
        + "No decision about anybody may rest on it alone.";

    private static readonly JsonTypeInfo<CandidateReport> Form = (JsonTypeInfo<CandidateReport>)new JsonSerializerOptions(CandidateReportContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    }.GetTypeInfo(typeof(CandidateReport));

    private CandidateReport()
    {
    }

    /// <summary>What it is.</summary>
    public string Notice { get; } = WhatItIs;

    /// <summary>The candidate, as the answers name them.</summary>
    public required string Candidate { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The mean of the scores; null where no answer has one.</summary>
    public required double? MeanScore { get; init; }

    /// <summary>One for each answer, in the order in which they came.</summary>
    public required ImmutableArray<ScenarioOpinion> Scenarios { get; init; }

    /// <summary>Writes the report on a candidate.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="answers">Their graded answers, at least one.</param>
    /// <param name="marks">The interviewer's own marks; none where there are none.</param>
    /// <param name="at">When it is written.</param>
    public static CandidateReport Of(string candidate, IReadOnlyCollection<GradedAnswer> answers, InterviewerMarks marks, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrEmpty(candidate);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(marks);
        return new CandidateReport
        {
            Candidate = candidate,
            At = at,
            MeanScore = answers.Average(answer => answer.Score) is { } mean ? Math.Round(mean, 1) : null,
            Scenarios = [.. answers.Select(answer => ScenarioOpinion.Of(answer, marks))],
        };
    }

    /// <summary>The report as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Form);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(CandidateReport))]
    internal sealed partial class CandidateReportContext : JsonSerializerContext;
}
