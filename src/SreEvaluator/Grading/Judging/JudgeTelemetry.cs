using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;

namespace SreEvaluator.Grading.Judging;

/// <summary>
/// What is told of calls to the model, in OpenTelemetry's semantic conventions for generative AI: numbers and names, never a prompt or a reply.
/// </summary>
internal static class JudgeTelemetry
{
    private const string ErrorType = "error.type";

    private static readonly Histogram<long> Tokens = Telemetry.Meter.CreateHistogram(
        "gen_ai.client.token.usage",
        "{token}",
        "Tokens sent to and received from the model.",
        tags: null,
        new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864] });

    private static readonly Histogram<double> Durations = Telemetry.Meter.CreateHistogram(
        "gen_ai.client.operation.duration",
        "s",
        "How long a call to the model took.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] });

    private static readonly Counter<long> Repairs = Telemetry.Meter.CreateCounter<long>(
        "sre_evaluator.judge.repairs", "{reply}", "Replies that did not keep to their form and were asked for again.");

    private static readonly Counter<long> CachedReplies = Telemetry.Meter.CreateCounter<long>(
        "sre_evaluator.judge.cached_replies", "{reply}", "Replies that came from the cache, without a call.");

    /// <summary>A reply is asked for again.</summary>
    public static void Repaired() => Repairs.Add(1);

    /// <summary>A reply came from the cache.</summary>
    public static void Remembered() => CachedReplies.Add(1);

    /// <summary>Begins to tell of a call.</summary>
    public static CallInProgress Call(JudgeOptions options, ChatOptions call, TimeProvider time) => new(options, call, time);

    /// <summary>Tells of one call.</summary>
    internal sealed class CallInProgress : IDisposable
    {
        private readonly JudgeOptions _options;
        private readonly TimeProvider _time;
        private readonly long _started;
        private readonly Activity? _activity;

        /// <summary>Begins.</summary>
        public CallInProgress(JudgeOptions options, ChatOptions call, TimeProvider time)
        {
            _options = options;
            _time = time;
            _started = time.GetTimestamp();
            _activity = Telemetry.Source.HasListeners() ? Telemetry.Source.StartActivity(ActivityKind.Client, tags: Common(), name: $"chat {options.Model}") : null;
            _activity?
                .SetTag("gen_ai.request.max_tokens", call.MaxOutputTokens)
                .SetTag("gen_ai.request.temperature", options.Temperature)
                .SetTag("gen_ai.request.seed", options.Seed)
                .SetTag("gen_ai.output.type", "json");
        }

        /// <summary>The model replied.</summary>
        public void Replied(ModelReply reply)
        {
            _activity?
                .SetTag("gen_ai.response.model", reply.Model)
                .SetTag("gen_ai.response.finish_reasons", new[] { FinishReason(reply.Ending) })
                .SetTag("gen_ai.usage.input_tokens", reply.InputTokens)
                .SetTag("gen_ai.usage.cache_read.input_tokens", reply.CachedInputTokens)
                .SetTag("gen_ai.usage.output_tokens", reply.OutputTokens);
            if (Tokens.Enabled)
            {
                Tokens.Record(reply.InputTokens, [.. Common(), new("gen_ai.response.model", reply.Model), new("gen_ai.token.type", "input")]);
                Tokens.Record(reply.OutputTokens, [.. Common(), new("gen_ai.response.model", reply.Model), new("gen_ai.token.type", "output")]);
            }

            if (Durations.Enabled)
            {
                Durations.Record(Seconds(), [.. Common(), new("gen_ai.response.model", reply.Model)]);
            }
        }

        /// <summary>The call failed; an exception's message may hold what a provider wrote, so only its kind is told.</summary>
        public void Failed(Exception failure)
        {
            var kind = failure switch
            {
                CallFailure call => call.Word,
                OperationCanceledException => JudgeFailure.Timeout,
                _ => failure.GetType().FullName!,
            };
            _activity?.SetStatus(ActivityStatusCode.Error).SetTag(ErrorType, kind);
            if (Durations.Enabled)
            {
                Durations.Record(Seconds(), [.. Common(), new(ErrorType, kind)]);
            }
        }

        /// <inheritdoc/>
        public void Dispose() => _activity?.Dispose();

        private static string FinishReason(Ending ending) => ending switch
        {
            Ending.Cut => "length",
            Ending.Filtered => "content_filter",
            Ending.Refused => "refusal",
            _ => "stop",
        };

        private double Seconds() => _time.GetElapsedTime(_started).TotalSeconds;

        private KeyValuePair<string, object?>[] Common() =>
        [
            new("gen_ai.operation.name", "chat"),
            new("gen_ai.provider.name", _options.Provider switch
            {
                JudgeProvider.AzureOpenAI => "azure.ai.openai",
                JudgeProvider.OpenAICompatible => "openai",
                _ => JudgeProviderConverter.NameOf(_options.Provider),
            }),
            new("gen_ai.request.model", _options.Model),
            new("server.address", _options.EffectiveEndpoint!.Host),
            new("server.port", _options.EffectiveEndpoint!.Port),
        ];
    }
}
