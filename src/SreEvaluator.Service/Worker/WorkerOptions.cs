namespace SreEvaluator.Service.Worker;

/// <summary>How answers are graded in the background: the section <c>Worker</c> of the configuration.</summary>
public sealed class WorkerOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Worker";

    /// <summary>The most answers of a job.</summary>
    public const int GreatestShardSize = 100;

    /// <summary>The fewest answers of a full job.</summary>
    public const int LeastShardSize = 20;

    /// <summary>The most <see cref="Concurrency"/>.</summary>
    public const int MostConcurrency = 1024;

    /// <summary>The most <see cref="ShardsAtOnce"/>.</summary>
    public const int MostShardsAtOnce = 64;

    /// <summary>The most <see cref="MaxAttempts"/>.</summary>
    public const int MostAttempts = 100;

    /// <summary>The longest <see cref="RetryDelay"/> and <see cref="ShutdownDeadline"/>.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromMinutes(10);

    /// <summary>Whether this process grades; one that does not takes answers in and leaves them to others.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many answers a job has at most, <see cref="LeastShardSize"/> to <see cref="GreatestShardSize"/>.</summary>
    public int ShardSize { get; set; } = 50;

    /// <summary>How many jobs of batches run at once in this process, 1 to <see cref="MostShardsAtOnce"/>. Single answers have jobs of their own beside them.</summary>
    public int ShardsAtOnce { get; set; } = 4;

    /// <summary>How many answers are graded at once in this process, 1 to <see cref="MostConcurrency"/>; with a judge, how many calls there are at once.</summary>
    public int Concurrency { get; set; } = 64;

    /// <summary>After how many attempts an answer is not assessed, 1 to <see cref="MostAttempts"/>.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>How long to wait before an answer is tried again, doubled each time; up to <see cref="LongestTime"/>.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often work is looked for that another process took in, and work that the engine lost; 100 ms to a minute.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long answers in hand may take when the program ends, before they are left for the next start; up to <see cref="LongestTime"/>.</summary>
    public TimeSpan ShutdownDeadline { get; set; } = TimeSpan.FromSeconds(25);
}
