using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using SreEvaluator.Cli.Tests.Support;
using SreEvaluator.Storage;

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
    public async Task A_candidate_is_given_out_and_erased_and_the_trail_is_checked()
    {
        using var folder = new TemporaryFolder();
        var storage = new StorageOptions { ConnectionString = $"Data Source={Path.Combine(folder.Path, "sre.db")};Pooling=False" };
        var environment = new Dictionary<string, string> { ["SRE_Storage__ConnectionString"] = storage.ConnectionString };
        Guid id;
        await using (var database = new Database(Options.Create(storage), TimeProvider.System))
        {
            await database.OpenAsync(TestContext.Current.CancellationToken);
            id = (await new CandidateStore(database).AddAsync("Robin Unforgettable", "user:1", TestContext.Current.CancellationToken)).Id;
        }

        var file = Path.Combine(folder.Path, "robin.json");
        (await CliRun.With(["db", "export", id.ToString(), "--out", file], environment: environment)).ExitCode.ShouldBe(ExitCode.Done);
        File.ReadAllText(file).ShouldContain("Robin Unforgettable");
        (await CliRun.With(["db", "export", id.ToString(), "--out", file], environment: environment)).Error.ShouldContain("never overwrites");
        (await CliRun.With(["db", "erase", id.ToString()], environment: environment)).Output.ShouldStartWith("Erased.");
        var gone = await CliRun.With(["db", "erase", id.ToString()], environment: environment);
        (gone.ExitCode, gone.Error).ShouldBe((ExitCode.Input, $"error: candidate: found {id}; expected the id of a candidate that is there.\n"));
        (await CliRun.With(["db", "audit"], environment: environment)).Output.ShouldStartWith("Whole: 3 entries.");
        (await CliRun.With(["db", "erase", "--named", "Robin"], environment: environment)).Error.ShouldStartWith("error: --named: found Robin; expected a name that the column 'candidate'");
        (await CliRun.With(["db", "erase", id.ToString(), "--named", "Robin"], environment: environment)).Error.ShouldContain("Say whom");
        (await CliRun.With(["db", "export", "--out", file], environment: environment)).Error.ShouldContain("Say whom");

        await using (var connection = new SqliteConnection(storage.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var change = connection.CreateCommand();
            change.CommandText = "UPDATE audit SET Actor = 'user:2' WHERE Number = 2";
            await change.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var broken = await CliRun.With(["db", "audit"], environment: environment);
        (broken.ExitCode, broken.Output.Split('\n')[0]).ShouldBe((ExitCode.Broken, "Broken at entry 2; the 1 before it are whole."));
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
