using System.CommandLine;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Cli.Commands;

/// <summary>Checks rubrics: errors by their loader, advice by their linter.</summary>
internal static partial class RubricLintCommand
{
    private const string Epilogue = """
        Errors, such as a missing field or a weight of 4, make a rubric unusable and
        end with exit code 2. Advice is about what makes grading or feedback worse,
        and ends with 0, or with 2 under --strict where it is a warning.

        Examples:
          sre-evaluator rubric lint
          sre-evaluator rubric lint --rubrics ./my-rubrics --strict
        """;

    public static Command Create(Shell shell)
    {
        var rubrics = SharedOptions.Rubrics();
        var strict = new Option<bool>("--strict") { Description = "Ends with exit code 2 where there is advice of severity warning." };
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("lint", "Checks rubrics and gives advice.", Epilogue) { rubrics, strict, json };
        command.SetAction(parsed =>
        {
            using var host = CommandHost.For(shell, parsed, ("Grading:Rubrics", parsed.GetValue(rubrics)));
            var library = host.Services.GetRequiredService<RubricLibrary>();
            LintFinding[] findings = [.. library.Rubrics.SelectMany(RubricLint.Check)];
            if (parsed.GetValue(json))
            {
                shell.WriteJson(findings, RubricLintContext.Default.LintFindingArray);
            }
            else
            {
                Write(shell.Console, library, findings);
            }

            return parsed.GetValue(strict) && findings.Any(finding => finding.Severity == LintSeverity.Warning) ? ExitCode.Input : ExitCode.Done;
        });
        return command;
    }

    private static void Write(IAnsiConsole console, RubricLibrary library, LintFinding[] findings)
    {
        foreach (var finding in findings)
        {
            var (mark, style) = finding.Severity == LintSeverity.Warning ? ("warning", new Style(Color.Yellow)) : ("note", new Style(Color.Grey));
            console.Item(mark, $"{finding.Where}: {finding.Finding}\n{finding.Advice}", style);
        }

        var warnings = findings.Count(finding => finding.Severity == LintSeverity.Warning);
        console.Paragraph(
            $"{Counted.Of(library.Rubrics.Length, "rubric")} with {Counted.Of(library.Questions.Count(), "question")}: "
            + $"no errors, {Counted.Of(warnings, "warning")}, {Counted.Of(findings.Length - warnings, "note")}.");
    }

    [JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(LintFinding[]))]
    internal sealed partial class RubricLintContext : JsonSerializerContext;
}
