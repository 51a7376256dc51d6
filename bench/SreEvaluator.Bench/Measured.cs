using System.Diagnostics;

namespace SreEvaluator.Bench;

/// <summary>What grading many answers side by side took.</summary>
/// <param name="Rate">Answers a second.</param>
/// <param name="CpuMilliseconds">Processor time of this process for each answer, all of it: the framework, the runtime and its garbage collector.</param>
internal sealed record Measured(double Rate, double CpuMilliseconds)
{
    /// <summary>Runs work with so many at once.</summary>
    /// <param name="count">How many answers.</param>
    /// <param name="atOnce">How many at once.</param>
    /// <param name="grade">Grades the answer of a number.</param>
    public static async Task<Measured> RunAsync(int count, int atOnce, Func<int, Task> grade)
    {
        GC.Collect();
        var next = 0;
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) <= count)
            {
                await grade(number);
            }
        }));
        var elapsed = clock.Elapsed;
        process.Refresh();
        return new Measured(count / elapsed.TotalSeconds, (process.TotalProcessorTime - cpu).TotalMilliseconds / count);
    }

    /// <summary>How many processes wait for a processor, the mean of the last minute: what else the machine does.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
