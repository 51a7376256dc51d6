using System.Collections.Immutable;
using CsCheck;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Tests.Rubrics;

public sealed class CueIndexTests
{
    [Theory]
    [InlineData("replicat", "We replicate the data.", true)]
    [InlineData("replicat", "Replication lags.", true)]
    [InlineData("replicat", "unreplicated", false)]
    [InlineData("test$", "We test it.", true)]
    [InlineData("test$", "We tested it.", false)]
    [InlineData("roll back", "I roll back.", true)]
    [InlineData("roll back", "It rolls backward.", true)]
    [InlineData("roll back", "I roll it back.", false)]
    [InlineData("roll back", "I roll", false)]
    [InlineData("roll$ back", "I roll backwards.", true)]
    [InlineData("roll$ back$", "I roll backwards.", false)]
    [InlineData("roll-back", "I roll\nback", true)]
    [InlineData("post mortem", "a post-mortem", true)]
    [InlineData("don't", "we don\u2019t", true)]
    [InlineData("99.9", "99.95%", true)]
    [InlineData("k6", "with K6.", true)]
    public void A_stem_matches_the_words_that_begin_with_it(string stem, string sentence, bool fires) =>
        Fires([[stem]], sentence).ShouldBe(fires);

    [Theory]
    [InlineData("I roll back first.", true)]
    [InlineData("First of all I revert.", true)]
    [InlineData("I roll back.", false)]
    [InlineData("First things first.", false)]
    [InlineData("", false)]
    public void A_cue_fires_when_each_of_its_groups_is_there(string sentence, bool fires) =>
        Fires([["roll back", "revert"], ["first", "before"]], sentence).ShouldBe(fires);

    [Fact]
    public void One_word_may_serve_two_groups() => Fires([["roll"], ["rollback"]], "rollback").ShouldBeTrue();

    [Fact]
    public void Cues_are_told_apart()
    {
        var index = new CueIndex([new Cue([["a"], ["b"]]), new Cue([["b"]]), new Cue([["c"]])]);
        var groups = new int[3];

        index.Find(Words.Of("b"), groups);

        groups.ShouldBe([0b10, 0b1, 0]);
        Enumerable.Range(0, 3).Select(cue => index.Fires(cue, groups[cue])).ShouldBe([false, true, false]);
    }

    [Fact]
    public void Groups_found_in_one_call_stay_for_the_next()
    {
        var index = new CueIndex([new Cue([["a"], ["b"]])]);
        var groups = new int[1];

        index.Find(Words.Of("a"), groups);
        index.Find(Words.Of("b"), groups);

        index.Fires(0, groups[0]).ShouldBeTrue();
    }

    [Fact]
    public void Stems_that_are_asserted_are_told_by_their_numbers()
    {
        var index = new CueIndex([new Cue([["load", "test"], ["peak"]]), new Cue([["load test", "no blame"]])]);
        var words = Words.Of("load test no blame peak");
        var asserted = words.ToArray();
        asserted[2] = words[2] with { Text = string.Empty };
        asserted[4] = words[4] with { Text = string.Empty };
        var stems = new List<int>();

        index.Find(words, asserted, new int[2], new int[2], stems);

        stems.Order().ShouldBe([0, 1, 3, 4]);
    }

    [Fact]
    public void Without_cues_nothing_is_found() => new CueIndex([]).Find(Words.Of("anything"), []);

    [Fact]
    public void A_cue_may_have_as_many_groups_as_a_rubric_allows()
    {
        var letters = Enumerable.Range(0, Cue.MostGroups).Select(group => ImmutableArray.Create($"{(char)('a' + group)}")).ToImmutableArray();

        Fires(letters, "a b c d e f").ShouldBeTrue();
        Fires(letters, "a b c d e").ShouldBeFalse();
    }

    [Fact]
    public void Finds_the_same_as_looking_for_each_stem_at_each_word()
    {
        var stem = Gen.String[Gen.Char["ab$ "], 1, 5].Where(text => text.Any(char.IsLetter));
        var cues = stem.Array[1, 3].Array[1, 3].Array[1, 4];
        Gen.Select(cues, Gen.String[Gen.Char["ab "], 0, 20]).Sample((stems, sentence) =>
        {
            Cue[] all = [.. stems.Select(groups => new Cue([.. groups.Select(group => ImmutableArray.Create(group))]))];
            var words = Words.Of(sentence);
            var index = new CueIndex(all);
            var found = new int[all.Length];
            index.Find(words, found);
            for (var cue = 0; cue < all.Length; cue++)
            {
                index.Fires(cue, found[cue]).ShouldBe(all[cue].Groups.All(group => group.Any(one => Matches(one, words))));
            }
        });
    }

    private static bool Fires(ImmutableArray<ImmutableArray<string>> groups, string sentence)
    {
        var index = new CueIndex([new Cue(groups)]);
        var found = new int[1];
        index.Find(Words.Of(sentence), found);
        return index.Fires(0, found[0]);
    }

    // The definition, word for word: each part begins a word, and one before a $ is the whole word.
    private static bool Matches(string stem, Word[] words)
    {
        var parts = stem.Replace("$", "$ ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "$").ToList();
        return Enumerable.Range(0, Math.Max(0, words.Length - parts.Count + 1)).Any(at => parts.Index().All(part => part.Item.EndsWith('$')
            ? words[at + part.Index].Text == part.Item[..^1]
            : words[at + part.Index].Text.StartsWith(part.Item, StringComparison.Ordinal)));
    }
}
