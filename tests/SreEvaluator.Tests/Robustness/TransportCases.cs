using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Support;
using SreEvaluator.Tests.Grading.Judging;

namespace SreEvaluator.Tests.Robustness;

/// <summary>Group C: what can go wrong between us and the model, to the very end of it. What a queue of jobs adds is the worker's.</summary>
public sealed class TransportCases
{
    private static readonly ScriptedVerdicts Good = ScriptedVerdicts.On(Some.Question()).Covered("mitigate-first", "roll back the last release");

    [Fact]
    public async Task Case_48_rate_limit_is_waited_out()
    {
        var time = new FakeTimeProvider();
        using var server = ScriptedJudge.Saying(ScriptedReply.Error(429, "rate_limited", retryAfter: "2"), Good);
        var options = Judge.Options(server);
        options.AttemptTimeout = options.TotalTimeout = JudgeOptions.LongestTime;

        var evaluation = await time.PassAsync(Graded.By(options, time));

        evaluation.ShouldBeTheJudges(attempts: 2);
        evaluation.Provenance.Duration.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Case_49_a_wait_of_a_day_is_not_begun()
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Error(429, "rate_limited", retryAfter: "86400"), Good);

        (await Graded.By(Judge.Options(server), new FakeTimeProvider())).ShouldHaveFallenBack(JudgeFailure.RateLimited);

        server.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Case_50_insufficient_quota() => await FailsOnceAsync(429, "insufficient_quota", JudgeFailure.Quota);

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task Case_51_server_errors(int status)
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Error(status));

        (await Graded.By(Judge.Options(server))).ShouldHaveFallenBack(JudgeFailure.ServerError);

        server.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Case_52_timeout()
    {
        using var server = ScriptedJudge.Saying(((ScriptedReply)Good).After(TimeSpan.FromMinutes(10)));
        var options = Judge.Options(server);
        options.AttemptTimeout = TimeSpan.FromMilliseconds(100);
        options.Retries = 0;

        (await Graded.By(options)).ShouldHaveFallenBack(JudgeFailure.Timeout);
    }

    [Fact]
    public async Task Case_53_slow_drip()
    {
        using var server = BrokenServer.Dripping();
        var options = Judge.Options(server.Endpoint);
        options.TotalTimeout = options.AttemptTimeout = TimeSpan.FromMinutes(1);
        var time = new FakeTimeProvider();

        (await time.PassAsync(Graded.By(options, time), TimeSpan.FromSeconds(1))).ShouldHaveFallenBack(JudgeFailure.Timeout);
    }

    [Fact]
    public async Task Case_54_reset_in_the_middle_of_the_body()
    {
        using var server = BrokenServer.ResettingMidBody();

        (await Graded.By(Judge.Options(server.Endpoint))).ShouldHaveFallenBack(JudgeFailure.Unreachable);

        server.Connections.ShouldBe(3);
    }

    [Fact]
    public async Task Case_55_no_such_name_and_a_false_certificate()
    {
        using var server = ScriptedJudge.Saying(Good);

        (await Graded.By(Judge.Options(new Uri("http://no-such-host.invalid/v1")))).ShouldHaveFallenBack(JudgeFailure.Unreachable);
        (await Graded.By(Judge.Options(new Uri($"https://127.0.0.1:{server.Address.Port}/v1")))).ShouldHaveFallenBack(JudgeFailure.Tls);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Case_56_unauthorised(int status) => await FailsOnceAsync(status, "invalid_api_key", JudgeFailure.Unauthorised);

    [Fact]
    public async Task Case_57_context_exceeded_is_never_cut_short_in_silence()
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Error(400, "context_length_exceeded"));
        var answer = Some.Answer(string.Join(' ', Enumerable.Range(0, 6000).Select(number => $"word{number.ToString(CultureInfo.InvariantCulture)}")));

        (await Should.ThrowAsync<JudgeException>(() => Judge.GradeAsync(Judge.Options(server), answer: answer))).Failure.ShouldBe(JudgeFailure.ContextExceeded);

        server.Calls.ShouldHaveSingleItem().Messages[1].ShouldContain(answer.Text);
    }

    [Fact]
    public async Task Case_58_an_outage_of_an_hour()
    {
        var time = new FakeTimeProvider();
        var down = true;
        using var server = ScriptedJudge.Answering(_ => down ? ScriptedReply.Error(500) : Good);
        var options = Judge.Options(server);
        options.Retries = 0;
        using var judge = Judge.Grader(options, time);
        var grader = new FallbackGrader(judge, new AllMissingGrader(), time);
        Task<Evaluation> GradeAsync() => grader.GradeAsync(Some.Question(), Some.Answer(), TestContext.Current.CancellationToken);
        for (var call = 0; call < Resilience.LeastCalls; call++)
        {
            (await GradeAsync()).ShouldHaveFallenBack(JudgeFailure.ServerError);
        }

        var breaks = (int)(TimeSpan.FromHours(1) / options.BreakDuration);
        for (var rest = 0; rest < breaks; rest++)
        {
            (await GradeAsync()).ShouldHaveFallenBack(JudgeFailure.CircuitOpen);
            time.Advance(options.BreakDuration);
            (await GradeAsync()).ShouldHaveFallenBack(JudgeFailure.ServerError);
        }

        server.Calls.Count.ShouldBe(Resilience.LeastCalls + breaks, "one probe after each pause");
        down = false;
        time.Advance(options.BreakDuration);
        for (var waiting = 0; waiting < 5; waiting++)
        {
            (await GradeAsync()).ShouldBeTheJudges(attempts: 1);
        }

        server.Calls.Count.ShouldBe(Resilience.LeastCalls + breaks + 5);
    }

    private static async Task FailsOnceAsync(int status, string code, string failure)
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Error(status, code, retryAfter: "1"));

        (await Graded.By(Judge.Options(server))).ShouldHaveFallenBack(failure);

        server.Calls.Count.ShouldBe(1);
    }
}
