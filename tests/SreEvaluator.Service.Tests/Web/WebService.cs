using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Support;

namespace SreEvaluator.Service.Tests.Web;

/// <summary>The service as browser tests use it.</summary>
internal static class WebService
{
    /// <summary>Starts it. All browsers of a test come from one address, which would be more than one person sends.</summary>
    public static Task<RunningService> StartAsync(params string[] settings) =>
        RunningService.StartAsync(["Limits:AnonymousRequestsPerMinute=1000000", .. settings]);

    /// <summary>The settings with which a judge grades; none for none.</summary>
    public static string[] With(ScriptedJudge? judge) =>
        judge is null ? [] : ["Judge:Provider=openai-compatible", $"Judge:Endpoint={judge.OpenAIEndpoint}", "Judge:Model=scripted"];
}
