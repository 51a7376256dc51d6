using System.Text.Json;
using System.Text.Json.Serialization;
using SreEvaluator.Reports;

namespace SreEvaluator.Cli.Practice;

/// <summary>How attempts are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Attempt))]
[JsonSerializable(typeof(Attempt[]))]
[JsonSerializable(typeof(Practised))]
internal sealed partial class PracticeContext : JsonSerializerContext;

/// <summary>What <c>practice --json</c> gives.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Change">What changed since the one before; null for the first.</param>
/// <param name="SavedIn">The file that holds all attempts.</param>
internal sealed record Practised(Attempt Attempt, EvaluationChange? Change, string SavedIn);
