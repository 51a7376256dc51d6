using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SreEvaluator.Storage.Postgres;

/// <summary>What <c>dotnet ef migrations add</c> makes migrations with.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresStorageContext>
{
    public PostgresStorageContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresStorageContext>().UseNpgsql("Host=127.0.0.1;Database=design").Options);
}
