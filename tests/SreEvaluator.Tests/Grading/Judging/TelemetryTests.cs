using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using SreEvaluator.Grading;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Judging;

/// <summary>What is told to whoever listens. Other tests may grade meanwhile, so each question here has an id of its own.</summary>
public sealed class TelemetryTests
{
    private const string Secret = "I would roll back the secret release.";

    [Fact]
    public async Task A_graded_answer_is_an_activity_with_the_models_call_in_it()
    {
        using var ear = new Ear("telemetry-graded");
        using var server = ScriptedJudge.Saying(((ScriptedReply)ScriptedVerdicts.On(Some.Question()).Covered("mitigate-first", "roll back the secret release")).Cached(1000));

        await GradeAsync(server, "telemetry-graded");

        var grade = ear.Activities.ShouldHaveSingleItem();
        grade.OperationName.ShouldBe("grade");
        Tag(grade, "sre_evaluator.grader").ShouldBe("judge");
        Tag(grade, "sre_evaluator.degraded").ShouldBe(false);
        var call = ear.Children(grade).ShouldHaveSingleItem();
        call.DisplayName.ShouldBe("chat some-model");
        call.Kind.ShouldBe(ActivityKind.Client);
        Tag(call, "gen_ai.operation.name").ShouldBe("chat");
        Tag(call, "gen_ai.provider.name").ShouldBe("openai");
        Tag(call, "gen_ai.request.model").ShouldBe("some-model");
        Tag(call, "gen_ai.request.max_tokens").ShouldBe(4096);
        Tag(call, "gen_ai.response.model").ShouldBe(ScriptedReply.Model);
        Tag(call, "gen_ai.response.finish_reasons").ShouldBeOfType<string[]>().ShouldHaveSingleItem().ShouldBe("stop");
        Tag(call, "gen_ai.usage.input_tokens").ShouldBe((long)ScriptedReply.InputTokens);
        Tag(call, "gen_ai.usage.cache_read.input_tokens").ShouldBe(1000L);
        Tag(call, "gen_ai.usage.output_tokens").ShouldBe((long)ScriptedReply.OutputTokens);
        Tag(call, "server.address").ShouldBe("127.0.0.1");
        ear.Sum("gen_ai.client.token.usage", server, "gen_ai.token.type=input").ShouldBe(ScriptedReply.InputTokens);
        ear.Sum("gen_ai.client.token.usage", server, "gen_ai.token.type=output").ShouldBe(ScriptedReply.OutputTokens);
        ear.Count("gen_ai.client.operation.duration", server).ShouldBe(1);
        ear.All.ShouldContain("sre_evaluator.graded=1 sre_evaluator.grader=judge sre_evaluator.band=");
    }

    [Fact]
    public async Task Failures_repairs_and_doubts_are_counted_by_their_words()
    {
        using var ear = new Ear("telemetry-failed");
        using var server = ScriptedJudge.Saying(
            ScriptedReply.Error(503, "overloaded", "The secret release is overloaded"),
            ScriptedReply.Text("The secret release is fine."),
            ScriptedVerdicts.On(Some.Question()).Covered("mitigate-first", "not in the answer"),
            ScriptedReply.Error(401));

        await GradeAsync(server, "telemetry-failed");
        var degraded = await GradeAsync(server, "telemetry-failed");

        degraded.Degraded.ShouldBeTrue();
        ear.Activities.Count.ShouldBe(2);
        Tag(ear.Activities[1], "error.type").ShouldBe("unauthorised");
        var calls = ear.Children(ear.Activities[0]);
        calls.Count.ShouldBe(3);
        calls[0].Status.ShouldBe(ActivityStatusCode.Error);
        Tag(calls[0], "error.type").ShouldBe("server-error");
        ear.Count("gen_ai.client.operation.duration", server, "error.type=server-error").ShouldBe(1);
        ear.Count("gen_ai.client.operation.duration", server, "error.type=unauthorised").ShouldBe(1);
        ear.All.ShouldContain("sre_evaluator.degraded=1 error.type=unauthorised");
        ear.All.ShouldContain("sre_evaluator.doubts=1 sre_evaluator.doubt=quote-not-found");
        ear.All.ShouldContain("sre_evaluator.judge.repairs=1");
    }

