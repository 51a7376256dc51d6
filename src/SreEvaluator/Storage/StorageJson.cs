using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;

namespace SreEvaluator.Storage;

/// <summary>What is kept as JSON in one column.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ImmutableArray<string>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Override))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, Coverage>))]
internal sealed partial class StorageJson : JsonSerializerContext;
