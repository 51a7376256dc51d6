using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SreEvaluator.Grading.Local;

/// <summary>The part of a model file that is JSON.</summary>
internal sealed record LearntJson
{
    /// <summary>The form of the file. One of an older form is refused, not misread.</summary>
    public const int CurrentForm = 1;

    public required int Form { get; init; }

    public required VerdictRule KnownRule { get; init; }

    public required VerdictRule UnknownRule { get; init; }

    public required float UnseenWeight { get; init; }

    public required SortedDictionary<string, float> Weights { get; init; }

    public required ImmutableArray<LabelledQuote> Quotes { get; init; }

    public static LearntJson Of(LocalModel model) => new()
    {
        Form = CurrentForm,
        KnownRule = model.Known.Value.Rule,
        UnknownRule = model.Unknown.Value.Rule,
        UnseenWeight = model.Weights.Unseen,
        Weights = new SortedDictionary<string, float>(model.Weights.Weights.ToDictionary(), StringComparer.Ordinal),
        Quotes = model.Quotes,
    };

    public TermWeights TermWeights() => new(Weights.ToFrozenDictionary(StringComparer.Ordinal), UnseenWeight);
}

/// <summary>How <see cref="LearntJson"/> is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LearntJson))]
internal sealed partial class LearntContext : JsonSerializerContext;
