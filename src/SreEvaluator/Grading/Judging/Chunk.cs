using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Judging;

/// <summary>What one call to the model asks about: key points and red flags of a question, in the order in which the model sees them.</summary>
internal sealed record Chunk
{
    private Chunk(Question question, ImmutableArray<KeyPoint> keyPoints, ImmutableArray<RedFlag> redFlags)
    {
        Question = question;
        KeyPoints = keyPoints;
        RedFlags = redFlags;
        ReplySchema = Judging.ReplySchema.Of(keyPoints, redFlags);
    }

    /// <summary>The question.</summary>
    public Question Question { get; }

    /// <summary>The key points; at least one.</summary>
    public ImmutableArray<KeyPoint> KeyPoints { get; }

    /// <summary>The red flags; may be empty.</summary>
    public ImmutableArray<RedFlag> RedFlags { get; }

    /// <summary>The JSON schema that a reply keeps to.</summary>
    public JsonElement ReplySchema { get; }

    /// <summary>
    /// The whole question in one chunk. The order is shuffled, as order sways models, and the same for all answers to a question, so that
    /// providers can cache the prompt up to the answer.
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="seed">Another seed gives another order.</param>
    public static Chunk Of(Question question, int seed) =>
        new(question, Shuffled(question.KeyPoints, keyPoint => keyPoint.Id, seed), Shuffled(question.RedFlags, redFlag => redFlag.Id, seed));

    // Ordered by hash rather than by a random generator: the same on every platform and release.
    private static ImmutableArray<T> Shuffled<T>(ImmutableArray<T> items, Func<T, string> id, int seed) =>
        [.. items.OrderBy(item => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{id(item)}"))), StringComparer.Ordinal)];
}
