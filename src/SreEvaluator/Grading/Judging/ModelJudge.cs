using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace SreEvaluator.Grading.Judging;

/// <summary>
/// One configured model as a judge: says what it finds in an answer, from its cache where it was asked the same before. Nothing of what it says is checked
/// against the answer here.
/// </summary>
internal sealed partial class ModelJudge : IDisposable
{
    /// <summary>The doubt about a reply in which the model first invented points, or spoke twice about one.</summary>
    private const string ReplyRepaired = "reply-repaired";

    /// <summary>How many times as many tokens a reply gets that was cut.</summary>
    private const int LargerLimit = 2;

    private readonly JudgeOptions _options;
    private readonly JudgePrompt _prompt;
    private readonly ReplyCache? _cache;
    private readonly ILogger _logger;
    private readonly JudgeConnection _connection;
    private readonly OnceAtATime _underWay = new();

    /// <summary>Prepares the judge; nothing is called yet.</summary>
    /// <param name="options">Valid options with a provider.</param>
    /// <param name="prompt">What to ask.</param>
    /// <param name="cache">Where replies are kept; null where they are not. Not disposed of here.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of replies that had to be repaired; never of an answer or a key.</param>
    public ModelJudge(JudgeOptions options, JudgePrompt prompt, ReplyCache? cache, TimeProvider time, ILogger logger)
    {
        _options = options;
        _prompt = prompt;
        _cache = cache;
        _logger = logger;
        _connection = new JudgeConnection(options, time);
    }

    /// <summary>Its options.</summary>
    public JudgeOptions Options => _options;

    /// <summary>Asks about an answer, with a call for each chunk, side by side.</summary>
    /// <param name="chunks">What to ask about; at least one.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="tally">Counts the calls.</param>
    /// <param name="budget">What the calls may cost; null for as much as they do.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What the model says about all chunks together, and its doubts.</returns>
    /// <exception cref="CallFailure">One of the chunks has no reply that can be used.</exception>
    /// <exception cref="BudgetExceededException">A call could go beyond the budget, and was not made.</exception>
    public async Task<(JudgeReply Reply, ImmutableArray<string> Doubts)> AskAsync(
        IReadOnlyList<Chunk> chunks, Answer answer, CallTally tally, Budget? budget, CancellationToken cancellationToken)
    {
        var replies = await _connection.WithinDeadlineAsync(
            (deadline, token) => AskAllAsync(chunks, answer, new Course(tally, budget, deadline), token), cancellationToken).ConfigureAwait(false);
        return (
            new JudgeReply([.. replies.SelectMany(said => said.Reply.KeyPoints)], [.. replies.SelectMany(said => said.Reply.RedFlags)]),
            [.. replies.Where(said => said.Stored.Repaired is not null).Select(said => $"{ReplyRepaired}: {said.Stored.Repaired}")]);
    }

    /// <summary>What would be asked about a chunk, and the reply that the cache has to it; null where it has none that can be used.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<(string Key, ImmutableArray<ChatMessage> Messages, StoredReply? Kept)> PrepareAsync(Chunk chunk, Answer answer, CancellationToken cancellationToken)
    {
        var (messages, fence) = await RenderAsync(chunk, answer, cancellationToken).ConfigureAwait(false);
        var key = KeyOf(chunk, messages, fence);
        var kept = _cache?.Find(key);
        return (Convert.ToHexString(key), messages, kept is not null && ReplyReader.TryRead(kept.Text, chunk, out _, out _) ? kept : null);
    }

