using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using SreEvaluator.Service.Limits;

namespace SreEvaluator.Service.Access;

/// <summary>Counts logins that failed, by address, and stops those who guess.</summary>
internal sealed class FailedLogins : IDisposable
{
    /// <summary>How long an address waits that failed too often.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<IPAddress> _limiter;

    public FailedLogins(IOptions<LimitOptions> limits) => _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetFixedWindowLimiter(
            address, _ => new FixedWindowRateLimiterOptions { PermitLimit = limits.Value.FailedLoginsPerMinute, Window = Window, QueueLimit = 0 }));

    /// <summary>Whether an address has failed too often to try again now.</summary>
    public bool IsStopped(HttpContext http)
    {
        using var lease = _limiter.AttemptAcquire(Address(http), permitCount: 0);
        return !lease.IsAcquired;
    }

    /// <summary>Notes a login that failed.</summary>
    public void Note(HttpContext http) => _limiter.AttemptAcquire(Address(http)).Dispose();

    public void Dispose() => _limiter.Dispose();

    private static IPAddress Address(HttpContext http) => http.Connection.RemoteIpAddress ?? IPAddress.None;
}
