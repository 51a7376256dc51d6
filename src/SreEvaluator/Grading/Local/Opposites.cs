using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>Words that mean the contrary of each other.</summary>
internal static class Opposites
{
    private static readonly ILookup<string, string> All = Both(
        ("open", "closed"), ("more", "less"), ("more", "fewer"), ("most", "least"), ("high", "low"), ("higher", "lower"), ("highest", "lowest"), ("same", "different"),
        ("increase", "decrease"), ("rise", "fall"), ("up", "down"), ("above", "below"), ("top", "bottom"), ("big", "small"), ("bigger", "smaller"), ("large", "small"),
        ("larger", "smaller"), ("greater", "less"), ("greater", "smaller"), ("long", "short"), ("longer", "shorter"), ("wide", "narrow"), ("thick", "thin"),
        ("far", "near"), ("heavy", "light"), ("heavier", "lighter"), ("hard", "soft"), ("harder", "softer"), ("rough", "smooth"), ("strong", "weak"), ("stronger", "weaker"),
        ("hot", "cold"), ("hotter", "colder"), ("warm", "cool"), ("warmer", "cooler"), ("wet", "dry"), ("full", "empty"), ("dark", "light"), ("loud", "soft"), ("louder", "softer"),
        ("fast", "slow"), ("faster", "slower"), ("early", "late"), ("earlier", "later"), ("before", "after"), ("first", "last"), ("old", "new"), ("always", "never"),
        ("start", "stop"), ("gain", "lose"), ("win", "lose"), ("push", "pull"), ("attract", "repel"), ("float", "sink"), ("connected", "separated"), ("connected", "disconnected"),
        ("complete", "incomplete"), ("true", "false"), ("positive", "negative"), ("north", "south"), ("left", "right"), ("in", "out"), ("inside", "outside"), ("on", "off"),
        ("internal", "external"), ("automatic", "manual"), ("synchronous", "asynchronous"), ("enable", "disable"), ("allow", "deny"), ("success", "failure"), ("read", "write"));

    /// <summary>The opposites of words, but for those that stand among the words themselves.</summary>
    public static Word[] Of(Word[] words)
    {
        var own = words.Select(TermBag.StemOf).ToHashSet();
        return [.. words.SelectMany(word => All[StemOf(word)]).Select(opposite => new Word(opposite, 0, opposite.Length)).Where(opposite => !own.Contains(TermBag.StemOf(opposite)))];
    }

    private static ILookup<string, string> Both(params ReadOnlySpan<(string One, string Other)> pairs)
    {
        var both = new List<(string Stem, string Opposite)>();
        foreach (var (one, other) in pairs)
        {
            both.Add((StemOf(new Word(one, 0, one.Length)), other));
            both.Add((StemOf(new Word(other, 0, other.Length)), one));
        }

        return both.ToLookup(pair => pair.Stem, pair => pair.Opposite, StringComparer.Ordinal);
    }

    private static string StemOf(Word word) => TermWeights.Stem(word).ToString();
}
