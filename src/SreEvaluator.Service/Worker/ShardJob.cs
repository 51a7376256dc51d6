using Quartz;

namespace SreEvaluator.Service.Worker;

/// <summary>What Quartz runs: the shard that its key names.</summary>
internal sealed class ShardJob(ShardRuns runs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runs.RunAsync(Guid.Parse(context.JobDetail.Key.Name)).ConfigureAwait(false);
}
