using System.Buffers;
using System.Collections.Frozen;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>Which words of a sentence are asserted, and which stand in the scope of a denial or a rejection.</summary>
internal static class Polarity
{
    /// <summary>How many words after a denial it reaches at most, where no border ends it earlier.</summary>
    private const int Reach = 8;

    private static readonly SearchValues<char> ClauseMarks = SearchValues.Create(",;:()\u2014");

    private static readonly FrozenSet<string> Borders = FrozenSet.Create(
        StringComparer.Ordinal, "but", "however", "so", "because", "since", "then", "until", "unless", "before", "although", "though", "while");

    private static readonly FrozenSet<string> Wishes = FrozenSet.Create(
        StringComparer.Ordinal, "wish", "ideally", "theory", "theoretically", "someday", "maybe", "perhaps", "should've", "could've", "supposedly");

    private static readonly FrozenSet<string> Rejections = FrozenSet.Create(
        StringComparer.Ordinal, "skip", "skipped", "drop", "dropped", "refuse", "refused", "avoid", "avoided", "ignore", "ignored", "reject", "rejected",
        "abandon", "abandoned", "scrapped", "stopped");

    private static readonly FrozenSet<string> RejectedWhenDenied = FrozenSet.Create(
        StringComparer.Ordinal, "need", "bother", "believe", "trust", "see", "want", "like", "do", "use");

    private static readonly FrozenSet<string> Pronouns = FrozenSet.Create(StringComparer.Ordinal, "it", "that", "them", "those", "this", "these");

    private static readonly FrozenSet<string> Dismissals = FrozenSet.Create(
        StringComparer.Ordinal, "overkill", "pointless", "useless", "unnecessary", "nonsense", "theatre", "theater", "hype");

    /// <summary>Whether the word makes a wish or a guess of its sentence.</summary>
    public static bool Wishful(Word word) => Wishes.Contains(word.Text);

    /// <summary>
    /// The words of a sentence with a blank in place of each that denies or is denied, so that words on both sides of it do not become neighbours.
    /// </summary>
    /// <param name="text">The raw text that the words are of.</param>
    /// <param name="words">The sentence's words.</param>
    public static Word[] Asserted(string text, Word[] words)
    {
        Word[]? asserted = null;
        var left = 0;
        for (var i = 0; i < words.Length; i++)
        {
            var marks = i > 0 ? text.AsSpan(words[i - 1].End, words[i].Start - words[i - 1].End) : [];

            // "Without: a, b and c" denies the whole list.
            if (left > 0 && marks.Contains(':') && Denials.Contains(words[i - 1].Text))
            {
                left = int.MaxValue;
            }
            else if (left is > 0 and < int.MaxValue && (Borders.Contains(words[i].Text) || marks.ContainsAny(ClauseMarks)))
            {
                left = 0;
            }

            var denies = Denials.BeginAt(words, i);
            if (denies || left > 0)
            {
                Blank(i);
                left = left == int.MaxValue ? left : denies ? Reach : left - 1;
            }

            if (RejectsWhatPrecedes(words, i))
            {
                for (var before = i; before >= 0 && !Borders.Contains(words[before].Text); before--)
                {
                    Blank(before);
                }
            }
        }

        return asserted ?? words;

        void Blank(int place)
        {
            asserted ??= [.. words];
            asserted[place] = words[place] with { Text = string.Empty };
        }
    }

    /// <summary>"… : no thanks", "… and dropped it", "… is overkill".</summary>
    private static bool RejectsWhatPrecedes(Word[] words, int place)
    {
        if (place == 0)
        {
            return false;
        }

        var last = words[place - 1].Text;
        return words[place].Text switch
        {
            "thanks" => last == "no",
            "us" => last == "for" && place > 1 && words[place - 2].Text == "not",
            "in" => last == "believe" && Denied(words, place - 1),
            "top" => last == "the" && place > 1 && words[place - 2].Text == "over",
            "risky" or "much" => last == "too",
            var word when Pronouns.Contains(word) => Rejections.Contains(last) || (RejectedWhenDenied.Contains(last) && Denied(words, place - 1)),
            var word => Dismissals.Contains(word) && place >= 2,
        };
    }

    private static bool Denied(Word[] words, int place) => place > 0 && Denials.Contains(words[place - 1].Text);
}
