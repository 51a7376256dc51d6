using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Judging;

/// <summary>What can go wrong between us and the model.</summary>
public sealed class TransportFaultTests
{
    private static readonly ScriptedVerdicts Good = ScriptedVerdicts.On(Some.Question());

    public static TheoryData<JudgeProvider> Providers => Judge.Providers;

    public static TheoryData<JudgeProvider, int, string, string> NeverRetried
    {
        get
        {
            var cases = new TheoryData<JudgeProvider, int, string, string>();
            foreach (var provider in Judge.Providers)
            {
                cases.Add(provider, 401, "invalid_api_key", JudgeFailure.Unauthorised);
                cases.Add(provider, 403, "permission_denied", JudgeFailure.Unauthorised);
                cases.Add(provider, 404, "model_not_found", JudgeFailure.NotFound);
                cases.Add(provider, 402, "payment_required", JudgeFailure.Quota);
                cases.Add(provider, 429, "insufficient_quota", JudgeFailure.Quota);
                cases.Add(provider, 400, "context_length_exceeded", JudgeFailure.ContextExceeded);
                cases.Add(provider, 413, "request_too_large", JudgeFailure.ContextExceeded);
                cases.Add(provider, 400, "content_filter", JudgeFailure.ContentFilter);
                cases.Add(provider, 400, "unsupported_value", JudgeFailure.BadRequest);
                cases.Add(provider, 422, "unknown_field", JudgeFailure.BadRequest);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(NeverRetried))]
    public async Task What_stays_wrong_is_tried_once(JudgeProvider provider, int status, string code, string expected)
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Error(status, code, retryAfter: "1"));

        var failure = await Judge.FailAsync(Judge.Options(server, provider));

