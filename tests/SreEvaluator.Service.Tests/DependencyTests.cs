using System.Reflection;

namespace SreEvaluator.Service.Tests;

public sealed class DependencyTests
{
    private static readonly string[] Forbidden =
        ["sre-evaluator", "System.CommandLine", "Spectre.Console", "Microsoft.SemanticKernel", "Microsoft.Extensions.AI", "Microsoft.ML", "OpenAI", "OllamaSharp", "Anthropic", "YamlDotNet", "Microsoft.EntityFrameworkCore"];

    [Fact]
    public void The_service_knows_the_library_and_nothing_behind_it() =>
        Assembly.Load("sre-evaluator-service").GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => Forbidden.Any(forbidden => name == forbidden || name.StartsWith(forbidden + ".", StringComparison.Ordinal)))
            .ShouldBeEmpty();
}
