using System.Reflection;

namespace SreEvaluator.Cli.Tests;

public sealed class DependencyTests
{
    private static readonly string[] Allowed = ["SreEvaluator", "System", "Microsoft.Extensions", "Spectre.Console", "CsvHelper"];

    [Fact]
    public void The_program_knows_the_library_and_the_console_and_nothing_behind_them() =>
        Assembly.Load("sre-evaluator").GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !Allowed.Any(allowed => name == allowed || name.StartsWith(allowed + ".", StringComparison.Ordinal)))
            .ShouldBeEmpty();
}
