using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SreEvaluator.Storage;

/// <summary>Lists of texts as JSON.</summary>
internal sealed class TextList() : ValueConverter<ImmutableArray<string>, string>(list => Write(list), json => Read(json))
{
    private static string Write(ImmutableArray<string> list) => JsonSerializer.Serialize(list, StorageJson.Default.ImmutableArrayString);

    private static ImmutableArray<string> Read(string json) => JsonSerializer.Deserialize(json, StorageJson.Default.ImmutableArrayString);

    /// <summary>Lists are equal where their texts are.</summary>
    internal sealed class Comparer() : ValueComparer<ImmutableArray<string>>(
        (left, right) => left.SequenceEqual(right, StringComparer.Ordinal), list => list.Length, list => list);
}
