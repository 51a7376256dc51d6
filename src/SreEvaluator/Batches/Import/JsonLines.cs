using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SreEvaluator.Batches.Import;

/// <summary>Reads JSON lines: an object on each line. A line that is too long or too deep is reported and never held.</summary>
internal static class JsonLines
{
    /// <summary>The most bytes that a line may have.</summary>
    public const int LongestLine = 1024 * 1024;

    /// <summary>The most levels that a line's JSON may have.</summary>
    public const int Deepest = 16;

    private const int ShownOfMessage = 120;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private static readonly JsonDocumentOptions Form = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    /// <summary>The rows of a file, and its problems.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">The file can't be read.</exception>
    public static async IAsyncEnumerable<ImportItem> ReadAsync(string path, ImportOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = Path.GetFileName(path);
        var row = 0;
        await foreach (var line in LinesAsync(path, cancellationToken).ConfigureAwait(false))
        {
            row++;
            if (line is not { } text)
            {
                yield return Problem(file, row, string.Create(CultureInfo.InvariantCulture, $"a line of more than {LongestLine:N0} bytes"), "shorter lines");
            }
            else if (!IsBlank(text))
            {
                yield return Read(file, row, text, options);
            }
        }
    }

    /// <summary>The lines without what ends them; null for one that is too long, whose bytes are let go.</summary>
    private static async IAsyncEnumerable<ReadOnlySequence<byte>?> LinesAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(InputText.OpenBytes(path), new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        try
        {
            var tooLong = false;
            var first = true;
            while (true)
            {
                var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var buffer = result.Buffer;
                if (first && StartsWithMark(buffer))
                {
                    buffer = buffer.Slice(ByteOrderMark.Length);
                }

                first = false;
                while (buffer.PositionOf((byte)'\n') is { } end)
                {
                    var line = buffer.Slice(0, end);
                    yield return tooLong || line.Length > LongestLine ? null : line;
                    tooLong = false;
                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                }

                if (result.IsCompleted)
                {
                    if (tooLong || buffer.Length > 0)
                    {
                        yield return tooLong || buffer.Length > LongestLine ? null : buffer;
                    }

                    yield break;
                }

                tooLong |= buffer.Length > LongestLine;
                reader.AdvanceTo(tooLong ? buffer.End : buffer.Start, buffer.End);
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static bool StartsWithMark(ReadOnlySequence<byte> buffer)
    {
        Span<byte> start = stackalloc byte[3];
        if (buffer.Length < start.Length)
        {
            return false;
        }

        buffer.Slice(0, start.Length).CopyTo(start);
        return start.SequenceEqual(ByteOrderMark);
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var piece in line)
        {
            if (piece.Span.ContainsAnyExcept(" \t\r"u8))
            {
                return false;
            }
        }

        return true;
    }

    private static ImportItem Read(string file, int row, ReadOnlySequence<byte> line, ImportOptions options)
    {
        try
        {
            using var json = JsonDocument.Parse(line, Form);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? Row(file, row, json.RootElement, options)
                : Problem(file, row, $"{Article(json.RootElement.ValueKind)}", "a JSON object");
        }
        catch (JsonException failure)
        {
            var message = failure.Message.Split(" Path:", 2)[0].Split(" LineNumber:", 2)[0];
            return Problem(file, row, $"what is no JSON that can be read: {(message.Length > ShownOfMessage ? message[..ShownOfMessage] : message)}", "a JSON object on each line");
        }
        catch (InvalidOperationException)
        {
            // What a string is that is not valid in UTF-8, or holds half a surrogate pair.
            return Problem(file, row, "a string that is no valid Unicode", "text in UTF-8");
        }
    }

    private static ImportItem Row(string file, int row, JsonElement json, ImportOptions options)
    {
        var map = options.Map;
        string id = string.Empty, question = string.Empty, answer = string.Empty, candidate = string.Empty;
        var names = ImmutableArray.CreateBuilder<string>();
        var values = ImmutableArray.CreateBuilder<string>();
        foreach (var property in json.EnumerateObject())
        {
            var text = TextOf(property.Value);
            if (Is(property, map.Answer))
            {
                if (property.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                {
                    return Problem(file, row, Article(property.Value.ValueKind), "the answer as text", property.Name);
                }

                answer = text;
            }
            else if (Is(property, map.Id))
            {
                id = text;
            }
            else if (Is(property, map.Question))
            {
                question = text;
            }
            else if (Is(property, map.Candidate))
            {
                candidate = text;
            }
            else if (names.Count < InputColumns.Most)
            {
                names.Add(property.Name);
                values.Add(text);
            }
            else
            {
                return Problem(file, row, $"more than {InputColumns.Most} fields", $"at most {InputColumns.Most}");
            }
        }

        return new SourceRow
        {
            File = file,
            Row = row,
            Id = id,
            Question = question,
            Answer = answer,
            Candidate = candidate,
            Columns = names.Count == 0 ? InputColumns.None : new InputColumns(names.DrainToImmutable(), values.DrainToImmutable()),
        };
    }

    private static bool Is(JsonProperty property, string name) => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase);

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => string.Empty,
        _ => value.GetRawText(),
    };

    private static string Article(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a string",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private static ImportProblem Problem(string file, int row, string found, string expected, string column = "") =>
        new() { File = file, Row = row, Column = column, Found = found, Expected = expected };
}
