using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SreEvaluator.Grading.Judging;

namespace SreEvaluator.Tests.Grading.Judging;

public sealed class JudgeOptionsTests
{
    [Fact]
    public void Nothing_configured_is_fine_and_means_no_judge() => Read().Provider.ShouldBe(JudgeProvider.None);

    [Theory]
    [InlineData("", JudgeProvider.None)]
    [InlineData("none", JudgeProvider.None)]
    [InlineData("openai", JudgeProvider.OpenAI)]
    [InlineData("azure-openai", JudgeProvider.AzureOpenAI)]
    [InlineData("openai-compatible", JudgeProvider.OpenAICompatible)]
    [InlineData(" Ollama ", JudgeProvider.Ollama)]
    [InlineData("anthropic", JudgeProvider.Anthropic)]
    public void Providers_have_names(string name, JudgeProvider expected) =>
        Read(("Provider", name), ("Model", "m"), ("Endpoint", "http://127.0.0.1"), ("ApiKey", "k")).Provider.ShouldBe(expected);

    [Fact]
    public void Every_setting_is_read()
    {
        var options = Read(
            ("Provider", "openai-compatible"),
            ("Endpoint", "http://127.0.0.1:8080/v1"),
            ("Model", "my-model"),
            ("ApiKey", "k"),
            ("Temperature", ""),
            ("Seed", "7"),
            ("MaxOutputTokens", "2000"),
            ("AttemptTimeout", "00:00:10"),
            ("TotalTimeout", "00:00:20"),
            ("Retries", "5"),
            ("RetryDelay", "00:00:02"),
            ("MaxRetryAfter", "00:00:40"),
            ("BreakDuration", "00:01:00"),
            ("ChunkSize", "3"),
            ("MaxConcurrency", "8"),
            ("UncertainBelow", "0.9"),
            ("Cache", "/tmp/replies.db"),
            ("MaxCost", "2.5"),
            ("Prices:my-model:Input", "0.4"),
            ("Prices:my-model:CachedInput", "0.1"),
            ("Prices:my-model:Output", "1.6"));

        options.Endpoint.ShouldBe(new Uri("http://127.0.0.1:8080/v1"));
        options.Model.ShouldBe("my-model");
        options.ApiKey.ShouldBe("k");
        options.Temperature.ShouldBeNull();
        options.Seed.ShouldBe(7);
        options.MaxOutputTokens.ShouldBe(2000);
        options.AttemptTimeout.ShouldBe(TimeSpan.FromSeconds(10));
        options.TotalTimeout.ShouldBe(TimeSpan.FromSeconds(20));
        options.Retries.ShouldBe(5);
        options.RetryDelay.ShouldBe(TimeSpan.FromSeconds(2));
        options.MaxRetryAfter.ShouldBe(TimeSpan.FromSeconds(40));
        options.BreakDuration.ShouldBe(TimeSpan.FromMinutes(1));
        options.ChunkSize.ShouldBe(3);
        options.MaxConcurrency.ShouldBe(8);
        options.UncertainBelow.ShouldBe(0.9);
        options.Cache.ShouldBe("/tmp/replies.db");
        options.MaxCost.ShouldBe(2.5m);
        options.Prices["MY-MODEL"].CostOf(input: 3_000_000, cachedInput: 1_000_000, output: 1_000_000).ShouldBe(2.5m);
    }

    [Fact]
    public void A_model_with_a_colon_in_its_name_has_its_price() =>
        Read(("Provider", "ollama"), ("Model", "qwen3:8b"), ("Prices:qwen3:8b:Input", "0.2"), ("Prices:qwen3:8b:Output", "0.3"), ("MaxCost", "1"))
            .Price.ShouldNotBeNull().CostOf(1_000_000, 0, 1_000_000).ShouldBe(0.5m);

    [Fact]
    public void A_budget_needs_a_price() =>
        Failures(("Provider", "ollama"), ("Model", "m"), ("MaxCost", "1")).ShouldBe(
            ["Judge:MaxCost can't be kept without the price of m; set it in Judge:Prices:m:Input and :Output, for a million tokens"]);

