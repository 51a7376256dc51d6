using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Judging;

/// <summary>One answer judged in several calls.</summary>
public sealed class ChunkTests
{
    [Fact]
    public async Task A_call_for_each_point_gives_one_evaluation_that_counts_them_all()
    {
        using var server = ScriptedJudge.Answering(call => ScriptedVerdicts.OnAsked(call));
        var options = Judge.Options(server);
        options.ChunkSize = 1;
        options.Prices["some-model"] = new ModelPrice { Input = 1, Output = 2 };

        var evaluation = await Judge.GradeAsync(options);

        server.Calls.Count.ShouldBe(2);
        evaluation.Verdicts.ShouldAllBe(verdict => verdict.Coverage == Coverage.Missing);
        evaluation.Provenance.Attempts.ShouldBe(2);
        evaluation.Provenance.InputTokens.ShouldBe(2 * ScriptedReply.InputTokens);
        evaluation.Provenance.OutputTokens.ShouldBe(2 * ScriptedReply.OutputTokens);
        evaluation.Provenance.Cost.ShouldBe(2 * (1200m + 600m) / 1_000_000);
        server.Calls.Count(call => call.Messages[0].Contains("[blames-people]", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Calls_run_side_by_side()
    {
        using var both = new CountdownEvent(2);
        using var server = ScriptedJudge.Answering(call =>
        {
            both.Signal();
            both.Wait(TimeSpan.FromSeconds(20)).ShouldBeTrue();
            return ScriptedVerdicts.OnAsked(call);
        });
        var options = Judge.Options(server);
        options.ChunkSize = 1;

        (await Judge.GradeAsync(options)).Provenance.Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task The_limit_of_calls_at_once_holds_for_all_answers_and_chunks_together()
    {
        var (running, most) = (0, 0);
        using var server = ScriptedJudge.Answering(call =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            Thread.Sleep(30);
            Interlocked.Decrement(ref running);
            return ScriptedVerdicts.OnAsked(call);
        });
        var options = Judge.Options(server);
        options.ChunkSize = 1;
        options.MaxConcurrency = 2;
        using var grader = Judge.Grader(options);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => grader.GradeAsync(Some.Question(), Some.Answer(), TestContext.Current.CancellationToken)));

        server.Calls.Count.ShouldBe(8);
        most.ShouldBe(2);
    }

    [Fact]
    public async Task A_chunk_that_fails_fails_the_answer_with_its_own_reason_and_ends_the_others()
    {
        using var server = ScriptedJudge.Answering(call => call.Messages[0].Contains("[mitigate-first]", StringComparison.Ordinal)
            ? ScriptedReply.Error(401)
            : ((ScriptedReply)ScriptedVerdicts.OnAsked(call)).After(TimeSpan.FromMinutes(10)));
        var options = Judge.Options(server);
        options.ChunkSize = 1;

        (await Judge.FailAsync(options)).Failure.ShouldBe(JudgeFailure.Unauthorised);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
            // Another thread was faster.
        }
    }
}
