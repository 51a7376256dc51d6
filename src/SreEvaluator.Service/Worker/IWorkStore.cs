using SreEvaluator.Storage;

namespace SreEvaluator.Service.Worker;

/// <summary>What a worker keeps of its work: the database, or the simulation's.</summary>
internal interface IWorkStore
{
    /// <inheritdoc cref="JobStore.FormAsync"/>
    Task<int> FormAsync(int shardSize, int mostBatchJobs, CancellationToken cancellationToken);

    /// <inheritdoc cref="JobStore.WaitingAsync"/>
    Task<IReadOnlyList<Job>> WaitingAsync(int most, CancellationToken cancellationToken);

    /// <inheritdoc cref="JobStore.HeldAsync"/>
    Task<IReadOnlyList<Job>> HeldAsync(CancellationToken cancellationToken);

    /// <inheritdoc cref="JobStore.ScheduledAsync"/>
    Task ScheduledAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <inheritdoc cref="JobStore.BeginAsync"/>
    Task<JobWork?> BeginAsync(Guid id, string worker, CancellationToken cancellationToken);

    /// <inheritdoc cref="JobStore.IsWantedAsync"/>
    Task<bool> IsWantedAsync(Guid id, CancellationToken cancellationToken);

    /// <inheritdoc cref="JobStore.SetAttemptsAsync"/>
    Task SetAttemptsAsync(Guid answerId, int attempts, CancellationToken cancellationToken);

    /// <inheritdoc cref="EvaluationStore.AddAsync"/>
    Task AddAsync(IReadOnlyList<NewEvaluation> evaluations, Guid jobId, string worker, CancellationToken cancellationToken);

    /// <inheritdoc cref="JobStore.EndAsync"/>
    Task EndAsync(Guid id, string worker, CancellationToken cancellationToken);

    /// <inheritdoc cref="JobStore.GiveBackAsync"/>
    Task GiveBackAsync(Guid id, CancellationToken cancellationToken);

    /// <inheritdoc cref="JobStore.ReopenAsync(Guid, CancellationToken)"/>
    Task ReopenAsync(Guid id, CancellationToken cancellationToken);
}
