using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using SreEvaluator.Service.Problems;

namespace SreEvaluator.Service.Limits;

/// <summary>Limits on the size and the rate of requests.</summary>
internal static class LimitServices
{
    // A refill about each tenth of a second keeps a caller's rate even.
    private static readonly TimeSpan Refill = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Registers them.</summary>
    public static void AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<LimitOptions>, LimitOptionsValidator>();
        services.AddOptionsWithValidateOnStart<LimitOptions>().BindKnown(configuration.GetSection(LimitOptions.Section));
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<LimitOptions>>(
            (kestrel, limits) => kestrel.Limits.MaxRequestBodySize = limits.Value.RequestBytes);
        services.AddRateLimiter(limiter => limiter.OnRejected = TellAsync);
        services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>().Configure<IOptions<LimitOptions>>(
            (limiter, limits) => limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => Partition(http, limits.Value)));
    }

    /// <summary>A bucket that is filled at a rate: the period follows from the whole tokens of it, so that none is lost to rounding.</summary>
    internal static TokenBucketRateLimiterOptions Bucket(int perMinute)
    {
        var tokens = Math.Max(1, (int)(perMinute * Refill.Divide(Minute)));
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(1, perMinute / 10),
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = Minute * tokens / perMinute,
            QueueLimit = 0,
        };
    }

    private static RateLimitPartition<string> Partition(HttpContext http, LimitOptions limits) =>
        http.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } login
            ? RateLimitPartition.GetTokenBucketLimiter($"login:{login}", _ => Bucket(limits.RequestsPerMinute))
            : RateLimitPartition.GetTokenBucketLimiter($"address:{http.Connection.RemoteIpAddress}", _ => Bucket(limits.AnonymousRequestsPerMinute));

    private static async ValueTask TellAsync(Microsoft.AspNetCore.RateLimiting.OnRejectedContext context, CancellationToken cancellationToken)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Refill;
        var http = context.HttpContext;
        http.Response.StatusCode = ProblemKind.TooMany.Status;
        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await http.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(
            new ProblemDetailsContext { HttpContext = http, ProblemDetails = ProblemKind.TooMany.Details() });
    }
}
