using System.Security.Cryptography;
using System.Text;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Batches.Regrades;

/// <summary>What of a question shapes verdicts, as hashes: enough to tell later which of its parts have changed.</summary>
public sealed record RubricFingerprint
{
    private const int Digits = 16;

    /// <summary>The hash of what is asked, which shapes every verdict.</summary>
    public required string Asks { get; init; }

    /// <summary>By key point: the hash of what it says and is found by.</summary>
    public required SortedDictionary<string, string> KeyPoints { get; init; }

    /// <summary>By key point: its weight, and whether it is critical. They shape the score and no verdict.</summary>
    public required SortedDictionary<string, string> Weights { get; init; }

    /// <summary>By red flag: the hash of what it says and is found by.</summary>
    public required SortedDictionary<string, string> RedFlags { get; init; }

    /// <summary>The fingerprint of a question.</summary>
    /// <param name="question">The question.</param>
    public static RubricFingerprint Of(Question question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return new RubricFingerprint
        {
            Asks = Hash(question.Asks),
            KeyPoints = Sorted(question.KeyPoints, keyPoint => keyPoint.Id, keyPoint => Hash([keyPoint.Statement, keyPoint.Covered, keyPoint.Partial, .. Texts(keyPoint.Cues), .. keyPoint.Exemplars])),
            Weights = Sorted(question.KeyPoints, keyPoint => keyPoint.Id, keyPoint => $"{keyPoint.Weight}{(keyPoint.Critical ? " critical" : string.Empty)}"),
            RedFlags = Sorted(question.RedFlags, redFlag => redFlag.Id, redFlag => Hash([redFlag.Statement, .. Texts(redFlag.Cues), .. redFlag.Exemplars])),
        };
    }

    private static IEnumerable<string> Texts(IEnumerable<Cue> cues) => cues.Select(cue => string.Join(" & ", cue.Groups.Select(group => string.Join(" | ", group))));

    private static SortedDictionary<string, string> Sorted<T>(IEnumerable<T> parts, Func<T, string> id, Func<T, string> value) =>
        new(parts.ToDictionary(id, value, StringComparer.Ordinal), StringComparer.Ordinal);

    private static string Hash(params IEnumerable<string> texts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', texts))))[..Digits];
}
