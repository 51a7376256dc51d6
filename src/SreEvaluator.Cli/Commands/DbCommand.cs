using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using SreEvaluator.Storage;

namespace SreEvaluator.Cli.Commands;

/// <summary>Looks after the database of the service.</summary>
internal static class DbCommand
{
    // Whoever may run this on the database itself is known to the machine, not to the service.
    private const string Actor = "system";

    private const string Epilogue = """
        The database is set as for the service:
          SRE_Storage__Provider          sqlite or postgres
          SRE_Storage__ConnectionString  'Data Source=sre-evaluator.db', or
                                         'Host=...;Database=...;Username=...;Password=...'

        Examples:
          sre-evaluator db migrate
          sre-evaluator db backup sre-evaluator-2026-03-01.db
          sre-evaluator db export 01975a6e-2c1f-7a53-9d0e-0c9be0a1f2d4 --out robin.json
          sre-evaluator db erase 01975a6e-2c1f-7a53-9d0e-0c9be0a1f2d4
          sre-evaluator db erase --named 'Robin Doe'
          sre-evaluator db audit
        """;

    public static Command Create(Shell shell) => new CommandWithExamples("db", "Looks after the database of the service, and after what it holds of a candidate.", Epilogue)
    {
        Migrate(shell),
        Backup(shell),
        Export(shell),
        Erase(shell),
        Audit(shell),
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

    private static CommandWithExamples Export(Shell shell)
    {
        var (candidate, named) = Whom();
        var file = new Option<string>("--out") { Description = "The new file. An existing one is never overwritten.", Required = true };
        var command = new CommandWithExamples("export", "Writes all that is held of a candidate to a JSON file.", Epilogue) { candidate, named, file };
        command.Validators.Add(result => CheckWhom(result, candidate, named));
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var host = CommandHost.For(shell, parsed, (services, configuration) => services.AddStorage(configuration));
            var path = parsed.GetValue(file)!;
            if (File.Exists(path))
            {
                throw new InputException(new InputProblem(path, null, "a file", "none of this name", "Name a new file; an export never overwrites one."));
            }

            using var held = new MemoryStream();
            var data = host.Services.GetRequiredService<PersonalData>();
            if (!await (parsed.GetValue(named) is { } name
                ? data.ExportNamedAsync(name, held, Actor, cancellationToken)
                : data.ExportAsync(parsed.GetValue(candidate), held, Actor, cancellationToken)))
            {
                throw Nobody(parsed, candidate, named);
            }

            await File.WriteAllBytesAsync(path, held.ToArray(), cancellationToken);
            shell.Console.WriteLine($"Written: {path}");
            return ExitCode.Done;
        });
        return command;
    }

    private static CommandWithExamples Erase(Shell shell)
    {
        var (candidate, named) = Whom();
        var command = new CommandWithExamples("erase", "Erases a candidate and all that is held of them, for good. The audit trail keeps the id alone.", Epilogue) { candidate, named };
        command.Validators.Add(result => CheckWhom(result, candidate, named));
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var host = CommandHost.For(shell, parsed, (services, configuration) => services.AddStorage(configuration));
            var data = host.Services.GetRequiredService<PersonalData>();
            if (!(parsed.GetValue(named) is { } name
                ? await data.EraseNamedAsync(name, Actor, cancellationToken) > 0
                : await data.EraseAsync(parsed.GetValue(candidate), Actor, cancellationToken)))
            {
                throw Nobody(parsed, candidate, named);
            }

            shell.Console.WriteLine("Erased. Backups from before, and the judge's cache of replies, are not reached: see docs/data-and-work.md.");
            return ExitCode.Done;
        });
        return command;
    }

    private static CommandWithExamples Audit(Shell shell)
    {
        var command = new CommandWithExamples("audit", "Checks that no entry of the audit trail was changed, put in or taken out.", Epilogue);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var host = CommandHost.For(shell, parsed, (services, configuration) => services.AddStorage(configuration));
            var check = await host.Services.GetRequiredService<AuditTrail>().CheckAsync(cancellationToken);
            shell.Console.WriteLine(check.FirstBroken is { } broken
                ? string.Create(CultureInfo.InvariantCulture, $"Broken at entry {broken}; the {check.Entries} before it are whole.")
                : string.Create(CultureInfo.InvariantCulture, $"Whole: {check.Entries} entries. Keep the last hash elsewhere, to tell later that the end was not cut off:"));
            shell.Console.WriteLine(check.LastHash);
            return check.FirstBroken is null ? ExitCode.Done : ExitCode.Broken;
        });
        return command;
    }

    private static (Argument<Guid> Candidate, Option<string> Named) Whom() => (
        new("candidate") { Description = "The candidate's id, as GET /api/v1/candidates gives it.", Arity = ArgumentArity.ZeroOrOne },
        new("--named") { Description = "Instead of an id: somebody of batches, by the name in the column 'candidate' of their files, letter by letter." });

    private static void CheckWhom(CommandResult result, Argument<Guid> candidate, Option<string> named)
    {
        if (result.GetResult(candidate) is { Tokens.Count: > 0 } == result.GetValue(named) is { Length: > 0 })
        {
            result.AddError("Say whom: either a candidate's id, or --named with a name.");
        }
    }

    private static InputException Nobody(ParseResult parsed, Argument<Guid> candidate, Option<string> named) => new(parsed.GetValue(named) is { } name
        ? new InputProblem("--named", null, name, "a name that the column 'candidate' of a batch has, letter by letter")
        : new InputProblem("candidate", null, parsed.GetValue(candidate).ToString(), "the id of a candidate that is there"));

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
