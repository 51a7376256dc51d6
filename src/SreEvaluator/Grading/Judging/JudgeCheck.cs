using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Options;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Judging;

/// <summary>Tries the configured judge with one small call and says, step by step, what works and what to do about what does not.</summary>
/// <param name="options">The judge's options; they may be invalid, which the first step tells.</param>
/// <param name="time">The clock.</param>
public sealed class JudgeCheck(IOptions<JudgeOptions> options, TimeProvider time)
{
    private static readonly string[] Names = ["configured", "reachable", "authorised", "model", "structured output"];

    private static readonly Answer SampleAnswer = new("judge-check", "First I would roll back the release. Then I would look for the cause.");

    private static readonly Question SampleQuestion = new()
    {
        Id = "judge-check",
        Topic = "Judge check",
        Kind = QuestionKind.Scenario,
        Asks = "A release broke the service. What do you do?",
        KeyPoints =
        [
            new KeyPoint
            {
                Id = "rolls-back",
                Weight = KeyPoint.LeastWeight,
                Statement = "Rolls the release back.",
                Covered = "Says that the release is rolled back.",
                Partial = "Only mentions the release.",
                Cues = [],
                Exemplars = [],
                Hint = string.Empty,
                Advice = string.Empty,
                Probe = string.Empty,
            },
        ],
        RedFlags = [],
        RubricVersion = string.Empty,
        RubricHash = string.Empty,
    };

    /// <summary>Makes the check: one call, never again. A failing endpoint is a failed step, not an exception.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<JudgeCheckReport> RunAsync(CancellationToken cancellationToken)
    {
        JudgeOptions judge;
        try
        {
            judge = options.Value;
        }
        catch (OptionsValidationException failure)
        {
            return Report([], new JudgeCheckStep(Names[0], JudgeCheckOutcome.Failed, string.Join(" ", failure.Failures), "Set what is named here and run the check again."));
        }

        if (judge.Provider == JudgeProvider.None)
        {
            var none = new JudgeCheckStep(
                Names[0], JudgeCheckOutcome.Failed, "No judge is configured; the local grader grades.", "Set SRE_Judge__Provider and SRE_Judge__Model to use a model.");
            return Report([], none) with { IsConfigured = false };
        }

        var configured = string.Create(
            CultureInfo.InvariantCulture,
            $"{JudgeProviderConverter.NameOf(judge.Provider)} at {judge.EffectiveEndpoint}, model {judge.Model}, {(string.IsNullOrEmpty(judge.ApiKey) ? "no key" : "a key")}.");
        return await CallAsync(judge, configured, cancellationToken).ConfigureAwait(false);
    }

    private async Task<JudgeCheckReport> CallAsync(JudgeOptions judge, string configured, CancellationToken cancellationToken)
    {
        var prompt = JudgePrompt.Load(ShippedFiles.Prompts);
        var chunk = Chunk.Of(SampleQuestion, judge.Seed);
        var started = time.GetTimestamp();
        using var connection = new JudgeConnection(OneAttempt(judge), time);
        ModelReply said;
        try
        {
            var messages = await prompt.RenderAsync(connection.Kernel, chunk, SampleAnswer, "=== judge-check ===", cancellationToken).ConfigureAwait(false);
            said = await connection.WithinDeadlineAsync(
                (deadline, token) => connection.AskAsync(messages, chunk.ReplySchema, judge.MaxOutputTokens, new Course(new CallTally(), Budget: null, deadline), token),
                cancellationToken).ConfigureAwait(false);
        }
        catch (CallFailure failure)
        {
            return Failed(configured, failure);
        }

        var took = time.GetElapsedTime(started);
        ImmutableArray<string> found =
        [
            configured,
            $"{judge.EffectiveEndpoint!.Authority} replied after {took.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture)} ms.",
            "The call was accepted.",
            $"{said.Model ?? judge.Model} read {said.InputTokens} tokens and wrote {said.OutputTokens}.",
        ];
        return Report(found, StructuredOutput(said, chunk));
    }

    private static JudgeCheckStep StructuredOutput(ModelReply said, Chunk chunk)
    {
        var (found, remedy) = said.Ending switch
        {
            Ending.Cut => ("The reply was cut.", "Raise SRE_Judge__MaxOutputTokens."),
            Ending.Filtered => ("The provider's content filter stopped the reply.", "Set the filter with the provider, or choose another model."),
            Ending.Refused => ("The model declined.", "Choose another model."),
            _ => ReplyReader.TryRead(said.Text, chunk, out _, out var problem)
                ? ("The reply keeps to the JSON schema.", null)
                : ($"The reply does not keep to the JSON schema: {problem.Message}", "Choose a model or server that supports JSON schemas; one that does not fails on many answers."),
        };
        return new JudgeCheckStep(Names[^1], remedy is null ? JudgeCheckOutcome.Passed : JudgeCheckOutcome.Failed, found, remedy);
    }

    private static JudgeCheckReport Failed(string configured, CallFailure failure)
    {
        var passed = failure.Word switch
        {
            JudgeFailure.Unauthorised or JudgeFailure.Quota => 2,
            JudgeFailure.NotFound or JudgeFailure.RateLimited or JudgeFailure.ServerError => 3,
            JudgeFailure.BadRequest or JudgeFailure.ContentFilter or JudgeFailure.ContextExceeded or JudgeFailure.InvalidReply => 4,
            _ => 1,
        };
        ImmutableArray<string> found = [configured, "The endpoint replied.", "The call was accepted.", "The model is there."];
        return Report(found[..passed], new JudgeCheckStep(Names[passed], JudgeCheckOutcome.Failed, failure.Found, failure.Remedy));
    }

    private static JudgeCheckReport Report(ImmutableArray<string> passed, JudgeCheckStep last) => new(
    [
        .. passed.Select((found, index) => new JudgeCheckStep(Names[index], JudgeCheckOutcome.Passed, found)),
        last,
        .. Names.Skip(passed.Length + 1).Select(name => new JudgeCheckStep(name, JudgeCheckOutcome.NotReached, "Not reached.")),
    ]);

    private static JudgeOptions OneAttempt(JudgeOptions judge) => new()
    {
        Provider = judge.Provider,
        Endpoint = judge.Endpoint,
        Model = judge.Model,
        ApiKey = judge.ApiKey,
        Temperature = judge.Temperature,
        Seed = judge.Seed,
        MaxOutputTokens = judge.MaxOutputTokens,
        AttemptTimeout = judge.AttemptTimeout,
        TotalTimeout = judge.TotalTimeout,
        Retries = 0,
    };
}
