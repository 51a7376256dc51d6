using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Judging;

/// <summary>What one call to the model asks about: key points and red flags of a question, in the order in which the model sees them.</summary>
internal sealed record Chunk
{
    private Chunk(Question question, ImmutableArray<KeyPoint> keyPoints, ImmutableArray<RedFlag> redFlags, ImmutableArray<JudgeExemplar> exemplars)
    {
        Question = question;
        KeyPoints = keyPoints;
        RedFlags = redFlags;
        Exemplars = exemplars;
        ReplySchema = Judging.ReplySchema.Of(keyPoints, redFlags);
    }

    /// <summary>The question.</summary>
    public Question Question { get; }

    /// <summary>The key points; at least one.</summary>
    public ImmutableArray<KeyPoint> KeyPoints { get; }

    /// <summary>The red flags; may be empty.</summary>
    public ImmutableArray<RedFlag> RedFlags { get; }

    /// <summary>Examples to show beside the key points; they may be of others too.</summary>
    public ImmutableArray<JudgeExemplar> Exemplars { get; }

    /// <summary>The JSON schema that a reply keeps to.</summary>
    public JsonElement ReplySchema { get; }

    /// <summary>
    /// The whole question in one chunk. The order is shuffled, as order sways models, and the same for all answers to a question, so that
    /// providers can cache the prompt up to the answer.
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="seed">Another seed gives another order.</param>
    public static Chunk Of(Question question, int seed) => AllOf(question, seed, size: 0, [])[0];

    /// <summary>The question in chunks, in the same order as in one; the red flags go with the last.</summary>
    /// <param name="question">The question.</param>
    /// <param name="seed">Another seed gives another order.</param>
    /// <param name="size">The most key points of a chunk; 0 for all in one.</param>
    /// <param name="exemplars">Examples to show.</param>
    public static Chunk[] AllOf(Question question, int seed, int size, ImmutableArray<JudgeExemplar> exemplars)
    {
        var redFlags = Shuffled(question.RedFlags, redFlag => redFlag.Id, seed);
        var parts = Shuffled(question.KeyPoints, keyPoint => keyPoint.Id, seed).Chunk(size == 0 ? int.MaxValue : size).ToList();
        return [.. parts.Select((keyPoints, index) => new Chunk(question, [.. keyPoints], index == parts.Count - 1 ? redFlags : [], exemplars))];
    }

    /// <summary>Some key points of the question alone, without red flags.</summary>
    /// <param name="question">The question.</param>
    /// <param name="keyPoints">The key points.</param>
    /// <param name="seed">Another seed gives another order.</param>
    /// <param name="exemplars">Examples to show.</param>
    public static Chunk About(Question question, IEnumerable<KeyPoint> keyPoints, int seed, ImmutableArray<JudgeExemplar> exemplars) =>
        new(question, Shuffled(keyPoints, keyPoint => keyPoint.Id, seed), [], exemplars);

    // Ordered by hash rather than by a random generator: the same on every platform and release.
    private static ImmutableArray<T> Shuffled<T>(IEnumerable<T> items, Func<T, string> id, int seed) =>
        [.. items.OrderBy(item => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{id(item)}"))), StringComparer.Ordinal)];
}
