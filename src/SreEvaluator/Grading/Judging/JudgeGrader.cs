using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Judging;

/// <summary>
/// Grades with a language model: asks for verdicts with quotes, reads the reply strictly, holds every quote against the answer, asks a second model where the
/// first is uncertain and a second is configured, and adds up. One for the process; answers may be graded side by side.
/// </summary>
public sealed partial class JudgeGrader : IGrader, IDisposable
{
    private readonly ScoringRules _rules;
    private readonly TimeProvider _time;
    private readonly ILogger<JudgeGrader> _logger;
    private readonly JudgePrompt _prompt;
    private readonly ImmutableArray<JudgeExemplar> _exemplars;
    private readonly ReplyCache? _cache;
    private readonly ReplyCache? _secondCache;
    private readonly ModelJudge _first;
    private readonly ModelJudge? _second;
    private readonly Budget? _budget;
    private readonly ConditionalWeakTable<Question, Chunk[]> _chunks = [];

    /// <summary>Prepares the grader; nothing is called yet.</summary>
    /// <param name="options">Valid options with a provider.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of calls that failed and of replies that had to be repaired; never of an answer or a key.</param>
    /// <param name="second">Valid options of a second judge; null or without a provider for none.</param>
    /// <param name="exemplars">Examples that the judges are shown; none by default.</param>
    /// <exception cref="InputException">The prompt that ships with the program is missing.</exception>
    public JudgeGrader(
        JudgeOptions options,
        ScoringRules rules,
        TimeProvider time,
        ILogger<JudgeGrader> logger,
        JudgeOptions? second = null,
        IEnumerable<JudgeExemplar>? exemplars = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rules);
        _rules = rules;
        _time = time;
        _logger = logger;
        _exemplars = [.. exemplars ?? []];
        _prompt = JudgePrompt.Load(ShippedFiles.Prompts);
        Settings = SettingsOf(options, second, _prompt, _exemplars, rules);
        _cache = ReplyCache.For(options, time, logger);
        _first = new ModelJudge(options, _prompt, _cache, time, logger);
        if (second is not null && second.Provider != JudgeProvider.None)
        {
            _secondCache = second.Cache == options.Cache ? _cache : ReplyCache.For(second, time, logger);
            _second = new ModelJudge(second, _prompt, _secondCache, time, logger);
        }

