using System.Globalization;
using SreEvaluator.Grading;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Simulation;

/// <summary>The engine's logic in thousands of histories. SRE_SIMULATION_SEEDS=20000 runs more of them.</summary>
public sealed class SimulationTests
{
    private const int UsualSeeds = 2000;

    private static int Seeds => int.TryParse(Environment.GetEnvironmentVariable("SRE_SIMULATION_SEEDS"), CultureInfo.InvariantCulture, out var seeds) ? seeds : UsualSeeds;

    [Fact]
    public void Nothing_accepted_is_lost_each_has_one_result_attempts_are_bounded_and_every_job_ends()
    {
        var (deaths, refused, givenUp, cancelled, graded) = (0, 0, 0, 0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var world = new World(seed);
            var why = string.Create(CultureInfo.InvariantCulture, $"seed {seed}");

            world.Run().ShouldBeTrue($"{why}: a job did not end");

            var store = world.Store;
            foreach (var answer in store.Answers.Values)
            {
                var evaluations = store.Evaluations.Where(one => one.Key.AnswerId == answer.Id).Select(one => one.Value.Content).ToList();
                if (!store.IsCancelled(answer.BatchId))
                {
                    evaluations.Count.ShouldBe(1, $"{why}: {answer.Text}");
                }

                evaluations.Count.ShouldBeLessThanOrEqualTo(1, why);
                answer.Attempts.ShouldBeLessThanOrEqualTo(world.Options.MaxAttempts, why);

                // Begun again for each failed attempt, and for each time that somebody died or was told to stop.
                world.Begun.GetValueOrDefault(answer.Id).ShouldBeLessThanOrEqualTo(world.Options.MaxAttempts + store.Jobs.Count + (3 * world.Workers), why);
                if (evaluations.SingleOrDefault() is { } evaluation)
                {
                    var poison = answer.Text is SimulatedGrader.FailsAlways or SimulatedGrader.Kills;
                    (evaluation.Band == Band.NotAssessed).ShouldBe(poison, $"{why}: {answer.Text} after {answer.Attempts} attempts is {evaluation.Band}");
                    givenUp += poison ? 1 : 0;
                    graded++;
                }
            }

            store.Jobs.Values.ShouldAllBe(job => job.State == JobState.Done || (job.State == JobState.Cancelled && store.IsCancelled(job.BatchId)));
            (deaths, refused) = (deaths + world.Deaths, refused + store.Refused);
            cancelled += store.Batches.Values.Count(state => state == BatchState.Cancelled);
        }

        // The histories hold what they are to show.
        TestContext.Current.SendDiagnosticMessage($"{graded} graded, {givenUp} given up, {deaths} deaths, {refused} second results refused, {cancelled} batches cancelled");
        deaths.ShouldBeGreaterThan(Seeds / 2);
        refused.ShouldBeGreaterThan(Seeds / 100);
        givenUp.ShouldBeGreaterThan(Seeds / 10);
        cancelled.ShouldBeGreaterThan(Seeds / 10);
    }

    [Fact]
    public void The_same_seed_gives_the_same_history()
    {
        string History()
        {
            var world = new World(seed: 17);
            world.Run();
            return string.Join('\n', world.Store.Answers.Values.Select(answer => string.Create(
                CultureInfo.InvariantCulture, $"{answer.Id} {answer.JobId} {answer.Attempts} {world.Begun.GetValueOrDefault(answer.Id)}")))
                + world.Time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        }

        History().ShouldBe(History());
    }
}
