using SreEvaluator.Storage;

namespace SreEvaluator.Service.Worker;

/// <summary>What runs jobs at least once on one of the workers: Quartz, or the simulation's.</summary>
internal interface IShardEngine
{
    /// <summary>Gives a job to the engine. Giving it twice is as good as once.</summary>
    Task ScheduleAsync(Job job, CancellationToken cancellationToken);

    /// <summary>Whether the engine holds a job, or runs it.</summary>
    Task<bool> HoldsAsync(Guid jobId, CancellationToken cancellationToken);
}
