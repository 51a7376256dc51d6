using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SreEvaluator.Storage;

namespace SreEvaluator.Tests.Storage;

public sealed class StorageOptionsTests
{
    [Theory]
    [InlineData("ConnectionString", "", "names no Data Source")]
    [InlineData("ConnectionString", "Data Source=:memory:", "keeps nothing")]
    [InlineData("ConnectionString", "Sauce=x", "can't be read")]
    [InlineData("KeptFor", "00:01:00", "at least a day")]
    [InlineData("IdempotencyKeptFor", "00:00:01", "at least an hour")]
    [InlineData("Provider", "7", "expected sqlite or postgres")]
    public void What_is_wrong_says_what_to_set(string option, string value, string found)
    {
        var failures = Should.Throw<OptionsValidationException>(() => Of((option, value)).Value).Failures.ToList();

        failures.ShouldHaveSingleItem().ShouldContain(found);
        failures[0].ShouldContain($"SRE_Storage__{option}=");
    }

    [Fact]
    public void A_connection_to_a_server_names_host_and_database_and_the_password_is_not_told()
    {
        var failures = Should.Throw<OptionsValidationException>(() => Of(("Provider", "postgres"), ("ConnectionString", "Host=db;Password=secret;Prot=1")).Value).Failures.ToList();

        failures.ShouldHaveSingleItem().ShouldNotContain("secret");
        Of(("Provider", "postgres"), ("ConnectionString", "Host=db;Database=sre")).Value.Provider.ShouldBe(StorageProvider.Postgres);
    }

    [Fact]
    public void Nothing_needs_to_be_set()
    {
        var options = Of().Value;

        (options.Provider, options.MigrateAtStart, options.KeptFor).ShouldBe((StorageProvider.Sqlite, true, null));
    }

    private static IOptions<StorageOptions> Of(params (string Option, string Value)[] settings) => new ServiceCollection()
        .AddStorage(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Storage:{setting.Option}", (string?)setting.Value)))
            .Build())
        .BuildServiceProvider()
        .GetRequiredService<IOptions<StorageOptions>>();
}
