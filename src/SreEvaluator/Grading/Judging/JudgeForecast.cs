using System.Collections.Immutable;
using Microsoft.SemanticKernel;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Judging;

/// <summary>
/// What judging answers is likely to take, before any of it is done. A rule of thumb, not a bound: a budget is what keeps a cost.
/// </summary>
public sealed class JudgeForecast
{
    /// <summary>The characters of English that one token stands for, by the rule of thumb of the providers.</summary>
    private const double CharactersPerToken = 4;

    /// <summary>The tokens of a reply for one key point: a quote or two, a sentence, and the words of the form.</summary>
    private const int TokensPerKeyPoint = 80;

    /// <summary>The tokens of a reply for one red flag, which is mostly absent.</summary>
    private const int TokensPerRedFlag = 40;

    private readonly JudgeOptions _options;
    private readonly JudgePrompt _prompt;
    private readonly ImmutableArray<JudgeExemplar> _exemplars;
    private readonly Kernel _kernel = new();
    private readonly Dictionary<string, (long Calls, long Input, long Output)> _perAnswer = new(StringComparer.Ordinal);

    /// <summary>Prepares a forecast; no model is called, now or later.</summary>
    /// <param name="options">Valid options with a provider.</param>
    /// <exception cref="InputException">The prompt that ships with the program is missing, or the file of exemplars can't be read.</exception>
    public JudgeForecast(JudgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _prompt = JudgePrompt.Load(ShippedFiles.Prompts);
        _exemplars = [.. JudgeExemplars.Read(options.Exemplars)];
    }

    /// <summary>What answers to one question are likely to take. Retries, repairs and a second judge are not in it.</summary>
    /// <param name="question">The question.</param>
    /// <param name="answers">How many answers.</param>
    /// <param name="characters">How many characters they have together.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<JudgeUse> OfAsync(Question question, int answers, long characters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (!_perAnswer.TryGetValue(question.Id, out var one))
        {
            one = await OfOneAsync(question, cancellationToken).ConfigureAwait(false);
            _perAnswer[question.Id] = one;
        }

        var input = (answers * one.Input) + (long)(one.Calls * characters / CharactersPerToken);
        var output = answers * one.Output;
        return new JudgeUse(answers * one.Calls, input, output, _options.Price?.CostOf(input, 0, output));
    }

    private async Task<(long Calls, long Input, long Output)> OfOneAsync(Question question, CancellationToken cancellationToken)
    {
        long input = 0;
        var nothing = new Answer("none", string.Empty);
        var chunks = Chunk.AllOf(question, _options.Seed, _options.ChunkSize, _exemplars);
        foreach (var chunk in chunks)
        {
            var messages = await _prompt.RenderAsync(_kernel, chunk, nothing, "===", cancellationToken).ConfigureAwait(false);
            input += (long)((messages.Sum(message => message.Text.Length) + chunk.ReplySchema.GetRawText().Length) / CharactersPerToken);
        }

        return (chunks.Length, input, (question.KeyPoints.Length * TokensPerKeyPoint) + (question.RedFlags.Length * TokensPerRedFlag));
    }
}
