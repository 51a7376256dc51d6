using System.ComponentModel;
using System.Globalization;

namespace SreEvaluator.Grading.Judging;

/// <summary>Turns the names by which configuration knows the providers into providers, and back.</summary>
internal sealed class JudgeProviderConverter : TypeConverter
{
    private static readonly Dictionary<string, JudgeProvider> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["none"] = JudgeProvider.None,
        ["openai"] = JudgeProvider.OpenAI,
        ["azure-openai"] = JudgeProvider.AzureOpenAI,
        ["openai-compatible"] = JudgeProvider.OpenAICompatible,
        ["ollama"] = JudgeProvider.Ollama,
        ["anthropic"] = JudgeProvider.Anthropic,
    };

    /// <summary>The name of a provider in configuration.</summary>
    public static string NameOf(JudgeProvider provider) => ByName.Single(pair => pair.Value == provider).Key;

    /// <summary>The provider of a name; none for a blank one, null for a name that is no provider's.</summary>
    public static JudgeProvider? Find(string? name) =>
        string.IsNullOrWhiteSpace(name) ? JudgeProvider.None : ByName.TryGetValue(name.Trim(), out var provider) ? provider : null;

    /// <summary>The names, for a person.</summary>
    public static string Names => string.Join(", ", ByName.Keys);

    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        Find((string)value) ?? throw new FormatException($"'{value}' is none of {Names}.");

    public override object? ConvertTo(ITypeDescriptorContext? context, CultureInfo? culture, object? value, Type destinationType) =>
        value is JudgeProvider provider && destinationType == typeof(string)
            ? NameOf(provider)
            : base.ConvertTo(context, culture, value, destinationType);
}