        _budget = options.MaxCost is { } maxCost ? Checked(new Budget(maxCost)) : null;
    }

    /// <summary>All that shapes what it says of an answer, apart from the rubric, by the names of the settings; of files the SHA-256. Keys and limits of time, rate and cost do not.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Grades one answer. A blank one is not assessed, without a call.</summary>
    /// <inheritdoc/>
    /// <exception cref="JudgeException">The model gave no usable reply, after all retries.</exception>
    /// <exception cref="BudgetExceededException">The next call could go beyond <see cref="JudgeOptions.MaxCost"/>.</exception>
    public Task<Evaluation> GradeAsync(Question question, Answer answer, CancellationToken cancellationToken) =>
        GradeAsync(question, answer, _budget, cancellationToken);

    /// <summary>The same judge with a budget of its own for some work, such as a batch, in place of <see cref="JudgeOptions.MaxCost"/>.</summary>
    /// <param name="budget">What the work may cost. Grading ends with <see cref="BudgetExceededException"/> before the call that could go beyond it.</param>
    /// <exception cref="InvalidOperationException">A judge's model has no price, so that no budget can be kept.</exception>
    public IGrader Within(Budget budget) => new Budgeted(this, Checked(budget));

    /// <summary>The raw replies that the cache has for an answer; fewer than there were calls where some are not kept.</summary>
    /// <param name="question">The question.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<IReadOnlyList<KeptReply>> KeptAsync(Question question, Answer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(answer);
        var replies = new List<KeptReply>();
        foreach (var chunk in answer.IsBlank ? [] : ChunksOf(question))
        {
            if (await _first.PrepareAsync(chunk, answer, cancellationToken).ConfigureAwait(false) is { Kept: { } kept, Key: var key })
            {
                replies.Add(new KeptReply(key, kept.Text, kept.Model, kept.Repaired));
            }
        }

        return replies;
    }

    /// <summary>A judge that reads kept replies and calls nobody. What it has no reply for fails.</summary>
    /// <param name="options">The options of the judge whose replies they are; no key is needed.</param>
    /// <param name="replies">The replies.</param>
    /// <param name="cache">A file to keep them in.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of what fails.</param>
    /// <param name="exemplars">The exemplars that the judge was shown.</param>
    public static JudgeGrader FromKept(
        JudgeOptions options, IEnumerable<KeptReply> replies, string cache, ScoringRules rules, TimeProvider time, ILogger<JudgeGrader> logger, IEnumerable<JudgeExemplar> exemplars)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(replies);
        ArgumentNullException.ThrowIfNull(time);
        options.Cache = cache;
        options.OnlyKept = true;
        options.ApiKey ??= "none";
        var grader = new JudgeGrader(options, rules, time, logger, exemplars: exemplars);
        foreach (var reply in replies)
        {
            grader._first.Keep(reply.Key, new StoredReply(reply.Text, reply.Model, reply.Repaired));
        }

        return grader;
    }

    /// <summary>Has the judge's calls made by the provider's batch service; grading then finds the replies in the cache.</summary>
    /// <param name="folder">Where the requests and the state of the batch are written down.</param>
    /// <param name="betweenLooks">How long to wait between looks at the provider.</param>
    /// <exception cref="OptionsValidationException">The provider has none in OpenAI's protocol, or nothing is kept.</exception>
    public ProviderBatch BatchIn(string folder, TimeSpan betweenLooks)
    {
        var options = _first.Options;
        if (options.Provider is not (JudgeProvider.OpenAI or JudgeProvider.OpenAICompatible))
        {
            throw new OptionsValidationException(JudgeOptions.Section, typeof(JudgeOptions), ["--mode provider-batch needs a provider with OpenAI's protocol: SRE_Judge__Provider=openai or openai-compatible."]);
        }

        return _cache is null
            ? throw new OptionsValidationException(JudgeOptions.Section, typeof(JudgeOptions), ["--mode provider-batch puts the replies into the cache: leave SRE_Judge__Cache unset, or set it to a file."])
            : new ProviderBatch(_first, ChunksOf, folder, _time) { BetweenLooks = betweenLooks };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _first.Dispose();
        _second?.Dispose();
        _cache?.Dispose();
        _secondCache?.Dispose();
    }

    private static SortedDictionary<string, string> SettingsOf(
        JudgeOptions options, JudgeOptions? second, JudgePrompt prompt, ImmutableArray<JudgeExemplar> exemplars, ScoringRules rules)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [$"{JudgeOptions.Section}:Prompt"] = prompt.Hash,
            [$"{JudgeOptions.Section}:{nameof(JudgeOptions.UncertainBelow)}"] = Text(options.UncertainBelow),
            [$"{GradingOptions.Section}:{nameof(GradingOptions.RedFlagDeduction)}"] = Text(rules.RedFlagDeduction),
        };
        if (!exemplars.IsEmpty)
        {
            settings[$"{JudgeOptions.Section}:{nameof(JudgeOptions.Exemplars)}"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', exemplars))));
        }

        Add(JudgeOptions.Section, options);
        if (second is not null && second.Provider != JudgeProvider.None)
        {
            Add(JudgeOptions.SecondSection, second);
        }

        return settings;

        void Add(string section, JudgeOptions model)
        {
            settings[$"{section}:{nameof(JudgeOptions.Provider)}"] = Text(model.Provider);
            settings[$"{section}:{nameof(JudgeOptions.Endpoint)}"] = Text(model.Endpoint);
            settings[$"{section}:{nameof(JudgeOptions.Model)}"] = Text(model.Model);
            settings[$"{section}:{nameof(JudgeOptions.Temperature)}"] = Text(model.Temperature);
            settings[$"{section}:{nameof(JudgeOptions.Seed)}"] = Text(model.Seed);
            settings[$"{section}:{nameof(JudgeOptions.ChunkSize)}"] = Text(model.ChunkSize);
            settings[$"{section}:{nameof(JudgeOptions.MaxOutputTokens)}"] = Text(model.MaxOutputTokens);
        }

        static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
    }

    private Chunk[] ChunksOf(Question question) => _chunks.GetValue(question, key => Chunk.AllOf(key, _first.Options.Seed, _first.Options.ChunkSize, _exemplars));

    private async Task<Evaluation> GradeAsync(Question question, Answer answer, Budget? budget, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(answer);
        var started = _time.GetTimestamp();
        var tally = new CallTally(_first.Options.Price);
        if (answer.IsBlank)
        {
            return Evaluation.NotAssessed(question, answer, GraderKind.Judge, "The answer is empty.", Provenance(null));
        }

        var chunks = ChunksOf(question);
        try
        {
            var (reply, replyDoubts) = await _first.AskAsync(chunks, answer, tally, budget, cancellationToken).ConfigureAwait(false);
            var (verdicts, redFlags, doubts) = EvidenceCheck.Check(reply, question, answer);
            var second = await AskSecondAsync(question, answer, verdicts, budget, cancellationToken).ConfigureAwait(false);
            return new Evaluation(question, answer, GraderKind.Judge, second.Verdicts, redFlags, Provenance(second.Tally), _rules)
            {
                Doubts = [.. doubts, .. replyDoubts, .. second.Doubts],
            };
        }
        catch (CallFailure failure)
        {
            LogFailed(question.Id, failure.Word, tally.Attempts);
            throw new JudgeException(failure.Word, failure.Message, failure) { Attempts = tally.Attempts };
        }

        Provenance Provenance(CallTally? second) => new()
        {
            RubricVersion = question.RubricVersion,
            RubricHash = question.RubricHash,
            PromptHash = _prompt.Hash,
            Model = _first.Options.Model,
            ModelVersion = tally.Model,
            SecondModel = second is null ? null : _second!.Options.Model,
            At = _time.GetUtcNow(),
            Duration = _time.GetElapsedTime(started),
            Attempts = tally.Attempts + (second?.Attempts ?? 0),
            InputTokens = tally.InputTokens + (second?.InputTokens ?? 0),
            CachedInputTokens = tally.CachedInputTokens + (second?.CachedInputTokens ?? 0),
            OutputTokens = tally.OutputTokens + (second?.OutputTokens ?? 0),
            Cost = second is null ? tally.Cost : tally.Cost + second.Cost,
            Cached = tally is { Attempts: 0, FromCache: > 0 } && (second?.Attempts ?? 0) == 0,
        };
    }

    /// <summary>Asks the second judge about what is uncertain. Where it fails, what the first says stands, and a person is asked.</summary>
    private async Task<(ImmutableArray<Verdict> Verdicts, ImmutableArray<string> Doubts, CallTally? Tally)> AskSecondAsync(
        Question question, Answer answer, ImmutableArray<Verdict> verdicts, Budget? budget, CancellationToken cancellationToken)
    {
        var uncertain = _second is null ? [] : SecondOpinion.Uncertain(verdicts, _first.Options.UncertainBelow).Select(verdict => verdict.KeyPoint).ToList();
        if (uncertain.Count == 0)
        {
            return (verdicts, [], null);
        }

        var tally = new CallTally(_second!.Options.Price);
        try
        {
            var chunk = Chunk.About(question, uncertain, _second.Options.Seed, _exemplars);
            var (reply, replyDoubts) = await _second.AskAsync([chunk], answer, tally, budget, cancellationToken).ConfigureAwait(false);
            var (opinions, _, doubts) = EvidenceCheck.Check(reply, question, answer);
            var joined = SecondOpinion.Join(verdicts, opinions);
            return (joined.Verdicts, [.. doubts, .. replyDoubts, .. joined.Doubts], tally);
        }
        catch (CallFailure failure)
        {
            LogSecondFailed(question.Id, failure.Word, tally.Attempts);
            return (verdicts, [$"{SecondOpinion.Failed}: {failure.Word}"], tally);
        }
    }

    private Budget Checked(Budget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        var unpriced = new[] { _first, _second }.FirstOrDefault(judge => judge is { Options.Price: null });
        return unpriced is null
            ? budget
            : throw new InvalidOperationException(
                $"A budget can't be kept without the price of {unpriced.Options.Model}: set Judge:Prices:{unpriced.Options.Model}:Input and :Output.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The judge failed on {Question} after {Attempts} calls: {Failure}")]
    private partial void LogFailed(string question, string failure, int attempts);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The second judge failed on {Question} after {Attempts} calls: {Failure}")]
    private partial void LogSecondFailed(string question, string failure, int attempts);

    private sealed class Budgeted(JudgeGrader judge, Budget budget) : IGrader
    {
        public Task<Evaluation> GradeAsync(Question question, Answer answer, CancellationToken cancellationToken) =>
            judge.GradeAsync(question, answer, budget, cancellationToken);
    }
}