    [Fact]
    public void The_second_judges_problems_carry_its_own_section()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("SecondJudge:Provider", "openai")]).Build();
        using var services = new ServiceCollection().AddJudge(configuration).BuildServiceProvider();
        var options = services.GetRequiredService<IOptionsMonitor<JudgeOptions>>();

        options.CurrentValue.Provider.ShouldBe(JudgeProvider.None);
        Should.Throw<OptionsValidationException>(() => options.Get(JudgeOptions.SecondSection)).Failures
            .ShouldContain("SecondJudge:ApiKey is not set; set it to the key that openai gave you: SRE_SecondJudge__ApiKey=...");
    }

    [Theory]
    [InlineData("openai", "Judge:Model is not set; set it to a model that openai serves: SRE_Judge__Model=gpt-4.1-mini")]
    [InlineData("openai", "Judge:ApiKey is not set; set it to the key that openai gave you: SRE_Judge__ApiKey=...")]
    [InlineData("azure-openai", "Judge:Model is not set; set it to the name of your deployment: SRE_Judge__Model=my-model")]
    [InlineData("azure-openai", "Judge:Endpoint is not set; set it to the base address: SRE_Judge__Endpoint=https://my-resource.openai.azure.com")]
    [InlineData("azure-openai", "Judge:ApiKey is not set; set it to the key that azure-openai gave you: SRE_Judge__ApiKey=...")]
    [InlineData("openai-compatible", "Judge:Endpoint is not set; set it to the base address: SRE_Judge__Endpoint=http://127.0.0.1:8080/v1")]
    [InlineData("ollama", "Judge:Model is not set; set it to a model that ollama serves: SRE_Judge__Model=qwen3:8b")]
    [InlineData("anthropic", "Judge:ApiKey is not set; set it to the key that anthropic gave you: SRE_Judge__ApiKey=...")]
    public void What_is_missing_is_named_with_how_to_set_it(string provider, string expected) =>
        Failures(("Provider", provider)).ShouldContain(expected);

    [Theory]
    [InlineData("openai-compatible", "Endpoint", "http://127.0.0.1:8080/v1")]
    [InlineData("ollama", null, null)]
    public void What_a_provider_does_not_need_is_not_asked_for(string provider, string? setting, string? value) =>
        Should.NotThrow(() => Read([("Provider", provider), ("Model", "m"), .. setting is null ? [] : new[] { (setting, value!) }]));

    [Theory]
    [InlineData("Endpoint", "127.0.0.1:8080", "no http or https address")]
    [InlineData("Endpoint", "/v1", "no http or https address")]
    [InlineData("Endpoint", "file:///etc/passwd", "no http or https address")]
    [InlineData("Endpoint", "https://me:secret@example.com/v1", "holds a user")]
    [InlineData("Endpoint", "https://example.com/v1?key=1", "a query")]
    [InlineData("Endpoint", "http://169.254.169.254/latest", "where cloud machines keep their credentials")]
    [InlineData("Endpoint", "http://2852039166/", "where cloud machines keep their credentials")]
    [InlineData("Endpoint", "http://0xa9.0xfe.0xa9.0xfe/", "where cloud machines keep their credentials")]
    [InlineData("Endpoint", "http://[::ffff:169.254.169.254]/", "where cloud machines keep their credentials")]
    [InlineData("Endpoint", "http://[fe80::1]/", "where cloud machines keep their credentials")]
    [InlineData("Endpoint", "http://[fd00:ec2::254]/", "where cloud machines keep their credentials")]
    [InlineData("Endpoint", "http://metadata.google.internal/", "where cloud machines keep their credentials")]
    [InlineData("ApiKey", "key\nX-Other: 1", "a line break")]
    [InlineData("Temperature", "2.5", "0 to 2")]
    [InlineData("Temperature", "NaN", "0 to 2")]
    [InlineData("MaxOutputTokens", "255", "256 to 65536")]
    [InlineData("MaxOutputTokens", "65537", "256 to 65536")]
    [InlineData("Retries", "-1", "0 to 10")]
    [InlineData("Retries", "11", "0 to 10")]
    [InlineData("AttemptTimeout", "00:00:00", "00:00:00.1000000 to 01:00:00")]
    [InlineData("TotalTimeout", "02:00:00", "00:00:00.1000000 to 01:00:00")]
    [InlineData("TotalTimeout", "00:00:30", "at least AttemptTimeout, 00:01:00")]
    [InlineData("RetryDelay", "-00:00:01", "00:00:00 to 01:00:00")]
    [InlineData("MaxRetryAfter", "01:00:01", "00:00:00 to 01:00:00")]
    [InlineData("ChunkSize", "-1", "0 to 100")]
    [InlineData("ChunkSize", "101", "0 to 100")]
    [InlineData("MaxConcurrency", "0", "1 to 1024")]
    [InlineData("MaxConcurrency", "1025", "1 to 1024")]
    [InlineData("UncertainBelow", "1.1", "0 to 1")]
    [InlineData("MaxCost", "0", "above 0")]
    [InlineData("BreakDuration", "00:00:00.4", "00:00:00.5000000 to 01:00:00")]
    public void What_is_out_of_range_is_named_with_the_range(string setting, string value, string expected)
    {
        var failure = Failures(
            ("Provider", "openai-compatible"), ("Endpoint", "http://127.0.0.1:8080/v1"), ("Model", "m"), ("ApiKey", "a-key"), (setting, value)).ShouldHaveSingleItem();

        failure.ShouldStartWith($"Judge:{setting} ");
        failure.ShouldContain(expected);
        failure.ShouldContain($"SRE_Judge__{setting}=");
        failure.ShouldNotContain("a-key");
        failure.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("Provider", "opnai", "Judge:Provider is 'opnai', which is none of none, openai, azure-openai, openai-compatible, ollama, anthropic: SRE_Judge__Provider=openai")]
    [InlineData("Retries", "many", "Judge:Retries")]
    [InlineData("AttemptTimeout", "soon", "Judge:AttemptTimeout")]
    public void What_cant_be_read_is_named(string setting, string value, string expected) =>
        Failures((setting, value)).ShouldHaveSingleItem().ShouldContain(expected);

    private static IEnumerable<string> Failures(params (string Name, string Value)[] settings) =>
        Should.Throw<OptionsValidationException>(() => Read(settings)).Failures;

    private static JudgeOptions Read(params (string Name, string Value)[] settings)
    {
        // The last of a setting wins.
        var configuration = new ConfigurationBuilder();
        foreach (var (name, value) in settings)
        {
            configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>($"Judge:{name}", value)]);
        }

        using var services = new ServiceCollection().AddJudge(configuration.Build()).BuildServiceProvider();
        return services.GetRequiredService<IOptions<JudgeOptions>>().Value;
    }
}
