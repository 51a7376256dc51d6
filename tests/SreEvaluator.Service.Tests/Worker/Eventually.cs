namespace SreEvaluator.Service.Tests.Worker;

/// <summary>Waits for what comes in its own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>The thing, as soon as it is there.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> look, TimeSpan? longest = null)
        where T : class
    {
        var until = TimeProvider.System.GetTimestamp() + (long)((longest ?? Longest).TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            if (TimeProvider.System.GetTimestamp() > until)
            {
                throw new TimeoutException("It did not come in time.");
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Returns as soon as something holds.</summary>
    public static Task HoldsAsync(Func<Task<bool>> look, TimeSpan? longest = null) => GetAsync(async () => await look() ? "yes" : null, longest);
}
