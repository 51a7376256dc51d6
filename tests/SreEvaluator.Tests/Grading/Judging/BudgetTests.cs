using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Judging;

public sealed class BudgetTests
{
    /// <summary>What each scripted reply costs: 1,200 tokens at 1 and 300 at 10 for a million.</summary>
    private const decimal CostOfReply = 0.0042m;

    [Fact]
    public async Task Work_stops_before_the_call_that_could_go_beyond_and_what_is_graded_stays()
    {
        using var server = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()));
        var options = Priced(server);
        options.MaxCost = 0.06m;
        using var grader = Judge.Grader(options);
        var graded = 0;

        var refused = await Should.ThrowAsync<BudgetExceededException>(async () =>
        {
            while (true)
            {
                await grader.GradeAsync(Some.Question(), Some.Answer(), TestContext.Current.CancellationToken);
                graded++;
            }
        });

        server.Calls.Count.ShouldBe(graded);
        graded.ShouldBeGreaterThan(1);
        (graded * CostOfReply).ShouldBeLessThanOrEqualTo(0.06m);
        refused.Message.ShouldStartWith("The budget of 0.06 is used up: ");
    }

    [Fact]
    public async Task Calls_side_by_side_wait_for_what_others_leave_rather_than_fail()
    {
        using var server = ScriptedJudge.Answering(_ => ((ScriptedReply)ScriptedVerdicts.On(Some.Question())).After(TimeSpan.FromMilliseconds(20)));
        using var grader = Judge.Grader(Priced(server));
        var budget = new Budget(0.08m);
        var within = grader.Within(budget);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => within.GradeAsync(Some.Question(), Some.Answer(), TestContext.Current.CancellationToken)));

        budget.Spent.ShouldBe(8 * CostOfReply);
    }

    [Fact]
    public async Task A_refused_call_is_no_failure_of_the_judge()
    {
        using var server = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()));
        using var grader = Judge.Grader(Priced(server));
        var whole = new FallbackGrader(grader.Within(new Budget(0.000001m)), local: null, TimeProvider.System);

        await Should.ThrowAsync<BudgetExceededException>(() => whole.GradeAsync(Some.Question(), Some.Answer(), TestContext.Current.CancellationToken));

        server.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_error_costs_nothing()
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Error(401));

        (await SpentOnFailureAsync(Priced(server), JudgeFailure.Unauthorised)).ShouldBe(0);
    }

    [Fact]
    public async Task A_call_of_which_nobody_knows_whether_it_is_charged_counts_at_its_worst()
    {
        using var server = ScriptedJudge.Saying(((ScriptedReply)ScriptedVerdicts.On(Some.Question())).After(TimeSpan.FromMinutes(10)));
        var options = Priced(server);
        options.Retries = 0;
        options.AttemptTimeout = TimeSpan.FromMilliseconds(200);

        // 4,096 tokens of reply at 10, and some thousands of bytes of prompt at 1, for a million.
        (await SpentOnFailureAsync(options, JudgeFailure.Timeout)).ShouldBeInRange(0.0409m, 0.06m);
    }

    [Fact]
    public void A_budget_is_above_zero_and_needs_a_price()
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Error(500));
        using var grader = Judge.Grader(Judge.Options(server));

        Should.Throw<ArgumentOutOfRangeException>(() => new Budget(0));
        Should.Throw<InvalidOperationException>(() => grader.Within(new Budget(1))).Message.ShouldContain("Judge:Prices:some-model:Input");
    }

    private static async Task<decimal> SpentOnFailureAsync(JudgeOptions options, string failure)
    {
        using var grader = Judge.Grader(options);
        var budget = new Budget(1);
        (await Should.ThrowAsync<JudgeException>(() => grader.Within(budget).GradeAsync(Some.Question(), Some.Answer(), TestContext.Current.CancellationToken)))
            .Failure.ShouldBe(failure);
        return budget.Spent;
    }

    private static JudgeOptions Priced(ScriptedJudge server)
    {
        var options = Judge.Options(server);
        options.Prices["some-model"] = new ModelPrice { Input = 1, Output = 10 };
        return options;
    }
}
