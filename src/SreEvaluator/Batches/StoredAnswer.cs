using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SreEvaluator.Batches.Import;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Batches;

/// <summary>A line of answers.jsonl. It reads as input of a batch too.</summary>
internal sealed partial record StoredAnswer(string Id, string Question, string Candidate, string Answer, Dictionary<string, string>? Columns, string File, int Row)
{
    private static readonly JsonTypeInfo<StoredAnswer> Form = (JsonTypeInfo<StoredAnswer>)new JsonSerializerOptions(StoredAnswerContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }.GetTypeInfo(typeof(StoredAnswer));

    public static StoredAnswer Of(ImportedAnswer answer) => new(
        answer.Answer.Id,
        answer.Question.Id,
        answer.Candidate,
        answer.Answer.Text,
        answer.Columns.Names.IsEmpty ? null : answer.Columns.Names.Zip(answer.Columns.Values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal),
        answer.File,
        answer.Row);

    public static StoredAnswer Parse(string line) => JsonSerializer.Deserialize(line, Form) ?? throw new JsonException("null is no answer.");

    public string ToLine() => JsonSerializer.Serialize(this, Form);

    /// <summary>The answer to its question.</summary>
    public ImportedAnswer ToImported(Question question) => new()
    {
        File = File,
        Row = Row,
        Answer = new Answer(Id, Answer),
        Question = question,
        Candidate = Candidate,
        Columns = Columns is null ? InputColumns.None : new InputColumns([.. Columns.Keys], [.. Columns.Values]),
    };

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(StoredAnswer))]
    internal sealed partial class StoredAnswerContext : JsonSerializerContext;
}
