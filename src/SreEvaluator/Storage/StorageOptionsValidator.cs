using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace SreEvaluator.Storage;

/// <summary>Says what to set where the database can't be reached as configured. Whether it is there is told when it is opened.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    private static readonly TimeSpan LeastKeptFor = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var problems = new List<string>();
        if (!Enum.IsDefined(options.Provider))
        {
            problems.Add(Problem(nameof(options.Provider), $"is {options.Provider}; expected sqlite or postgres", "sqlite"));
        }
        else if (ConnectionProblem(options) is { } problem)
        {
            problems.Add(Problem(
                nameof(options.ConnectionString),
                problem,
                options.Provider == StorageProvider.Sqlite ? "'Data Source=/var/lib/sre-evaluator/sre-evaluator.db'" : "'Host=127.0.0.1;Database=sre;Username=sre;Password=...'"));
        }

        if (options.KeptFor < LeastKeptFor)
        {
            problems.Add(Problem(nameof(options.KeptFor), $"is {options.KeptFor}; expected at least a day, or nothing to keep all", "180.00:00:00"));
        }

        if (options.IdempotencyKeptFor < StorageOptions.LeastIdempotencyKeptFor)
        {
            problems.Add(Problem(nameof(options.IdempotencyKeptFor), $"is {options.IdempotencyKeptFor}; expected at least an hour", "1.00:00:00"));
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static string? ConnectionProblem(StorageOptions options)
    {
        try
        {
            if (options.Provider == StorageProvider.Postgres)
            {
                var server = new NpgsqlConnectionStringBuilder(options.ConnectionString);
                return string.IsNullOrWhiteSpace(server.Host) || string.IsNullOrWhiteSpace(server.Database) ? "names no Host or no Database" : null;
            }

            var file = new SqliteConnectionStringBuilder(options.ConnectionString);
            return string.IsNullOrWhiteSpace(file.DataSource) ? "names no Data Source"
                : file.Mode == SqliteOpenMode.Memory || file.DataSource.Contains(":memory:", StringComparison.Ordinal) ? "names a database in memory, which keeps nothing"
                : null;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The message is left out: it can hold the password.
            return "can't be read";
        }
    }

    private static string Problem(string option, string found, string example) =>
        $"{StorageOptions.Section}:{option} {found}. Set it in appsettings.json or as SRE_{StorageOptions.Section}__{option}={example}";
}
