using Microsoft.Extensions.Logging.Abstractions;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Judging;

/// <summary>The judge as tests set it up, against a scripted server.</summary>
internal static class Judge
{
    public const string Key = "key-of-the-test";

    public static readonly TheoryData<JudgeProvider> Providers =
        [JudgeProvider.OpenAI, JudgeProvider.AzureOpenAI, JudgeProvider.OpenAICompatible, JudgeProvider.Ollama, JudgeProvider.Anthropic];

    public static JudgeOptions Options(Uri endpoint, JudgeProvider provider = JudgeProvider.OpenAICompatible) => new()
    {
        Provider = provider,
        Endpoint = endpoint,
        Model = "some-model",
        ApiKey = Key,
        Cache = JudgeOptions.NoCache,
        RetryDelay = TimeSpan.FromMilliseconds(1),
    };

    public static JudgeOptions Options(ScriptedJudge server, JudgeProvider provider = JudgeProvider.OpenAICompatible) =>
        Options(provider is JudgeProvider.OpenAI or JudgeProvider.OpenAICompatible ? server.OpenAIEndpoint : server.Address, provider);

    public static JudgeGrader Grader(
        JudgeOptions options, TimeProvider? time = null, JudgeOptions? second = null, params IEnumerable<JudgeExemplar> exemplars) =>
        new(options, ScoringRules.Default, time ?? TimeProvider.System, NullLogger<JudgeGrader>.Instance, second, exemplars);

    /// <summary>Grades some answer to some question once.</summary>
    public static async Task<Evaluation> GradeAsync(JudgeOptions options, TimeProvider? time = null, Answer? answer = null)
    {
        using var grader = Grader(options, time);
        return await grader.GradeAsync(Some.Question(), answer ?? Some.Answer(), TestContext.Current.CancellationToken);
    }

    /// <summary>How grading some answer fails.</summary>
    public static Task<JudgeException> FailAsync(JudgeOptions options, TimeProvider? time = null) =>
        Should.ThrowAsync<JudgeException>(() => GradeAsync(options, time));
}
