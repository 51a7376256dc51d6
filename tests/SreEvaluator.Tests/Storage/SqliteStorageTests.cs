using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SreEvaluator.Storage;

namespace SreEvaluator.Tests.Storage;

public sealed class SqliteStorageTests : StorageContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Every_connection_waits_for_the_disk()
    {
        await using var stores = await OpenAsync();
        await using var context = stores.Database.Open();

        (await context.Database.SqlQuery<long>($"SELECT synchronous AS Value FROM pragma_synchronous").SingleAsync(None)).ShouldBe(2);
        (await context.Database.SqlQuery<string>($"SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync(None)).ShouldBe("wal");
    }

    [Fact]
    public async Task A_database_without_a_write_ahead_log_is_refused()
    {
        await using var stores = await OpenAsync();
        await stores.Database.DisposeAsync();
        SqliteConnection.ClearAllPools();
        var file = new SqliteConnectionStringBuilder(stores.Options.ConnectionString).DataSource;
        var readOnly = new StorageOptions { ConnectionString = $"Data Source={file};Mode=Memory;Cache=Private" };
        await using var database = new Database(Options.Create(readOnly), TimeProvider.System);

        (await Should.ThrowAsync<StorageException>(() => database.PingAsync(None))).Message.ShouldContain("expected wal");
    }

    [Fact]
    public async Task A_backup_is_taken_while_work_goes_on_and_can_be_used()
    {
        await using var stores = await OpenAsync();
        var before = await stores.AcceptedAsync("before");
        var backup = Path.Combine(Path.GetDirectoryName(new SqliteConnectionStringBuilder(stores.Options.ConnectionString).DataSource)!, "backup.db");

        var writes = Task.WhenAll(Enumerable.Range(0, 50).Select(_ => stores.AcceptedAsync("meanwhile")));
        await stores.Database.BackUpAsync(backup, None);
        await writes;

        await using var restored = new Database(Options.Create(new StorageOptions { ConnectionString = $"Data Source={backup}" }), TimeProvider.System);
        await restored.OpenAsync(None);
        (await new AnswerStore(restored).FindAsync(before.Id, None))!.Text.ShouldBe("before");
        (await new AuditTrail(restored).CheckAsync(None)).FirstBroken.ShouldBeNull();
        await Should.ThrowAsync<InputException>(() => stores.Database.BackUpAsync(backup, None));
    }

    [Fact]
    public async Task A_migration_that_died_keeps_nobody_waiting()
    {
        await using var stores = await OpenAsync(migrated: false);
        await stores.Database.MigrateAsync(None);
        await using var context = stores.Database.Open();
        await context.Database.ExecuteSqlAsync($"INSERT INTO \"__EFMigrationsLock\" (\"Id\", \"Timestamp\") VALUES (1, '2026-01-01 00:00:00')", None);

        await stores.Database.MigrateAsync(None).WaitAsync(TimeSpan.FromSeconds(20), None);
    }

    private protected override async Task ErasedFromDiskAsync(Stores stores, string text)
    {
        var file = new SqliteConnectionStringBuilder(stores.Options.ConnectionString).DataSource;
        foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(file)!).Where(path => !path.EndsWith("-shm", StringComparison.Ordinal)))
        {
            var copy = path + ".copy";
            File.Copy(path, copy);
            (await File.ReadAllTextAsync(copy, System.Text.Encoding.Latin1, None)).ShouldNotContain(text, Case.Sensitive, path);
            File.Delete(copy);
        }
    }

    private protected override Task<Stores> OpenAsync(bool migrated = true) => Stores.SqliteAsync(migrated);
}
