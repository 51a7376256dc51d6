using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SreEvaluator.Composition;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Composition;

public sealed class GradingServicesTests
{
    [Fact]
    public void An_empty_configuration_is_enough()
    {
        using var services = Services();

        services.GetRequiredService<IStartupValidator>().Validate();
        services.GetRequiredService<Graders>().HasJudge.ShouldBeFalse();
        services.GetRequiredService<RubricLibrary>().Rubrics.Length.ShouldBe(10);
    }

    [Theory]
    [InlineData("Grading:Models", " ", "Grading:Models is empty; set it to a folder: SRE_Grading__Models=./my-models")]
    [InlineData("Review:BandMargin", "11", "Review:BandMargin is 11; expected 0 to 10. Set it in appsettings.json or as SRE_Review__BandMargin=2")]
    [InlineData("Judge:Provider", "ollama", "Judge:Model is not set; ")]
    public void A_wrong_setting_is_told_at_the_start(string key, string value, string message)
    {
        using var services = Services((key, value));

        Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate()).Failures.ShouldHaveSingleItem().ShouldStartWith(message);
    }

    [Fact]
    public async Task A_judge_alone_needs_no_local_model()
    {
        using var judge = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()).Covered("mitigate-first", "I would roll back"));
        using var services = Services(
            ("Grading:Models", "/no/such/folder"),
            ("Judge:Provider", "openai-compatible"),
            ("Judge:Endpoint", judge.OpenAIEndpoint.AbsoluteUri),
            ("Judge:Model", "scripted-model"));
        var graders = services.GetRequiredService<Graders>();

        var evaluation = await graders.For(GraderChoice.Judge).GradeAsync(Some.Question(), Some.Answer(), TestContext.Current.CancellationToken);

        evaluation.Grader.ShouldBe(GraderKind.Judge);
        evaluation.Score.Value.ShouldBe(60);
        Should.Throw<InputException>(() => graders.For(GraderChoice.Auto));
    }

    [Fact]
    public void A_judge_that_is_wanted_and_not_configured_says_what_to_set()
    {
        using var services = Services();

        Should.Throw<OptionsValidationException>(() => services.GetRequiredService<Graders>().For(GraderChoice.Judge)).Failures.ShouldHaveSingleItem()
            .ShouldStartWith("No judge is configured. Set SRE_Judge__Provider to ");
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings) =>
        new ServiceCollection()
            .AddLogging()
            .AddGrading(new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
                .Build())
            .BuildServiceProvider();
}
