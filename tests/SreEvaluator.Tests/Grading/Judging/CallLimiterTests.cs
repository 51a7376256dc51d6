using Microsoft.Extensions.Time.Testing;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Judging;

public sealed class CallLimiterTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly CallLimiter _limiter;

    public CallLimiterTests() => _limiter = new CallLimiter(most: 8, longestPause: TimeSpan.FromSeconds(30), _time);

    public void Dispose() => _limiter.Dispose();

    [Fact]
    public async Task Turns_are_given_in_the_order_of_asking()
    {
        var turns = await EnterAsync(8);
        var next = _limiter.EnterAsync(TestContext.Current.CancellationToken);
        var last = _limiter.EnterAsync(TestContext.Current.CancellationToken);

        turns[0].Dispose();

        using var turn = await next;
        last.IsCompleted.ShouldBeFalse();
        turns[1].Dispose();
        using var second = await last;
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_turn()
    {
        var turns = await EnterAsync(8);
        using var cancelled = new CancellationTokenSource();
        var impatient = _limiter.EnterAsync(cancelled.Token);
        var patient = _limiter.EnterAsync(TestContext.Current.CancellationToken);

        await cancelled.CancelAsync();
        turns[0].Dispose();

        await Should.ThrowAsync<OperationCanceledException>(impatient);
        (await patient).Dispose();
    }

    [Fact]
    public async Task Calls_turned_away_side_by_side_halve_the_limit_once()
    {
        foreach (var turn in await EnterAsync(8))
        {
            turn.TurnedAway(pause: null);
            turn.Dispose();
        }

        _limiter.Limit.ShouldBe(4);
    }

    [Fact]
    public async Task The_limit_never_falls_below_one_and_grows_back_with_success_no_further_than_it_was()
    {
        for (var round = 0; round < 6; round++)
        {
            using var turn = await _limiter.EnterAsync(TestContext.Current.CancellationToken);
            turn.TurnedAway(pause: null);
        }

        _limiter.Limit.ShouldBe(1);
        for (var call = 0; call < 100; call++)
        {
            (await _limiter.EnterAsync(TestContext.Current.CancellationToken)).Dispose();
        }

        _limiter.Limit.ShouldBe(8);
    }

    [Fact]
    public async Task A_pause_that_one_is_asked_for_holds_for_all()
    {
        (await TurnedAwayAsync(TimeSpan.FromSeconds(10))).Dispose();
        var next = _limiter.EnterAsync(TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromSeconds(9));
        next.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));

        (await next.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).Dispose();
    }

    [Fact]
    public async Task In_a_pause_longer_than_anyone_waits_all_fail_at_once_until_enough_has_passed()
    {
        (await TurnedAwayAsync(TimeSpan.FromMinutes(10))).Dispose();

        var failure = await Should.ThrowAsync<CallFailure>(() => _limiter.EnterAsync(TestContext.Current.CancellationToken));
        failure.Word.ShouldBe(JudgeFailure.RateLimited);
        failure.Passing.ShouldBeFalse();

        _time.Advance(TimeSpan.FromMinutes(9.5));
        var next = _limiter.EnterAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMinutes(0.5));
        (await next.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).Dispose();
    }

    [Fact]
    public async Task Answers_graded_side_by_side_all_wait_for_what_one_was_told()
    {
        var turnedAway = 0;
        using var server = ScriptedJudge.Answering(_ =>
            Interlocked.Exchange(ref turnedAway, 1) == 0 ? ScriptedReply.Error(429, "rate_limited", retryAfter: "20") : ScriptedVerdicts.On(Some.Question()));
        var options = Judge.Options(server);
        options.MaxConcurrency = 1;
        options.AttemptTimeout = options.TotalTimeout = TimeSpan.FromMinutes(10);
        using var grader = Judge.Grader(options, _time);
        Task<Evaluation> GradeAsync(string text) => grader.GradeAsync(Some.Question(), Some.Answer(text), TestContext.Current.CancellationToken);

        var both = Task.WhenAll(GradeAsync("I roll back."), GradeAsync("I fail over."));
        while (server.Calls.Count < 1)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await Task.Delay(200, TestContext.Current.CancellationToken);
        server.Calls.Count.ShouldBe(1);
        (await _time.PassAsync(both, TimeSpan.FromSeconds(1))).ShouldAllBe(evaluation => evaluation.Grader == GraderKind.Judge);
        server.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Waiting_for_a_turn_does_not_count_against_the_deadline()
    {
        using var deadline = new Deadline(TimeSpan.FromSeconds(10), _time);
        _time.Advance(TimeSpan.FromSeconds(6));
        var turn = new TaskCompletionSource<int>();
        var waiting = deadline.StandStillAsync(turn.Task);

        _time.Advance(TimeSpan.FromHours(1));
        deadline.Token.IsCancellationRequested.ShouldBeFalse();
        turn.SetResult(1);
        await waiting;
        _time.Advance(TimeSpan.FromSeconds(3.9));
        deadline.Token.IsCancellationRequested.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.2));

        deadline.Token.IsCancellationRequested.ShouldBeTrue();
    }

    private async Task<CallLimiter.Turn> TurnedAwayAsync(TimeSpan pause)
    {
        var turn = await _limiter.EnterAsync(TestContext.Current.CancellationToken);
        turn.TurnedAway(pause);
        return turn;
    }

    private async Task<List<CallLimiter.Turn>> EnterAsync(int count)
    {
        var turns = new List<CallLimiter.Turn>();
        for (var turn = 0; turn < count; turn++)
        {
            turns.Add(await _limiter.EnterAsync(TestContext.Current.CancellationToken));
        }

        return turns;
    }
}
