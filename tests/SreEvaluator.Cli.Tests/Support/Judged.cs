using SreEvaluator.Support;

namespace SreEvaluator.Cli.Tests.Support;

/// <summary>The environment of a program that is to use a scripted judge.</summary>
internal static class Judged
{
    public static Dictionary<string, string> By(ScriptedJudge judge) => At(judge.OpenAIEndpoint.AbsoluteUri);

    public static Dictionary<string, string> ByNobody() => At("http://127.0.0.1:9/v1");

    private static Dictionary<string, string> At(string endpoint) => new()
    {
        ["SRE_Judge__Provider"] = "openai-compatible",
        ["SRE_Judge__Endpoint"] = endpoint,
        ["SRE_Judge__Model"] = "scripted-model",
        ["SRE_Judge__Retries"] = "0",
        ["SRE_Judge__Cache"] = "off",
    };
}