        failure.Failure.ShouldBe(expected);
        failure.Attempts.ShouldBe(1);
        failure.Message.ShouldContain(status.ToString(CultureInfo.InvariantCulture));
        server.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("This model's maximum context length is 8192 tokens.", JudgeFailure.ContextExceeded)]
    [InlineData("prompt is too long: 210000 tokens > 200000 maximum", JudgeFailure.ContextExceeded)]
    [InlineData("Your credit balance is too low to access the API.", JudgeFailure.Quota)]
    public async Task What_a_provider_says_only_in_words_is_understood(string message, string expected)
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Error(400, "invalid_request_error", message));

        (await Judge.FailAsync(Judge.Options(server, JudgeProvider.Anthropic))).Failure.ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_may_pass_is_tried_again(JudgeProvider provider)
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Error(503, "overloaded"), ScriptedReply.Error(429, "rate_limited"), Good);

        var evaluation = await Judge.GradeAsync(Judge.Options(server, provider));

        evaluation.Provenance.Attempts.ShouldBe(3);
        server.Calls.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(408, JudgeFailure.Timeout)]
    [InlineData(409, JudgeFailure.ServerError)]
    [InlineData(429, JudgeFailure.RateLimited)]
    [InlineData(500, JudgeFailure.ServerError)]
    [InlineData(502, JudgeFailure.ServerError)]
    [InlineData(529, JudgeFailure.ServerError)]
    public async Task What_does_not_pass_is_given_up_after_two_retries(int status, string expected)
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Raw(status, "<html>oops</html>"));

        var failure = await Judge.FailAsync(Judge.Options(server));

        failure.Failure.ShouldBe(expected);
        failure.Attempts.ShouldBe(3);
        server.Calls.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("10")]
    [InlineData("Mon, 04 May 2026 03:02:11 GMT")]
    public async Task A_rate_limit_is_waited_out_as_long_as_the_provider_asks(string retryAfter)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));
        using var server = ScriptedJudge.Saying(ScriptedReply.Error(429, "rate_limited", retryAfter: retryAfter), Good);
        var options = Judge.Options(server);
        options.RetryDelay = options.AttemptTimeout = options.TotalTimeout = JudgeOptions.LongestTime;

        var evaluation = await time.PassAsync(Judge.GradeAsync(options, time));

        evaluation.Provenance.Attempts.ShouldBe(2);
        evaluation.Provenance.Duration.ShouldBeInRange(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task A_wait_beyond_the_cap_is_not_begun()
    {
        var time = new FakeTimeProvider();
        using var server = ScriptedJudge.Saying(ScriptedReply.Error(429, "rate_limited", retryAfter: "86400"), Good);

        var failure = await Judge.FailAsync(Judge.Options(server), time);

        failure.Failure.ShouldBe(JudgeFailure.RateLimited);
        server.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_call_that_takes_too_long_is_given_up(JudgeProvider provider)
    {
        using var server = ScriptedJudge.Saying(((ScriptedReply)Good).After(TimeSpan.FromMinutes(10)));
        var options = Judge.Options(server, provider);
        options.AttemptTimeout = TimeSpan.FromMilliseconds(150);
        options.Retries = 1;

        var failure = await Judge.FailAsync(options);

        failure.Failure.ShouldBe(JudgeFailure.Timeout);
        failure.Message.ShouldContain("SRE_Judge__AttemptTimeout");
        failure.Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task A_reply_that_drips_is_cut_off_at_the_deadline()
    {
        using var server = BrokenServer.Dripping();
        var options = Judge.Options(server.Endpoint);
        options.TotalTimeout = options.AttemptTimeout = TimeSpan.FromMinutes(1);
        var time = new FakeTimeProvider();

        var failure = await Should.ThrowAsync<JudgeException>(() => time.PassAsync(Judge.GradeAsync(options, time), TimeSpan.FromSeconds(1)));

        failure.Failure.ShouldBe(JudgeFailure.Timeout);
    }

    [Fact]
    public async Task The_deadline_holds_for_all_calls_and_waits_together()
    {
        var time = new FakeTimeProvider();
        using var server = ScriptedJudge.Saying(ScriptedReply.Error(500));
        var options = Judge.Options(server);
        options.Retries = JudgeOptions.MostRetries;
        options.RetryDelay = TimeSpan.FromSeconds(50);

        var failure = await Should.ThrowAsync<JudgeException>(() => time.PassAsync(Judge.GradeAsync(options, time), TimeSpan.FromSeconds(1)));

        failure.Failure.ShouldBe(JudgeFailure.Timeout);
        failure.Message.ShouldContain("SRE_Judge__TotalTimeout");
        failure.Attempts.ShouldBeInRange(1, JudgeOptions.MostRetries);
    }

    [Fact]
    public async Task A_connection_reset_in_the_middle_is_tried_again()
    {
        using var server = BrokenServer.ResettingMidBody();

        var failure = await Judge.FailAsync(Judge.Options(server.Endpoint));

        failure.Failure.ShouldBe(JudgeFailure.Unreachable);
        server.Connections.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_server_that_is_not_there_is_unreachable(JudgeProvider provider)
    {
        var failure = await Judge.FailAsync(Judge.Options(UnusedAddress(), provider));

        failure.Failure.ShouldBe(JudgeFailure.Unreachable);
        failure.Attempts.ShouldBe(3);
        failure.Message.ShouldContain("SRE_Judge__Endpoint");
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_unreachable()
    {
        var failure = await Judge.FailAsync(Judge.Options(new Uri("http://no-such-host.invalid/v1")));

        failure.Failure.ShouldBe(JudgeFailure.Unreachable);
        failure.Message.ShouldContain("no-such-host.invalid");
    }

    [Fact]
    public async Task A_failed_encryption_is_not_tried_again()
    {
        using var server = ScriptedJudge.Saying(Good);

        var failure = await Judge.FailAsync(Judge.Options(new Uri($"https://127.0.0.1:{server.Address.Port}/v1")));

        failure.Failure.ShouldBe(JudgeFailure.Tls);
        failure.Attempts.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_redirect_is_refused_and_the_key_not_passed_on(JudgeProvider provider)
    {
        using var elsewhere = ScriptedJudge.Saying(Good);
        using var server = ScriptedJudge.Saying(ScriptedReply.Redirect(elsewhere.OpenAIEndpoint));

        var failure = await Judge.FailAsync(Judge.Options(server, provider));

        failure.Failure.ShouldBe(JudgeFailure.Redirected);
        failure.Attempts.ShouldBe(1);
        elsewhere.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<html>Please sign in</html>")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task A_page_in_place_of_a_reply_is_told_as_such(string page)
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Raw(200, page));

        var failure = await Judge.FailAsync(Judge.Options(server));

        failure.Failure.ShouldBe(JudgeFailure.InvalidReply);
        failure.Message.ShouldContain("SRE_Judge__Endpoint");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task JSON_of_another_protocol_never_becomes_a_grade_or_a_crash(JudgeProvider provider)
    {
        foreach (var body in (string[])["{}", """{"choices":[]}""", """{"choices":7,"message":7,"content":7}""", """{"choices":[{"message":null,"finish_reason":"odd"}]}""", """{"message":null,"content":null}"""])
        {
            using var server = ScriptedJudge.Saying(ScriptedReply.Raw(200, body));

            (await Judge.FailAsync(Judge.Options(server, provider))).Failure.ShouldBe(JudgeFailure.InvalidReply, body);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_a_provider_writes_freely_is_never_repeated(JudgeProvider provider)
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Error(401, Judge.Key, $"Incorrect API key {Judge.Key} for: {Some.Answer().Text}"));

        var failure = await Judge.FailAsync(Judge.Options(server, provider));

        failure.ToString().ShouldNotContain(Judge.Key);
        failure.ToString().ShouldNotContain(Some.Answer().Text);
    }

    [Fact]
    public async Task After_a_series_of_failures_the_endpoint_is_spared_then_tried_once_and_used_again()
    {
        var time = new FakeTimeProvider();
        var down = true;
        using var server = ScriptedJudge.Answering(_ => down ? ScriptedReply.Error(500) : Good);
        var options = Judge.Options(server);
        options.Retries = 0;
        using var grader = Judge.Grader(options, time);
        Task<Evaluation> GradeAsync() => grader.GradeAsync(Some.Question(), Some.Answer(), TestContext.Current.CancellationToken);

        for (var call = 0; call < Resilience.LeastCalls; call++)
        {
            (await Should.ThrowAsync<JudgeException>(GradeAsync)).Failure.ShouldBe(JudgeFailure.ServerError);
        }

        var spared = await Should.ThrowAsync<JudgeException>(GradeAsync);
        spared.Failure.ShouldBe(JudgeFailure.CircuitOpen);
        spared.Attempts.ShouldBe(0);
        spared.Message.ShouldContain("replied 500");

        time.Advance(options.BreakDuration);
        (await Should.ThrowAsync<JudgeException>(GradeAsync)).Failure.ShouldBe(JudgeFailure.ServerError);
        (await Should.ThrowAsync<JudgeException>(GradeAsync)).Failure.ShouldBe(JudgeFailure.CircuitOpen);
        server.Calls.Count.ShouldBe(Resilience.LeastCalls + 1);

        down = false;
        time.Advance(options.BreakDuration);
        (await GradeAsync()).Degraded.ShouldBeFalse();
        (await GradeAsync()).Degraded.ShouldBeFalse();
    }

    [Fact]
    public async Task Busy_moments_and_single_answers_do_not_open_the_breaker()
    {
        using var server = ScriptedJudge.Answering(_ => ScriptedReply.Error(429, "rate_limited"));
        var options = Judge.Options(server);
        options.Retries = 0;
        using var grader = Judge.Grader(options);

        for (var call = 0; call < 2 * Resilience.LeastCalls; call++)
        {
            (await Should.ThrowAsync<JudgeException>(() => grader.GradeAsync(Some.Question(), Some.Answer(), TestContext.Current.CancellationToken)))
                .Failure.ShouldBe(JudgeFailure.RateLimited);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task The_callers_cancellation_stays_one(JudgeProvider provider)
    {
        using var cancelled = new CancellationTokenSource();
        using var server = ScriptedJudge.Answering(_ =>
        {
            cancelled.CancelAfter(50);
            return ((ScriptedReply)Good).After(TimeSpan.FromMinutes(10));
        });
        using var grader = Judge.Grader(Judge.Options(server, provider));

        await Should.ThrowAsync<OperationCanceledException>(() => grader.GradeAsync(Some.Question(), Some.Answer(), cancelled.Token));

        server.Calls.Count.ShouldBe(1);
    }

    private static Uri UnusedAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}/v1");
    }
}
