using System.Buffers;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>Splits a text into sentences. Notes and lists count: a line, an item or a part before a semicolon stands for a sentence.</summary>
internal static class Sentences
{
    /// <summary>A sentence of more words than this is split once more, at commas, since one point rarely needs more.</summary>
    private const int LongSentence = 32;

    /// <summary>The least words of a part that a comma splits off.</summary>
    private const int LeastPart = 8;

    private static readonly SearchValues<char> EndMarks = SearchValues.Create(".!?;\r\n\u2026");

    /// <summary>The sentences of a text in its order; those without a word are left out.</summary>
    public static List<Sentence> Of(string text)
    {
        var sentences = new List<Sentence>();
        var words = Words.Of(text);
        var first = 0;
        for (var next = 1; next <= words.Length; next++)
        {
            if (next == words.Length || Ends(text, words.AsSpan(first, next - first), words[next]))
            {
                AddParts(text, words.AsSpan(first, next - first), sentences);
                first = next;
            }
        }

        return sentences;
    }

    /// <summary>The first and last part of the sentence as it was written: a long one is split at commas.</summary>
    /// <param name="text">The text that the sentences are of.</param>
    /// <param name="sentences">All of its sentences.</param>
    /// <param name="place">The place of a part of the wanted one.</param>
    public static (int First, int Last) Whole(string text, IReadOnlyList<Sentence> sentences, int place)
    {
        var first = place;
        var last = place;
        while (first > 0 && GoesOnAfter(text, sentences, first - 1))
        {
            first--;
        }

        while (last + 1 < sentences.Count && GoesOnAfter(text, sentences, last))
        {
            last++;
        }

        return (first, last);
    }

    private static bool GoesOnAfter(string text, IReadOnlyList<Sentence> sentences, int place) =>
        text[sentences[place].End - 1] is not ('.' or '!' or '?')
        && !text.AsSpan(sentences[place].End, sentences[place + 1].Start - sentences[place].End).ContainsAny(EndMarks);

    private static bool Ends(string text, ReadOnlySpan<Word> sentence, Word next)
    {
        var last = sentence[^1];
        var gap = text.AsSpan(last.End, next.Start - last.End);
        if (gap.ContainsAny('\n', '\r', ';'))
        {
            return true;
        }

        var mark = gap.IndexOfAny(".!?\u2026");
        return mark >= 0
            && gap[mark..].ContainsAny(' ', '\t')
            && last.Text is not ("vs" or "approx" or "incl")
            && !IsInitials(text, sentence)
            && !(sentence.Length == 1 && char.IsAsciiDigit(last.Text[0]));
    }

    // "e.g." and "i.e." end no sentence.
    private static bool IsInitials(string text, ReadOnlySpan<Word> sentence) =>
        sentence.Length > 1 && sentence[^1].Text.Length == 1 && sentence[^2].Text.Length == 1 && text[sentence[^2].End] == '.';

    private static void AddParts(string text, ReadOnlySpan<Word> words, List<Sentence> sentences)
    {
        var first = 0;
        if (words.Length > LongSentence)
        {
            for (var next = LeastPart; next <= words.Length - LeastPart; next++)
            {
                if (next - first >= LeastPart && text.AsSpan(words[next - 1].End, words[next].Start - words[next - 1].End).ContainsAny(',', ':', '('))
                {
                    Add(text, words[first..next], sentences);
                    first = next;
                }
            }
        }

        Add(text, words[first..], sentences);
    }

    private static void Add(string text, ReadOnlySpan<Word> words, List<Sentence> sentences)
    {
        var start = words[0].Start;
        var end = words[^1].End;

        // The mark that ends the sentence belongs to it, as people quote it.
        while (end < text.Length && text[end] is ('.' or '!' or '?' or ')' or '"' or '\u201D'))
        {
            end++;
        }

        sentences.Add(new Sentence(start, end - start, words.ToArray()));
    }
}
