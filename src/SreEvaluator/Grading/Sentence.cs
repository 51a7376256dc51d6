using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>A sentence of an answer, or an item or line that stands for one, as a span of the raw text.</summary>
/// <param name="Start">Where it begins, in UTF-16 units of the raw text.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Words">Its words, with places in the raw text; never empty.</param>
internal sealed record Sentence(int Start, int Length, Word[] Words)
{
    /// <summary>Where it ends, in UTF-16 units of the raw text.</summary>
    public int End => Start + Length;

    /// <summary>Whether it has the same words as another, but for numbers: "topic 1", "topic 2".</summary>
    public bool SaysTheSameAs(Sentence other)
    {
        if (Words.Length != other.Words.Length)
        {
            return false;
        }

        for (var i = 0; i < Words.Length; i++)
        {
            if (Words[i].Text != other.Words[i].Text && !(char.IsAsciiDigit(Words[i].Text[0]) && char.IsAsciiDigit(other.Words[i].Text[0])))
            {
                return false;
            }
        }

        return true;
    }
}
