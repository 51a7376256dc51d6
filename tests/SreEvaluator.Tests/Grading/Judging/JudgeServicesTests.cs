using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Judging;

public sealed class JudgeServicesTests
{
    [Fact]
    public void Without_a_provider_there_is_no_judge()
    {
        using var services = Services();

        services.GetService<JudgeGrader>().ShouldBeNull();
        services.GetService<JudgeCheck>().ShouldNotBeNull();
    }

    [Fact]
    public async Task With_a_provider_there_is_one_that_follows_the_configured_rules()
    {
        using var server = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question())
            .Covered("mitigate-first", "roll back").Covered("incident-roles", "roll back").RedFlag("blames-people", "roll back"));
        using var services = Services(
            configure: services => services.AddSingleton(new ScoringRules { RedFlagDeduction = 20 }),
            ("Judge:Provider", "openai-compatible"),
            ("Judge:Endpoint", server.OpenAIEndpoint.AbsoluteUri),
            ("Judge:Model", "some-model"),
            ("Judge:Cache", "off"));

        var evaluation = await services.GetRequiredService<JudgeGrader>().GradeAsync(Some.Question(), Some.Answer(), TestContext.Current.CancellationToken);

        evaluation.Score.Value.ShouldBe(80);
    }

    [Fact]
    public async Task A_second_judge_and_exemplars_are_taken_from_the_configuration_and_the_services()
    {
        using var first = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()).Partial("mitigate-first", "roll back"));
        using var second = ScriptedJudge.Answering(call => ScriptedVerdicts.OnAsked(call).Covered("mitigate-first", "roll back"));
        using var services = Services(
            configure: services => services.AddSingleton(new JudgeExemplar("incident-management", "mitigate-first", "Back to the old release!", Coverage.Covered)),
            ("Judge:Provider", "openai-compatible"),
            ("Judge:Endpoint", first.OpenAIEndpoint.AbsoluteUri),
            ("Judge:Model", "some-model"),
            ("Judge:Cache", "off"),
            ("Judge:Prices:other:model:Input", "1000000"),
            ("SecondJudge:Provider", "openai-compatible"),
            ("SecondJudge:Endpoint", second.OpenAIEndpoint.AbsoluteUri),
            ("SecondJudge:Model", "other:model"));

        var evaluation = await services.GetRequiredService<JudgeGrader>().GradeAsync(Some.Question(), Some.Answer(), TestContext.Current.CancellationToken);

        evaluation.Provenance.SecondModel.ShouldBe("other:model");
        first.Calls.Concat(second.Calls).ShouldAllBe(call => call.Messages[0].Contains("Back to the old release!", StringComparison.Ordinal));
        var options = services.GetRequiredService<IOptionsMonitor<JudgeOptions>>().Get(JudgeOptions.SecondSection);
        options.Cache.ShouldBe("off");
        options.Price.ShouldNotBeNull().Input.ShouldBe(1_000_000);
    }

    [Fact]
    public void The_judges_libraries_are_loaded_only_with_a_provider()
    {
        string[] libraries = ["Microsoft.SemanticKernel", "Microsoft.Extensions.AI", "Polly", "OpenAI", "OllamaSharp", "Anthropic", "Microsoft.Data.Sqlite"];

        LoadedFor("none").ShouldNotContain(name => libraries.Any(library => name.StartsWith(library, StringComparison.Ordinal)));
        LoadedFor("ollama").ShouldContain("OllamaSharp");
    }

    private static List<string> LoadedFor(string provider)
    {
        var context = new WatchedContext(typeof(JudgeServices).Assembly.Location);
        var addJudge = context.Library.GetType(typeof(JudgeServices).FullName!)!.GetMethod(nameof(JudgeServices.AddJudge))!;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [KeyValuePair.Create<string, string?>("Judge:Provider", provider), KeyValuePair.Create<string, string?>("Judge:Model", "some-model")]);
        var services = new ServiceCollection();

        addJudge.Invoke(null, [services, configuration.Build()]);
        using var built = services.BuildServiceProvider();
        built.GetService(context.Library.GetType(typeof(JudgeGrader).FullName!)!);

        return context.Asked;
    }

    private static ServiceProvider Services(Action<IServiceCollection>? configure = null, params (string Name, string Value)[] settings)
    {
        var services = new ServiceCollection();
        configure?.Invoke(services);
        return services
            .AddJudge(new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Name, setting.Value)))
                .Build())
            .BuildServiceProvider();
    }

    /// <summary>Loads the library a second time, and notes what it asks for.</summary>
    private sealed class WatchedContext : AssemblyLoadContext
    {
        public WatchedContext(string library) => Library = LoadFromAssemblyPath(library);

        public Assembly Library { get; }

        public List<string> Asked { get; } = [];

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            Asked.Add(assemblyName.Name!);
            return null;
        }
    }
}
