using Microsoft.Extensions.Time.Testing;

namespace SreEvaluator.Support;

internal static class FakeTime
{
    /// <summary>Lets time pass, much faster than it does, until some work is done; real calls in it still have their real time.</summary>
    public static async Task<T> PassAsync<T>(this FakeTimeProvider time, Task<T> work, TimeSpan? step = null)
    {
        while (!work.IsCompleted)
        {
            time.Advance(step ?? TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(work, Task.Delay(5));
        }

        return await work;
    }
}
