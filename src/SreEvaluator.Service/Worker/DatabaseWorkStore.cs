using SreEvaluator.Storage;

namespace SreEvaluator.Service.Worker;

/// <summary>Keeps the work in the database.</summary>
internal sealed class DatabaseWorkStore(JobStore jobs, EvaluationStore evaluations, Evaluated evaluated) : IWorkStore
{
    public Task<int> FormAsync(int shardSize, int mostBatchJobs, CancellationToken cancellationToken) =>
        jobs.FormAsync(shardSize, mostBatchJobs, cancellationToken);

    public Task<IReadOnlyList<Job>> WaitingAsync(int most, CancellationToken cancellationToken) => jobs.WaitingAsync(most, cancellationToken);

    public Task<IReadOnlyList<Job>> HeldAsync(CancellationToken cancellationToken) => jobs.HeldAsync(cancellationToken);

    public Task ScheduledAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => jobs.ScheduledAsync(ids, cancellationToken);

    public Task<JobWork?> BeginAsync(Guid id, string worker, CancellationToken cancellationToken) => jobs.BeginAsync(id, worker, cancellationToken);

    public Task<bool> IsWantedAsync(Guid id, CancellationToken cancellationToken) => jobs.IsWantedAsync(id, cancellationToken);

    public Task SetAttemptsAsync(Guid answerId, int attempts, CancellationToken cancellationToken) =>
        jobs.SetAttemptsAsync(answerId, attempts, cancellationToken);

    public async Task AddAsync(IReadOnlyList<NewEvaluation> added, Guid jobId, string worker, CancellationToken cancellationToken)
    {
        await evaluations.AddAsync(added, jobId, worker, cancellationToken).ConfigureAwait(false);
        evaluated.Tell(added.Select(evaluation => evaluation.AnswerId));
    }

    public Task EndAsync(Guid id, string worker, CancellationToken cancellationToken) => jobs.EndAsync(id, worker, cancellationToken);

    public Task GiveBackAsync(Guid id, CancellationToken cancellationToken) => jobs.GiveBackAsync(id, cancellationToken);

    public Task ReopenAsync(Guid id, CancellationToken cancellationToken) => jobs.ReopenAsync(id, cancellationToken);
}
