using System.Globalization;
using Microsoft.Extensions.Options;
using SreEvaluator.Grading;
using SreEvaluator.Service.Tests.Worker;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Robustness;

/// <summary>
/// Case 59: the real program is killed with SIGKILL at random moments of a run, over and over, while answers come in. Twenty times here,
/// ten on either engine; SRE_KILLS_SQLITE and SRE_KILLS_POSTGRES say how often in the long suite.
/// </summary>
internal sealed class KillSuite(StorageOptions storage, int seed) : IAsyncDisposable
{
    private const int UsualKills = 10;
    private const int BatchAnswers = 120;
    private const int SingleAnswers = 10;

    // Work is taken in faster than one machine that dies all the time can do it, so the more kills, the more is left.
    private static readonly TimeSpan EndsWithinEach = TimeSpan.FromSeconds(4);

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly Random _random = new(seed);
    private readonly Database _database = new(Options.Create(storage), TimeProvider.System);
    private readonly List<Guid> _batches = [];
    private readonly List<Guid> _singles = [];

    /// <summary>How often the long suite kills, or the usual.</summary>
    public static int Kills(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var kills) ? kills : UsualKills;

    /// <summary>Kills one worker after the other, while as many as asked for run beside each other.</summary>
    public async Task RunAsync(int kills, int workers)
    {
        await _database.OpenAsync(None);
        var running = new List<ServiceProcess>();
        try
        {
            for (var kill = 0; kill < kills; kill++)
            {
                while (running.Count < workers)
                {
                    running.Add(ServiceProcess.Start(storage));
                }

                await AcceptAsync();
                var victim = running[_random.Next(running.Count)];

                // One in five dies while it starts, one at any moment, and three once answers that came in meanwhile are graded, however long that takes on
                // a busy machine.
                var when = _random.Next(5);
                if (when > 0)
                {
                    await victim.StartedAsync();
                }

                if (when > 1)
                {
                    await Eventually.HoldsAsync(() => IsGradedAsync(_singles[^1]));
                }

                await Task.Delay(_random.Next(0, when > 1 ? 400 : 1200), TestContext.Current.CancellationToken);
                await victim.KillAsync();
                running.Remove(victim);
                victim.Dispose();
            }

            while (running.Count < workers)
            {
                running.Add(ServiceProcess.Start(storage));
            }

            await Task.WhenAll(running.Select(service => service.StartedAsync()));
            await EndedAsync(TimeSpan.FromMinutes(3) + (kills * EndsWithinEach));
            foreach (var service in running)
            {
                (await service.TerminateAsync()).ShouldBe(0, service.Output);
            }
        }
        finally
        {
            running.ForEach(service => service.Dispose());
        }

        await CheckAsync();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task AcceptAsync()
    {
        var batches = new BatchStore(_database);
        var batch = await batches.AddAsync("Batch", GraderChoice.Local, "user:1", None);
        await batches.AddAnswersAsync(batch.Id, Answers(BatchAnswers).ToAsyncEnumerable(), None);
        await batches.ReadyAsync(batch.Id, response: null, "user:1", None);
        await batches.StartAsync(batch.Id, "user:1", None);
        _batches.Add(batch.Id);
        foreach (var answer in Answers(SingleAnswers))
        {
            _singles.Add((await new AnswerStore(_database).AcceptAsync(answer, key: null, "user:1", None)).Answer.Id);
        }
    }

    private IEnumerable<NewAnswer> Answers(int count) => Enumerable.Range(0, count).Select(number => new NewAnswer(
        null,
        "incident-management",
        string.Create(CultureInfo.InvariantCulture, $"First I roll back the last release, then I post an update every {_random.Next(5, 60)} minutes. ({number})")));

    private async Task<bool> IsGradedAsync(Guid answer) => (await new EvaluationStore(_database).OfAnswerAsync(answer, None)).Count > 0;

    private Task EndedAsync(TimeSpan longest) => Eventually.HoldsAsync(
        async () =>
        {
            foreach (var batch in _batches)
            {
                if ((await new BatchStore(_database).FindAsync(batch, None))!.State != BatchState.Completed)
                {
                    return false;
                }
            }

            foreach (var single in _singles)
            {
                if (!await IsGradedAsync(single))
                {
                    return false;
                }
            }

            return (await new JobStore(_database).HeldAsync(None)).Count == 0;
        },
        longest);

    private async Task CheckAsync()
    {
        foreach (var batch in _batches)
        {
            var results = await new BatchStore(_database).ResultsAsync(batch, BatchFilter.All, after: null, limit: 1000, None);
            results.Select(result => result.Answer.Position).ShouldBe(Enumerable.Range(0, BatchAnswers));
            foreach (var result in results)
            {
                await GradedOnceAsync(result.Answer.Id);
            }

            (await new BatchStore(_database).ProgressAsync(batch, None))!.Graded.ShouldBe(BatchAnswers);
        }

        foreach (var single in _singles)
        {
            await GradedOnceAsync(single);
        }

        (await new AuditTrail(_database).CheckAsync(None)).FirstBroken.ShouldBeNull();
    }

    private async Task GradedOnceAsync(Guid answer)
    {
        var evaluation = (await new EvaluationStore(_database).OfAnswerAsync(answer, None)).ShouldHaveSingleItem();
        evaluation.Score.ShouldNotBeNull(evaluation.Read().Feedback.Summary);
    }
}
