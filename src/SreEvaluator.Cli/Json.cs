using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SreEvaluator.Cli;

/// <summary>Writes JSON for <c>--json</c>: indented, other alphabets readable.</summary>
internal static class Json
{
    /// <summary>The same type with the form that is written here.</summary>
    public static JsonTypeInfo<T> Formed<T>(this JsonTypeInfo<T> type, bool indented) => (JsonTypeInfo<T>)new JsonSerializerOptions(type.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
        NewLine = "\n",
    }.GetTypeInfo(typeof(T));

    /// <summary>Writes a value to standard output.</summary>
    public static void WriteJson<T>(this Shell shell, T value, JsonTypeInfo<T> type) =>
        shell.Output.WriteLine(JsonSerializer.Serialize(value, type.Formed(indented: true)));
}
