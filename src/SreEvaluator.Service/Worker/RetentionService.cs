using Microsoft.Extensions.Options;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Worker;

/// <summary>Erases, once an hour, what is kept for no longer.</summary>
internal sealed partial class RetentionService(PersonalData data, IOptions<StorageOptions> options, TimeProvider time, ILogger<RetentionService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                var now = time.GetUtcNow();
                var erased = await data.EraseExpiredAsync(now - options.Value.KeptFor, now - options.Value.IdempotencyKeptFor, stoppingToken);
                if (erased > 0)
                {
                    LogErased(erased);
                }
            }
            catch (StorageException failure)
            {
                LogFailed(failure.Failure);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
        while (!stoppingToken.IsCancellationRequested && await NextAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Answers} answers were kept long enough and are erased")]
    private partial void LogErased(int answers);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is kept too long could not be erased ({Failure}); it is tried again in an hour")]
    private partial void LogFailed(StorageFailure failure);
}
