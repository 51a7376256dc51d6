using System.Globalization;
using Microsoft.Extensions.Options;

namespace SreEvaluator.Service.Worker;

/// <summary>Says what to set where a number is out of its range.</summary>
internal sealed class WorkerOptionsValidator : IValidateOptions<WorkerOptions>
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(100);

    public ValidateOptionsResult Validate(string? name, WorkerOptions options)
    {
        string?[] problems =
        [
            Number(nameof(options.ShardSize), options.ShardSize, WorkerOptions.LeastShardSize, WorkerOptions.GreatestShardSize, 50),
            Number(nameof(options.ShardsAtOnce), options.ShardsAtOnce, 1, WorkerOptions.MostShardsAtOnce, 4),
            Number(nameof(options.Concurrency), options.Concurrency, 1, WorkerOptions.MostConcurrency, 64),
            Number(nameof(options.MaxAttempts), options.MaxAttempts, 1, WorkerOptions.MostAttempts, 5),
            Time(nameof(options.RetryDelay), options.RetryDelay, TimeSpan.Zero, WorkerOptions.LongestTime, "00:00:01"),
            Time(nameof(options.PollInterval), options.PollInterval, ShortestPoll, TimeSpan.FromMinutes(1), "00:00:01"),
            Time(nameof(options.ShutdownDeadline), options.ShutdownDeadline, TimeSpan.Zero, WorkerOptions.LongestTime, "00:00:25"),
        ];
        var found = problems.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? Number(string option, int value, int least, int greatest, int usual) => value >= least && value <= greatest
        ? null
        : Problem(option, string.Create(CultureInfo.InvariantCulture, $"{value}; expected {least} to {greatest}"), usual.ToString(CultureInfo.InvariantCulture));

    private static string? Time(string option, TimeSpan value, TimeSpan shortest, TimeSpan longest, string usual) => value >= shortest && value <= longest
        ? null
        : Problem(option, $"{value:c}; expected {shortest:c} to {longest:c}", usual);

    private static string Problem(string option, string found, string usual) =>
        $"{WorkerOptions.Section}:{option} is {found}. Set it in appsettings.json or as SRE_{WorkerOptions.Section}__{option}={usual}";
}
