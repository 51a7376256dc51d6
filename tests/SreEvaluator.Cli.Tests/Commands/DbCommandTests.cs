using SreEvaluator.Cli.Tests.Support;

namespace SreEvaluator.Cli.Tests.Commands;

public sealed class DbCommandTests
{
    [Fact]
    public async Task Migrates_once_backs_up_and_never_overwrites()
    {
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string> { ["SRE_Storage__ConnectionString"] = $"Data Source={Path.Combine(folder.Path, "sre.db")};Pooling=False" };
        var backup = Path.Combine(folder.Path, "backup.db");

        (await CliRun.With(["db", "migrate"], environment: environment)).Output.ShouldContain("_Initial");
        (await CliRun.With(["db", "migrate"], environment: environment)).Output.ShouldBe("Nothing to migrate.\n");
        (await CliRun.With(["db", "backup", backup], environment: environment)).ExitCode.ShouldBe(ExitCode.Done);
        File.Exists(backup).ShouldBeTrue();
        var again = await CliRun.With(["db", "backup", backup], environment: environment);
        again.ExitCode.ShouldBe(ExitCode.Input);
        again.Error.ShouldContain("never overwrites");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        var environment = new Dictionary<string, string>
        {
            ["SRE_Storage__Provider"] = "postgres",
            ["SRE_Storage__ConnectionString"] = "Host=127.0.0.1;Port=1;Database=sre;Username=sre",
        };

        var run = await CliRun.With(["db", "migrate"], environment: environment);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldBe("error: The database server can't be reached.\n");
    }

    [Fact]
    public async Task A_wrong_setting_says_what_to_set()
    {
        var run = await CliRun.With(["db", "migrate"], environment: new Dictionary<string, string> { ["SRE_Storage__KeptFor"] = "00:00:01" });

        run.ExitCode.ShouldBe(ExitCode.Configuration);
        run.Error.ShouldContain("SRE_Storage__KeptFor=");
    }
}
