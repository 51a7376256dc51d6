using System.Collections.Immutable;

namespace SreEvaluator.Rubrics;

/// <summary>
/// Words that hint at a key point in a sentence: the cue fires when each of its groups has at least one of its stems there.
/// </summary>
/// <param name="Groups">
/// One to <see cref="MostGroups"/> groups of stems. A stem is lower-case and matches a word that begins with it; one that ends with <c>$</c>
/// matches the whole word; one of several words matches that many consecutive words.
/// </param>
public sealed record Cue(ImmutableArray<ImmutableArray<string>> Groups)
{
    /// <summary>The most groups that a cue may have; more would hardly ever meet in one sentence.</summary>
    public const int MostGroups = 6;
}
