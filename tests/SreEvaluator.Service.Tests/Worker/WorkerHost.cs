using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SreEvaluator.Composition;
using SreEvaluator.Grading;
using SreEvaluator.Service.Worker;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Worker;

/// <summary>A worker in this process, as a host runs it.</summary>
internal sealed class WorkerHost : IAsyncDisposable
{
    private readonly IHost _host;

    private WorkerHost(IHost host) => _host = host;

    public AnswerStore Answers => Get<AnswerStore>();

    public BatchStore Batches => Get<BatchStore>();

    public JobStore Jobs => Get<JobStore>();

    public EvaluationStore Evaluations => Get<EvaluationStore>();

    /// <summary>A worker that is started.</summary>
    /// <param name="storage">The database.</param>
    /// <param name="configure">Changes what is registered.</param>
    /// <param name="settings">Settings beside those of the database.</param>
    public static async Task<WorkerHost> StartAsync(
        StorageOptions storage, Action<IServiceCollection>? configure = null, params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings
            .Append(("Storage:Provider", storage.Provider.ToString()))
            .Append(("Storage:ConnectionString", storage.ConnectionString))
            .Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2)));
        builder.Services.AddGrading(builder.Configuration).AddStorage(builder.Configuration).AddWorker(builder.Configuration);
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        try
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            host.Dispose();
            throw;
        }

        return new WorkerHost(host);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>An answer that was accepted as the API does it.</summary>
    public async Task<StoredAnswer> AcceptAsync(string text = "I would roll back the last release before anything else.")
    {
        var accepted = await Answers.AcceptAsync(new NewAnswer(null, "incident-management", text), null, "user:1", CancellationToken.None);
        Get<WorkSignal>().Set();
        return accepted.Answer;
    }

    /// <summary>A batch that was started as the API does it.</summary>
    public async Task<Batch> StartBatchAsync(IEnumerable<NewAnswer> answers)
    {
        var batch = await Batches.AddAsync("Batch", GraderChoice.Auto, "user:1", CancellationToken.None);
        await Batches.AddAnswersAsync(batch.Id, answers.ToAsyncEnumerable(), CancellationToken.None);
        await Batches.ReadyAsync(batch.Id, response: null, "user:1", CancellationToken.None);
        batch = (await Batches.StartAsync(batch.Id, "user:1", CancellationToken.None))!;
        Get<WorkSignal>().Set();
        return batch;
    }

    /// <summary>The first evaluation of an answer, when there is one.</summary>
    public Task<StoredEvaluation> EvaluationOfAsync(StoredAnswer answer) =>
        Eventually.GetAsync(async () => await Evaluations.OfAnswerAsync(answer.Id, CancellationToken.None) is [var latest, ..] ? latest : null);

    /// <summary>A batch, when it has ended.</summary>
    public Task<BatchProgress> EndOfAsync(Batch batch) => Eventually.GetAsync(async () =>
        await Batches.ProgressAsync(batch.Id, CancellationToken.None) is { Batch.EndedAt: not null } ended ? ended : null);

    public Task StopAsync() => _host.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
