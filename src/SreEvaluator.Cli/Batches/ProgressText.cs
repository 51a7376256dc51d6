using System.Globalization;
using SreEvaluator.Batches;

namespace SreEvaluator.Cli.Batches;

/// <summary>How far a batch is, in words.</summary>
internal sealed class ProgressText(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    /// <summary>Rate, remaining time, cost and what asks for a person.</summary>
    public string Of(BatchProgress progress)
    {
        var seconds = time.GetElapsedTime(_started).TotalSeconds;
        var rate = seconds > 0 ? progress.Graded / seconds : 0;
        var left = progress.Total - progress.Done;
        List<string> parts = [string.Create(CultureInfo.InvariantCulture, $"{progress.Done:N0} of {progress.Total:N0}")];
        if (progress.Graded > 0 && rate > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{rate:0.#}/s"));
            if (left > 0)
            {
                parts.Add($"{Duration(TimeSpan.FromSeconds(left / rate))} left");
            }
        }

        if (progress.Cost is { } cost)
        {
            parts.Add($"cost {Cost(cost)}");
        }

        parts.Add(string.Create(CultureInfo.InvariantCulture, $"{progress.Degraded:N0} degraded"));
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"{progress.ToReview:N0} to review"));
        return string.Join(", ", parts);
    }

    /// <summary>Such as <c>0.0123</c> or <c>12.30</c>.</summary>
    public static string Cost(decimal cost) => cost.ToString(cost is > 0 and < 1 ? "0.0000" : "0.00", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
}
