namespace SreEvaluator.Service.Limits;

/// <summary>How much a caller may send: the section <c>Limits</c> of the configuration.</summary>
public sealed class LimitOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Limits";

    /// <summary>The smallest and the largest <see cref="RequestBytes"/>.</summary>
    public const int LeastRequestBytes = 256 * 1024, MostRequestBytes = 16 * 1024 * 1024;

    /// <summary>The largest <see cref="UploadBytes"/>.</summary>
    public const long MostUploadBytes = 4L * 1024 * 1024 * 1024;

    /// <summary>The largest <see cref="RequestsPerMinute"/>.</summary>
    public const int MostRequestsPerMinute = 10_000_000;

    /// <summary>The most bytes of a request's body, the files of batches left aside.</summary>
    public int RequestBytes { get; set; } = 1024 * 1024;

    /// <summary>The most bytes of a batch's file; at least <see cref="RequestBytes"/>.</summary>
    public long UploadBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>The requests of one login within a minute; from 1. The tenth part of them may come at once.</summary>
    public int RequestsPerMinute { get; set; } = 6_000;

    /// <summary>The requests without a login of one address within a minute; from 1. The tenth part of them may come at once.</summary>
    public int AnonymousRequestsPerMinute { get; set; } = 300;

    /// <summary>The logins of one address that may fail within a minute before it has to wait; from 1.</summary>
    public int FailedLoginsPerMinute { get; set; } = 10;
}
