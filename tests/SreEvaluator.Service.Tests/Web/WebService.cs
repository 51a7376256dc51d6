using SreEvaluator.Service.Tests.Support;

namespace SreEvaluator.Service.Tests.Web;

/// <summary>The service as browser tests use it.</summary>
internal static class WebService
{
    /// <summary>Starts it. All browsers of a test come from one address, which would be more than one person sends.</summary>
    public static Task<RunningService> StartAsync(params string[] settings) =>
        RunningService.StartAsync(["Limits:AnonymousRequestsPerMinute=1000000", .. settings]);
}
