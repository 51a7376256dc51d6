using Microsoft.Extensions.Options;

namespace SreEvaluator.Grading.Judging;

/// <summary>Tries the second judge as <see cref="JudgeCheck"/> tries the first.</summary>
/// <param name="options">The options of both.</param>
/// <param name="time">The clock.</param>
public sealed class SecondJudgeCheck(IOptionsMonitor<JudgeOptions> options, TimeProvider time)
{
    /// <summary>Makes the check; null where no second judge is configured.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<JudgeCheckReport?> RunAsync(CancellationToken cancellationToken)
    {
        var second = options.Get(JudgeOptions.SecondSection);
        return second.Provider == JudgeProvider.None
            ? null
            : Named(await new JudgeCheck(Options.Create(second), time).RunAsync(cancellationToken).ConfigureAwait(false));
    }

    // What the check says to set is of the first judge.
    private static JudgeCheckReport Named(JudgeCheckReport report) => new(
    [
        .. report.Steps.Select(step => step with
        {
            Remedy = step.Remedy?.Replace($"SRE_{JudgeOptions.Section}__", $"SRE_{JudgeOptions.SecondSection}__", StringComparison.Ordinal),
        }),
    ]);
}
