using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SreEvaluator.Batches.Import;

namespace SreEvaluator.Storage;

/// <summary>The columns that came with an answer, as a JSON object; empty text where none did.</summary>
internal sealed class ColumnsJson() : ValueConverter<InputColumns, string>(columns => Write(columns), json => Read(json))
{
    private static string Write(InputColumns columns) => columns.Names.IsEmpty ? string.Empty : JsonSerializer.Serialize(
        columns.Names.Zip(columns.Values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal), StorageJson.Default.DictionaryStringString);

    private static InputColumns Read(string json)
    {
        if (json.Length == 0)
        {
            return InputColumns.None;
        }

        var columns = JsonSerializer.Deserialize(json, StorageJson.Default.DictionaryStringString)!;
        return new InputColumns([.. columns.Keys], [.. columns.Values]);
    }
}
