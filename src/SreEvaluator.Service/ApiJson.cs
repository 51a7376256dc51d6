using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using SreEvaluator.Service.Health;
using SreEvaluator.Service.Rubrics;

namespace SreEvaluator.Service;

/// <summary>The JSON of the API.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(IReadOnlyList<InputProblem>))]
[JsonSerializable(typeof(VersionJson))]
[JsonSerializable(typeof(IReadOnlyList<RubricJson>))]
[JsonSerializable(typeof(IReadOnlyList<QuestionJson>))]
[JsonSerializable(typeof(KeyPointsJson))]
internal sealed partial class ApiJson : JsonSerializerContext;
