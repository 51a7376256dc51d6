namespace SreEvaluator.Cli;

/// <summary>What the program tells its caller. The numbers stay the same.</summary>
internal static class ExitCode
{
    /// <summary>Done; for <c>grade</c>, the answer is graded.</summary>
    public const int Done = 0;

    /// <summary>A bug of this program.</summary>
    public const int Bug = 1;

    /// <summary>Wrong usage, or input that can't be used.</summary>
    public const int Input = 2;

    /// <summary>Nothing could be assessed.</summary>
    public const int NotAssessed = 3;

    /// <summary>A setting is missing or wrong.</summary>
    public const int Configuration = 4;

    /// <summary>A figure is beyond what was allowed: two judges too far apart, credit gained unseen.</summary>
    public const int BeyondTolerance = 5;

    /// <summary>The most that a batch may cost is used up; what is graded stays.</summary>
    public const int BudgetUsedUp = 6;

    /// <summary>A decision pack or the audit trail does not hold.</summary>
    public const int Broken = 7;

    /// <summary>Stopped by Ctrl+C or a signal, as shells number it.</summary>
    public const int Cancelled = 130;
}
