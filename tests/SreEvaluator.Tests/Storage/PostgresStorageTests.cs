using SreEvaluator.Support;

namespace SreEvaluator.Tests.Storage;

public sealed class PostgresStorageTests(PostgresServer server) : StorageContract
{
    [Fact]
    public async Task A_backup_is_left_to_pg_dump()
    {
        await using var stores = await OpenAsync();

        (await Should.ThrowAsync<InputException>(() => stores.Database.BackUpAsync("backup.db", CancellationToken.None))).Message.ShouldContain("pg_dump");
    }

    private protected override Task<Stores> OpenAsync(bool migrated = true) => Stores.PostgresAsync(server, migrated);
}
