using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using SreEvaluator.Storage;

namespace SreEvaluator.Cli.Commands;

/// <summary>Looks after the database of the service.</summary>
internal static class DbCommand
{
    private const string Epilogue = """
        The database is set as for the service:
          SRE_Storage__Provider          sqlite or postgres
          SRE_Storage__ConnectionString  'Data Source=sre-evaluator.db', or
                                         'Host=...;Database=...;Username=...;Password=...'

        Examples:
          sre-evaluator db migrate
          sre-evaluator db backup sre-evaluator-2026-03-01.db
        """;

    public static Command Create(Shell shell) => new CommandWithExamples("db", "Migrates and backs up the database of the service.", Epilogue)
    {
        Migrate(shell),
        Backup(shell),
    };

    private static CommandWithExamples Migrate(Shell shell)
    {
        var command = new CommandWithExamples("migrate", "Creates the database where it is not there, and applies the migrations that it lacks.", Epilogue);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var host = CommandHost.For(shell, parsed, (services, configuration) => services.AddStorage(configuration));
            var database = host.Services.GetRequiredService<Database>();
            var pending = await database.PendingMigrationsAsync(cancellationToken);
            await database.MigrateAsync(cancellationToken);
            shell.Console.WriteLine(pending.Count == 0 ? "Nothing to migrate." : $"Applied: {string.Join(", ", pending)}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static CommandWithExamples Backup(Shell shell)
    {
        var file = new Argument<string>("file") { Description = "The new file. An existing one is never overwritten." };
        var command = new CommandWithExamples(
            "backup", "Copies a SQLite database to a file while the service works. For PostgreSQL there is pg_dump.", Epilogue) { file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var host = CommandHost.For(shell, parsed, (services, configuration) => services.AddStorage(configuration));
            await host.Services.GetRequiredService<Database>().BackUpAsync(parsed.GetValue(file)!, cancellationToken);
            shell.Console.WriteLine($"Written: {parsed.GetValue(file)}");
            return ExitCode.Done;
        });
        return command;
    }
}
