using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SreEvaluator.Storage.Sqlite;

/// <summary>What <c>dotnet ef migrations add</c> makes migrations with.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteStorageContext>
{
    public SqliteStorageContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteStorageContext>().UseSqlite(StorageOptions.DefaultConnectionString).Options);
}
