using System.Text.Json;
using System.Text.Json.Serialization;
using SreEvaluator.Service.Practice;

namespace SreEvaluator.Service.Web;

/// <summary>The JSON that scripts of the pages are told.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Sent))]
[JsonSerializable(typeof(Readiness))]
internal sealed partial class WebJson : JsonSerializerContext;