    [Fact]
    public async Task No_text_of_an_answer_a_reply_or_a_provider_and_no_key_is_ever_told()
    {
        using var ear = new Ear("telemetry-secret");
        using var server = ScriptedJudge.Saying(
            ScriptedReply.Error(500, "secret_code", $"{Secret} {Judge.Key}"),
            ScriptedReply.Text(Secret),
            ScriptedVerdicts.On(Some.Question()).Covered("mitigate-first", "roll back the secret release"));

        await GradeAsync(server, "telemetry-secret");

        var told = string.Join('\n', ear.Activities.SelectMany(activity => ear.Children(activity).Append(activity)).SelectMany(Written)) + ear.All;
        told.ShouldContain("telemetry-secret");
        told.ShouldNotContain("secret release");
        told.ShouldNotContain("secret_code");
        told.ShouldNotContain(Judge.Key);
    }

    private static async Task<Evaluation> GradeAsync(ScriptedJudge server, string question)
    {
        using var judge = Judge.Grader(Judge.Options(server));
        return await new FallbackGrader(judge, local: null, TimeProvider.System)
            .GradeAsync(Some.Question(question), Some.Answer(Secret), TestContext.Current.CancellationToken);
    }

    private static object? Tag(Activity activity, string name) => activity.GetTagItem(name);

    private static IEnumerable<string> Written(Activity activity) =>
    [
        activity.DisplayName,
        activity.StatusDescription ?? string.Empty,
        .. activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"),
        .. activity.Events.Select(happened => $"{happened.Name} {string.Join(' ', happened.Tags)}"),
    ];

    /// <summary>Listens to everything that the library tells.</summary>
    private sealed class Ear : IDisposable
    {
        private readonly ConcurrentQueue<Activity> _activities = new();
        private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _measured = new();
        private readonly ActivityListener _activityListener;
        private readonly MeterListener _meterListener = new();
        private readonly string _question;

        public Ear(string question)
        {
            _question = question;
            _activityListener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == Telemetry.Name,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = _activities.Enqueue,
            };
            ActivitySource.AddActivityListener(_activityListener);
            _meterListener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Telemetry.Name)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _meterListener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
            _meterListener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
            _meterListener.Start();
        }

        /// <summary>The answers to this ear's question.</summary>
        public IReadOnlyList<Activity> Activities =>
            [.. _activities.Where(activity => (string?)activity.GetTagItem("sre_evaluator.question") == _question)];

        /// <summary>Everything measured, a line each.</summary>
        public string All => string.Join('\n', _measured.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Name}={one.Value} {one.Tags}")));

        public IReadOnlyList<Activity> Children(Activity parent) =>
            [.. _activities.Where(activity => activity.ParentSpanId == parent.SpanId).OrderBy(activity => activity.StartTimeUtc)];

        public double Sum(string name, ScriptedJudge server, string tag = "") => Of(name, server, tag).Sum(one => one.Value);

        public int Count(string name, ScriptedJudge server, string tag = "") => Of(name, server, tag).Count();

        public void Dispose()
        {
            _activityListener.Dispose();
            _meterListener.Dispose();
        }

        private IEnumerable<(string Name, double Value, string Tags)> Of(string name, ScriptedJudge server, string tag) => _measured.Where(one =>
            one.Name == name
            && one.Tags.Contains($"server.port={server.Address.Port}", StringComparison.Ordinal)
            && one.Tags.Contains(tag, StringComparison.Ordinal));

        private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            _measured.Enqueue((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
    }
}
