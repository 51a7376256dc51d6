using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SreEvaluator.Reviews.Groups;

/// <summary>
/// Finds answers of different candidates to one question that share most of their phrases. A hint for a person, never an accusation: a common source, a shared
/// course and the question's own words have the same effect. The measure is containment of word shingles; source: Broder, "On the resemblance and containment of
/// documents" (1997), with its sampling by hash.
/// </summary>
public sealed class SimilarAnswers
{
    /// <summary>The share of phrases from which on answers are told to be similar.</summary>
    public const double Least = 0.5;

    private const int WordsOfAPhrase = 6;
    private const int LeastPhrases = 20;

    // One phrase of so many is kept, chosen by its hash, so that both of two answers keep it or neither does.
    private const ulong KeptOneOf = 2;

    private readonly Dictionary<string, List<Known>> _byQuestion = [];

    /// <summary>Adds an answer.</summary>
    /// <param name="question">The question's id.</param>
    /// <param name="answer">The answer's id.</param>
    /// <param name="candidate">Who wrote it; empty where that is not known.</param>
    /// <param name="text">What it says.</param>
    public void Add(string question, string answer, string candidate, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var phrases = Phrases(text);
        if (phrases.Count >= LeastPhrases)
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_byQuestion, question, out _) ??= []).Add(new Known(answer, candidate, phrases));
        }
    }

    /// <summary>The answers that one resembles, the most similar first.</summary>
    /// <param name="question">The question's id.</param>
    /// <param name="answer">The answer's id.</param>
    public IReadOnlyList<SimilarAnswer> To(string question, string answer)
    {
        var all = _byQuestion.GetValueOrDefault(question) ?? [];
        return all.Find(known => known.Answer == answer) is not { } one
            ? []
            : [.. all
                .Where(other => other != one && (other.Candidate.Length == 0 || other.Candidate != one.Candidate))
                .Select(other => new SimilarAnswer(other.Answer, other.Candidate, Shared(one.Phrases, other.Phrases)))
                .Where(similar => similar.Shared >= Least)
                .OrderByDescending(similar => similar.Shared)];
    }

    private static double Shared(HashSet<ulong> one, HashSet<ulong> other)
    {
        var (few, many) = one.Count <= other.Count ? (one, other) : (other, one);
        return (double)few.Count(many.Contains) / few.Count;
    }

    private static HashSet<ulong> Phrases(string text)
    {
        var words = text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('.', ',', ';', ':', '!', '?', '"', '(', ')')).ToArray();
        var phrases = new HashSet<ulong>();
        for (var first = 0; first + WordsOfAPhrase <= words.Length; first++)
        {
            var hash = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', words, first, WordsOfAPhrase))));
            if (hash % KeptOneOf == 0)
            {
                phrases.Add(hash);
            }
        }

        return phrases;
    }

    private sealed record Known(string Answer, string Candidate, HashSet<ulong> Phrases);
}
