using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace SreEvaluator.Robustness;

/// <summary>The manners of the fairness probe. Each pair says the same; a fair grader gives both the same score.</summary>
public static partial class Manners
{
    private const StringComparison Exactly = StringComparison.Ordinal;

    /// <summary>Lower case and slang for casual writing.</summary>
    public static Manner Informal { get; } = new("informal", text => text.ToLowerInvariant()
        .Replace("going to", "gonna", Exactly)
        .Replace("want to", "wanna", Exactly)
        .Replace(" because ", " cos ", Exactly));

    /// <summary>No articles, and the future for the conditional, as many write whose first language has neither.</summary>
    public static Manner NonNative { get; } = new("non-native", text => Articles().Replace(text, string.Empty).Replace("I would", "I will", Exactly));

    /// <summary>A filler after each sentence.</summary>
    public static Manner Longer { get; } = new("longer", text => text.Replace(". ", ". As I like to say. ", Exactly));

    /// <summary>The same words under two names.</summary>
    public static Manner OtherName { get; } = new("name swapped", text => $"I am Aisha Okonkwo-Nguyen. {text}", text => $"I am John Smith. {text}");

    /// <summary>Capital letters throughout.</summary>
    public static Manner Capitals { get; } = new("capitals", text => text.ToUpperInvariant());

    /// <summary>All of them.</summary>
    public static ImmutableArray<Manner> All { get; } = [Informal, NonNative, Longer, OtherName, Capitals];

    [GeneratedRegex(@"\b(the|an?) (?=\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Articles();
}
