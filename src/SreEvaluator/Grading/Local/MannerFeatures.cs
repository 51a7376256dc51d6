using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>How a sentence is said: its length, denials, wishes and tense, how much of it the question says itself, and how like a list it is.</summary>
internal static class MannerFeatures
{
    /// <summary>Sets the features of a sentence.</summary>
    /// <param name="index">The question.</param>
    /// <param name="words">The sentence's words.</param>
    /// <param name="text">The sentence.</param>
    /// <param name="rows">Gets the features, the same for each key point.</param>
    public static void Set(QuestionIndex index, Word[] words, ReadOnlySpan<char> text, SentenceRows rows)
    {
        float denials = 0;
        float wishes = 0;
        float functions = 0;
        float past = 0;
        float echo = 0;
        float weight = 0;
        foreach (var word in words)
        {
            denials += Denials.Contains(word.Text) ? 1 : 0;
            wishes += Polarity.Wishful(word) ? 1 : 0;
            functions += FunctionWords.Contains(word.Text) ? 1 : 0;
            past += IsPast(word.Text) ? 1 : 0;
            var stem = TermBag.StemOf(word);
            var own = index.Weights.Of(stem);
            weight += own;
            echo += index.Asks(stem) ? own : 0;
        }

        float separators = 0;
        foreach (var character in text)
        {
            separators += character is ',' or '/' or '+' or '&' or '|' ? 1 : 0;
        }

        for (var point = 0; point < index.Points; point++)
        {
            var row = rows[point];
            row[SentenceFeature.Length] = MathF.Log(1 + words.Length);
            row[SentenceFeature.Denials] = denials;
            row[SentenceFeature.Wishes] = wishes;
            row[SentenceFeature.Echo] = echo / weight;
            row[SentenceFeature.Separators] = separators / words.Length;
            row[SentenceFeature.FunctionWords] = functions / words.Length;
            row[SentenceFeature.Past] = past / words.Length;
        }
    }

    private static bool IsPast(string word) =>
        word is "was" or "were" or "had" or "did" || (word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal));
}
