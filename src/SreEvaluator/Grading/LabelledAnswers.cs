using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SreEvaluator.Grading;

/// <summary>Reads and writes labelled answers: JSON lines in the form that <c>data/README.md</c> describes.</summary>
public static partial class LabelledAnswers
{
    private static readonly JsonTypeInfo<Row> Readable = (JsonTypeInfo<Row>)new JsonSerializerOptions(RowContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }.GetTypeInfo(typeof(Row));

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The answers in the order of the file; at least one, ids unique.</returns>
    /// <exception cref="InputException">The file or lines of it can't be used; names each line.</exception>
    public static IReadOnlyList<LabelledAnswer> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new InputException(new InputProblem(path, null, "no such file", "a file of labelled answers in JSON lines"));
        }

        var answers = new List<LabelledAnswer>();
        var problems = new List<InputProblem>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        try
        {
            foreach (var line in File.ReadLines(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)))
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line))
                {
                    ReadLine(path, number, line, ids, answers, problems);
                }
            }
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new InputProblem(path, number + 1, "bytes that are not UTF-8", "UTF-8", "Save the file as UTF-8."));
        }

        if (problems.Count == 0 && answers.Count == 0)
        {
            problems.Add(new InputProblem(path, null, "an empty file", "at least one labelled answer"));
        }

        return problems.Count == 0 ? answers : throw new InputException(problems);
    }

    /// <summary>A labelled answer on one line, as <see cref="Read"/> reads it.</summary>
    /// <param name="answer">The answer.</param>
    public static string ToLine(LabelledAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return JsonSerializer.Serialize(
            new Row(
                answer.Answer.Id,
                answer.Question,
                answer.Writer,
                answer.Style,
                answer.Answer.Text,
                answer.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).ToDictionary(
                    label => label.Key, label => new RowLabel(label.Value.Coverage, label.Value.Evidence, [.. label.Value.Annotators]), StringComparer.Ordinal),
                answer.RedFlags.ToDictionary(StringComparer.Ordinal)),
            Readable);
    }

    private static void ReadLine(
        string path, int number, string line, HashSet<string> ids, List<LabelledAnswer> answers, List<InputProblem> problems)
    {
        Row? row;
        try
        {
            row = JsonSerializer.Deserialize(line, RowContext.Default.Row);
        }
        catch (JsonException failure)
        {
            problems.Add(new InputProblem(
                path, number, $"what is no labelled answer at {failure.Path ?? "$"}", "a JSON object with id, question, text and labels"));
            return;
        }

        if (row is null || string.IsNullOrWhiteSpace(row.Id) || string.IsNullOrWhiteSpace(row.Question) || row.Text is null || row.Labels is null)
        {
            problems.Add(new InputProblem(path, number, "a field missing or empty", "id, question, text and labels"));
            return;
        }

        if (!ids.Add(row.Id))
        {
            problems.Add(new InputProblem(path, number, $"the id {row.Id} again", "an id of its own for each answer"));
            return;
        }

        try
        {
            answers.Add(new LabelledAnswer
            {
                Question = row.Question,
                Answer = new Answer(row.Id, row.Text),
                // Who is not named is somebody else each time.
                Writer = string.IsNullOrWhiteSpace(row.Writer) ? row.Id : row.Writer,
                Style = row.Style ?? string.Empty,
                Labels = row.Labels.ToImmutableDictionary(
                    pair => pair.Key, pair => new Label(pair.Value.Verdict, pair.Value.Evidence ?? string.Empty, [.. pair.Value.Annotators ?? []]), StringComparer.Ordinal),
                RedFlags = (row.RedFlags ?? []).ToImmutableDictionary(StringComparer.Ordinal),
            });
        }
        catch (InputException failure)
        {
            problems.AddRange(failure.Problems.Select(problem => problem with { Where = path, Line = number }));
        }
    }

    internal sealed record Row(
        string? Id,
        string? Question,
        string? Writer,
        string? Style,
        string? Text,
        Dictionary<string, RowLabel>? Labels,
        Dictionary<string, string>? RedFlags);

    internal sealed record RowLabel(Coverage Verdict, string? Evidence, Coverage[]? Annotators);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectRequiredConstructorParameters = false)]
    [JsonSerializable(typeof(Row))]
    internal sealed partial class RowContext : JsonSerializerContext;
}
