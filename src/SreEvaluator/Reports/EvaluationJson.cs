using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Reports;

/// <summary>
/// An evaluation in the stable JSON that the command line, the API and batches give. Names are added to it, never changed.
/// </summary>
public sealed partial record EvaluationJson
{
    internal const int ConfidenceDecimals = 4;

    // The text is JSON in a file, a pipe or a response, never within HTML: quotation marks and other alphabets stay readable.
    private static readonly JsonWriterOptions OnOneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = OnOneLine with { Indented = true, NewLine = "\n" };

    /// <summary>Unique to this evaluation.</summary>
    public required Guid Id { get; init; }

    /// <summary>The question's id.</summary>
    public required string Question { get; init; }

    /// <summary>The answer's id.</summary>
    public required string AnswerId { get; init; }

    /// <summary>The SHA-256 of the answer's UTF-8 text in lower-case hexadecimal; empty in evaluations from before it was written.</summary>
    public string AnswerHash { get; init; } = string.Empty;

    /// <summary>The evaluation whose place it takes since the rubric has changed; absent where it is the first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Replaces { get; init; }

    /// <summary>What graded it.</summary>
    public required GraderKind Grader { get; init; }

    /// <summary>Whether something else than the configured judge graded it.</summary>
    public required bool Degraded { get; init; }

    /// <summary>Why; absent where it is not degraded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DegradedReason { get; init; }

    /// <summary>0 to 100 with one decimal; null when no key point could be assessed.</summary>
    public required double? Score { get; init; }

    /// <summary>The score in words.</summary>
    public required Band Band { get; init; }

    /// <summary>One for each key point, in the question's order.</summary>
    public required ImmutableArray<VerdictJson> Verdicts { get; init; }

    /// <summary>The misconceptions found.</summary>
    public required ImmutableArray<RedFlagJson> RedFlags { get; init; }

    /// <summary>What the candidate reads.</summary>
    public required FeedbackJson Feedback { get; init; }

    /// <summary>Whether it asks for a person.</summary>
    public required ReviewJson Review { get; init; }

    /// <summary>What the local grader says of the same answer; absent where no judge graded it, or none was asked beside it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LocalOpinionJson? Local { get; init; }

    /// <summary>How it came about.</summary>
    public required ProvenanceJson Provenance { get; init; }

    /// <summary>The JSON's content for an evaluation.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="feedback">What the candidate reads of it.</param>
    /// <param name="reviewReasons">Why it asks for a person; empty where it does not.</param>
    /// <param name="reveal">Whether gaps hold the statements of their key points.</param>
    public static EvaluationJson Of(
        Evaluation evaluation, CandidateFeedback feedback, IReadOnlyList<string> reviewReasons, Reveal reveal = Reveal.Hints)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(feedback);
        ArgumentNullException.ThrowIfNull(reviewReasons);
        return new EvaluationJson
        {
            Id = evaluation.Id,
            Question = evaluation.Question.Id,
            AnswerId = evaluation.Answer.Id,
            AnswerHash = evaluation.Answer.Hash,
            Grader = evaluation.Grader,
            Degraded = evaluation.Degraded,
            DegradedReason = evaluation.DegradedReason,
            Score = evaluation.Score.Value,
            Band = evaluation.Score.Band,
            Verdicts = [.. evaluation.Verdicts.Select(VerdictJson.Of)],
            RedFlags = [.. evaluation.RedFlags.Select(RedFlagJson.Of)],
            Feedback = FeedbackJson.Of(feedback, reveal),
            Review = new ReviewJson(reviewReasons.Count > 0, [.. reviewReasons]),
            Local = evaluation.Local is { } local ? LocalOpinionJson.Of(local) : null,
            Provenance = ProvenanceJson.Of(evaluation.Provenance),
        };
    }

    /// <summary>Reads what <see cref="ToLine"/> or <see cref="ToIndented"/> wrote.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="JsonException">It is something else.</exception>
    public static EvaluationJson Parse(string json) =>
        JsonSerializer.Deserialize(json, Context.Default.EvaluationJson) ?? throw new JsonException("null is no evaluation.");

    /// <summary>
    /// The evaluation that this is the JSON of, its score computed anew. Why it asks for a person stays here.
    /// </summary>
    /// <param name="question">The question, in the version of the rubric that it was graded by.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <exception cref="InputException">It is of another question or answer, or the rubric or the answer's text has changed since.</exception>
    public Evaluation ToEvaluation(Question question, Answer answer, ScoringRules rules)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(answer);
        if (question.Id != Question || answer.Id != AnswerId)
        {
            throw new InputException(new InputProblem(
                $"evaluation {Id}", null, $"answer {answer.Id} to {question.Id}", $"answer {AnswerId} to {Question}, which it is of"));
        }

        try
        {
            var keyPoints = question.KeyPoints.ToDictionary(keyPoint => keyPoint.Id, StringComparer.Ordinal);
            var redFlags = question.RedFlags.ToDictionary(redFlag => redFlag.Id, StringComparer.Ordinal);
            return new Evaluation(
                question,
                answer,
                Grader,
                Verdicts.Select(verdict => verdict.ToVerdict(keyPoints[verdict.KeyPoint], answer)),
                RedFlags.Select(found => found.ToFinding(redFlags[found.Id], answer)),
                Provenance.ToProvenance(),
                rules)
            {
                Id = Id,
                DegradedReason = DegradedReason,
                Local = Local?.ToOpinion(),
            };
        }
        catch (Exception failure) when (failure is KeyNotFoundException or ArgumentException)
        {
            throw new InputException(new InputProblem(
                $"evaluation {Id}",
                null,
                "other key points, red flags or text than it was made of",
                $"the rubric {Provenance.RubricVersion} and the answer as they were",
                "Grade the answer again."));
        }
    }

    /// <summary>The JSON on one line, for JSON lines.</summary>
    public string ToLine() => Write(OnOneLine);

    /// <summary>The JSON on many lines, for people; lines end with a line feed on every system.</summary>
    public string ToIndented() => Write(Indented);

    /// <summary>Written by the generated code itself: the serializer would first make ready what it knows of every type, which takes longer than grading.</summary>
    private string Write(JsonWriterOptions form)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, form))
        {
            WritingContext.Default.EvaluationJson.SerializeHandler!(writer, this);
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(EvaluationJson))]
    internal sealed partial class Context : JsonSerializerContext;

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, GenerationMode = JsonSourceGenerationMode.Serialization)]
    [JsonSerializable(typeof(EvaluationJson))]
    internal sealed partial class WritingContext : JsonSerializerContext;
}
