using System.CommandLine;

namespace SreEvaluator.Cli.Commands;

/// <summary>Reports on a batch.</summary>
internal static class ReportCommand
{
    public static Command Create(Shell shell) => new("report", "Reports on a batch: a second opinion on a candidate, the results anew, and an archive to check them by.")
    {
        ReportCandidateCommand.Create(shell), ReportBatchCommand.Create(shell), ReportPackCommand.Create(shell), ReportVerifyCommand.Create(shell), ReportImpactCommand.Create(shell),
    };
}
