using SreEvaluator.Storage;

namespace SreEvaluator.Service.Rubrics;

/// <summary>Puts published rubrics in force before anything is graded, and those that another process publishes within seconds.</summary>
internal sealed partial class RubricRefresh(PublishedRubrics rubrics, TimeProvider time, ILogger<RubricRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await rubrics.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service ends.
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            await rubrics.RefreshAsync(stoppingToken);
        }
        catch (StorageException failure)
        {
            LogFailed(failure.Failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database can't be asked for published rubrics now ({Failure}); it is asked again in some seconds")]
    private partial void LogFailed(StorageFailure failure);
}
