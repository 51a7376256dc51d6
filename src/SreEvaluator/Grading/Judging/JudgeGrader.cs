using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Judging;

/// <summary>
/// Grades with a language model: asks for verdicts with quotes, reads the reply strictly, holds every quote against the answer, and adds up. One for the
/// process; answers may be graded side by side.
/// </summary>
public sealed partial class JudgeGrader : IGrader, IDisposable
{
    /// <summary>How many times as many tokens a reply gets that was cut.</summary>
    private const int LargerLimit = 2;

    private readonly JudgeOptions _options;
    private readonly ScoringRules _rules;
    private readonly TimeProvider _time;
    private readonly ILogger<JudgeGrader> _logger;
    private readonly JudgePrompt _prompt;
    private readonly JudgeConnection _connection;
    private readonly ConditionalWeakTable<Question, Chunk> _chunks = [];

    /// <summary>Prepares the grader; nothing is called yet.</summary>
    /// <param name="options">Valid options with a provider.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of calls that failed and of replies that had to be repaired; never of an answer or a key.</param>
    /// <exception cref="InputException">The prompt that ships with the program is missing.</exception>
    public JudgeGrader(JudgeOptions options, ScoringRules rules, TimeProvider time, ILogger<JudgeGrader> logger)
    {
        _options = options;
        _rules = rules;
        _time = time;
        _logger = logger;
        _prompt = JudgePrompt.Load(ShippedFiles.Prompts);
        _connection = new JudgeConnection(options, time);
    }

    /// <summary>Grades one answer. A blank one is not assessed, without a call.</summary>
    /// <inheritdoc/>
    /// <exception cref="JudgeException">The model gave no usable reply, after all retries.</exception>
    public async Task<Evaluation> GradeAsync(Question question, Answer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(answer);
        var started = _time.GetTimestamp();
        var tally = new CallTally();
        if (answer.IsBlank)
        {
            return Evaluation.NotAssessed(question, answer, GraderKind.Judge, "The answer is empty.", Provenance());
        }

        var chunk = _chunks.GetValue(question, key => Chunk.Of(key, _options.Seed));
        try
        {
            var (reply, repaired) = await _connection.WithinDeadlineAsync(token => AskAsync(chunk, answer, tally, token), cancellationToken).ConfigureAwait(false);
            var (verdicts, redFlags, doubts) = EvidenceCheck.Check(reply, question, answer);
            return new Evaluation(question, answer, GraderKind.Judge, verdicts, redFlags, Provenance(), _rules)
            {
                Doubts = repaired is { Doubtful: true } ? [.. doubts, $"reply-repaired: {repaired.Message}"] : doubts,
            };
        }
        catch (CallFailure failure)
        {
            LogFailed(question.Id, failure.Word, tally.Attempts);
            throw new JudgeException(failure.Word, failure.Message, failure) { Attempts = tally.Attempts };
        }

        Provenance Provenance() => new()
        {
            RubricVersion = question.RubricVersion,
            RubricHash = question.RubricHash,
            PromptHash = _prompt.Hash,
            Model = _options.Model,
            ModelVersion = tally.Model,
            At = _time.GetUtcNow(),
            Duration = _time.GetElapsedTime(started),
            Attempts = tally.Attempts,
            InputTokens = tally.InputTokens,
            OutputTokens = tally.OutputTokens,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>Asks about a chunk until there is a reply that can be used: once more with a larger limit, and once more with the problem told.</summary>
    private async Task<(JudgeReply Reply, ReplyProblem? Repaired)> AskAsync(Chunk chunk, Answer answer, CallTally tally, CancellationToken cancellationToken)
    {
        var fence = $"=== {RandomNumberGenerator.GetHexString(16, lowercase: true)} ===";
        var messages = await _prompt.RenderAsync(_connection.Kernel, chunk, answer, fence, cancellationToken).ConfigureAwait(false);
        var limit = _options.MaxOutputTokens;
        ReplyProblem? repaired = null;
        while (true)
        {
            var said = await _connection.AskAsync(messages, chunk.ReplySchema, limit, tally, cancellationToken).ConfigureAwait(false);
            if (said.Ending == Ending.Cut && limit == _options.MaxOutputTokens)
            {
                LogCut(chunk.Question.Id, limit);
                limit *= LargerLimit;
                continue;
            }

            if (Read(said, chunk, out var problem) is { } reply)
            {
                return (reply, repaired);
            }

            if (repaired is not null)
            {
                throw InvalidReply(problem!);
            }

            repaired = problem!;
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The judge failed on {Question} after {Attempts} calls: {Failure}")]
    private partial void LogFailed(string question, string failure, int attempts);

    [LoggerMessage(Level = LogLevel.Information, Message = "The judge's reply on {Question} is asked for again: {Problem}")]
    private partial void LogRepair(string question, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "The judge's reply on {Question} was cut at {Limit} tokens and is asked for again with more")]
    private partial void LogCut(string question, int limit);
}
