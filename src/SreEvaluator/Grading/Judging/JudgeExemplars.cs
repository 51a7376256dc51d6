using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SreEvaluator.Grading.Judging;

/// <summary>Exemplars as JSON lines: <c>question</c>, <c>keyPoint</c>, <c>text</c> and <c>coverage</c>.</summary>
public static partial class JudgeExemplars
{
    private static readonly JsonTypeInfo<JudgeExemplar> Form = (JsonTypeInfo<JudgeExemplar>)new JsonSerializerOptions(ExemplarContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }.GetTypeInfo(typeof(JudgeExemplar));

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; none of them where it is null or empty.</param>
    /// <exception cref="InputException">The file is not there, or a line is no exemplar.</exception>
    public static IReadOnlyList<JudgeExemplar> Read(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return [];
        }

        if (!File.Exists(path))
        {
            throw new InputException(new InputProblem(path, null, "no such file", "exemplars as JSON lines", "Set it to a file, or leave it out: SRE_Judge__Exemplars"));
        }

        var exemplars = new List<JudgeExemplar>();
        foreach (var (index, line) in File.ReadLines(path).Index())
        {
            try
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    exemplars.Add(JsonSerializer.Deserialize(line, Form) ?? throw new JsonException("null is no exemplar."));
                }
            }
            catch (Exception failure) when (failure is JsonException or ArgumentException)
            {
                throw new InputException(new InputProblem(path, index + 1, "what is no exemplar", "question, keyPoint, text of up to 600 characters, and coverage"));
            }
        }

        return exemplars;
    }

    /// <summary>An exemplar on one line.</summary>
    /// <param name="exemplar">The exemplar.</param>
    public static string ToLine(JudgeExemplar exemplar) => JsonSerializer.Serialize(exemplar, Form);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(JudgeExemplar))]
    internal sealed partial class ExemplarContext : JsonSerializerContext;
}