    /// <summary>Keeps a reply that came in another way than by a call.</summary>
    /// <param name="key">The key that it was prepared with.</param>
    /// <param name="reply">The reply.</param>
    public void Keep(string key, StoredReply reply) => _cache?.Keep(Convert.FromHexString(key), reply);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private async Task<(JudgeReply Reply, StoredReply Stored)[]> AskAllAsync(
        IReadOnlyList<Chunk> chunks, Answer answer, Course course, CancellationToken cancellationToken)
    {
        if (chunks.Count == 1)
        {
            return [await AskAsync(chunks[0], answer, course, cancellationToken).ConfigureAwait(false)];
        }

        // An answer is judged whole or not at all: after the first failure the other calls would be paid for in vain.
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return await Task.WhenAll(chunks.Select(AskOrEndAllAsync)).ConfigureAwait(false);

        async Task<(JudgeReply Reply, StoredReply Stored)> AskOrEndAllAsync(Chunk chunk)
        {
            try
            {
                return await AskAsync(chunk, answer, course, others.Token).ConfigureAwait(false);
            }
            catch
            {
                await others.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    private async Task<(JudgeReply Reply, StoredReply Stored)> AskAsync(Chunk chunk, Answer answer, Course course, CancellationToken cancellationToken)
    {
        var (messages, fence) = await RenderAsync(chunk, answer, cancellationToken).ConfigureAwait(false);
        if (_cache is null)
        {
            return await AskModelAsync(chunk, messages, course, cancellationToken).ConfigureAwait(false);
        }

        // Whoever asks the same at the same time waits here and finds the reply in the cache.
        var key = KeyOf(chunk, messages, fence);
        using var alone = await course.Deadline.StandStillAsync(_underWay.EnterAsync(Convert.ToHexString(key), cancellationToken)).ConfigureAwait(false);
        if (_cache.Find(key) is { } kept && ReplyReader.TryRead(kept.Text, chunk, out var reply, out _))
        {
            JudgeTelemetry.Remembered();
            course.Tally.Remembered(kept.Model);
            return (reply, kept);
        }

        if (_options.OnlyKept)
        {
            throw new CallFailure(JudgeFailure.Unreachable, "No reply is kept for it.", "Grade with the model.");
        }

        var said = await AskModelAsync(chunk, messages, course, cancellationToken).ConfigureAwait(false);
        _cache.Keep(key, said.Stored);
        return said;
    }

    private async Task<(ImmutableArray<ChatMessage> Messages, string Fence)> RenderAsync(Chunk chunk, Answer answer, CancellationToken cancellationToken)
    {
        var fence = $"=== {RandomNumberGenerator.GetHexString(16, lowercase: true)} ===";
        return (await _prompt.RenderAsync(_connection.Kernel, chunk, answer, fence, cancellationToken).ConfigureAwait(false), fence);
    }

    /// <summary>
    /// The hash of all that shapes a reply: where it is asked, the prompt but for the line around the answer, which is random for each call, and how it is sampled.
    /// </summary>
    private byte[] KeyOf(Chunk chunk, ImmutableArray<ChatMessage> messages, string fence)
    {
        var prompt = string.Concat(messages.Select(message => message.Text)).Replace(fence, string.Empty, StringComparison.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (string?[])
        [
            JudgeProviderConverter.NameOf(_options.Provider),
            _options.EffectiveEndpoint!.AbsoluteUri,
            _options.Model,
            _prompt.Hash,
            prompt,
            chunk.ReplySchema.GetRawText(),
            FormattableString.Invariant($"{_options.Temperature} {_options.Seed} {_options.MaxOutputTokens}"),
        ])
        {
            var bytes = Encoding.UTF8.GetBytes(part!);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Asks the model about a chunk until there is a reply that can be used: once more with a larger limit, and once more with the problem told.</summary>
    private async Task<(JudgeReply Reply, StoredReply Stored)> AskModelAsync(Chunk chunk, IReadOnlyList<ChatMessage> messages, Course course, CancellationToken cancellationToken)
    {
        var limit = _options.MaxOutputTokens;
        ReplyProblem? repaired = null;
        while (true)
        {
            var said = await _connection.AskAsync(messages, chunk.ReplySchema, limit, course, cancellationToken).ConfigureAwait(false);
            if (said.Ending == Ending.Cut && limit == _options.MaxOutputTokens)
            {
                LogCut(chunk.Question.Id, limit);
                limit *= LargerLimit;
                continue;
            }

            if (Read(said, chunk, out var problem) is { } reply)
            {
                return (reply, new StoredReply(said.Text, said.Model, repaired is { Doubtful: true } ? repaired.Message : null));
            }

            if (repaired is not null)
            {
                throw InvalidReply(problem!);
            }

            repaired = problem!;
            JudgeTelemetry.Repaired();
            LogRepair(chunk.Question.Id, repaired.Message);
            messages = [.. messages, .. Repair(said.Text, repaired)];
        }
    }

    /// <summary>The reply where it can be used, otherwise null and what is to be put right.</summary>
    /// <exception cref="CallFailure">Asking again would not help.</exception>
    private JudgeReply? Read(ModelReply said, Chunk chunk, out ReplyProblem? problem)
    {
        problem = null;
        switch (said.Ending)
        {
            case Ending.Cut:
                throw new CallFailure(
                    JudgeFailure.Truncated,
                    $"The reply was cut even at {LargerLimit * _options.MaxOutputTokens} tokens.",
                    "Raise SRE_Judge__MaxOutputTokens, or choose a model that thinks less or keeps to its form.");
            case Ending.Filtered:
                throw HttpFailures.ContentFilter(_options.EffectiveEndpoint!.Authority);
            case Ending.Refused:
                throw Refusal();
        }

        if (ReplyReader.TryRead(said.Text, chunk, out var reply, out problem))
        {
            return reply;
        }

        return Declines().IsMatch(said.Text) ? throw Refusal() : null;
    }

    private static IEnumerable<ChatMessage> Repair(string text, ReplyProblem problem)
    {
        // Some providers refuse an empty message.
        if (!string.IsNullOrWhiteSpace(text))
        {
            yield return new ChatMessage(ChatRole.Assistant, text);
        }

        yield return new ChatMessage(
            ChatRole.User, $"That reply can't be used. {problem.Message} Reply again with the whole JSON object alone, put right.");
    }

    private static CallFailure Refusal() => new(
        JudgeFailure.Refused, "The model declined to check the answer.", "Have the answer read by a person, or choose another model.");

    private static CallFailure InvalidReply(ReplyProblem problem) => new(
        JudgeFailure.InvalidReply,
        $"The model did not keep to the form of the reply, even told why: {problem.Message}",
        "Choose a model or server that keeps to a JSON schema; sre-evaluator judge check shows whether it does.");

    [GeneratedRegex(@"^\s*(i['\u2019]?m (sorry|unable)|i am (sorry|unable)|sorry|i (can['\u2019]?t|cannot|can not|won['\u2019]?t|must decline)|as an ai)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Declines();

    [LoggerMessage(Level = LogLevel.Information, Message = "The judge's reply on {Question} is asked for again: {Problem}")]
    private partial void LogRepair(string question, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "The judge's reply on {Question} was cut at {Limit} tokens and is asked for again with more")]
    private partial void LogCut(string question, int limit);
}
