using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Grading.Judging;

namespace SreEvaluator.Cli.Commands;

/// <summary>Makes one small call to the configured model and says what works.</summary>
internal static partial class JudgeCheckCommand
{
    private const string Epilogue = """
        A model is set by environment variables (or in appsettings.json):
          SRE_Judge__Provider  openai, azure-openai, openai-compatible, ollama or anthropic
          SRE_Judge__Model     the model's name, for azure-openai that of the deployment
          SRE_Judge__Endpoint  the base address, where the provider has no usual one
          SRE_Judge__ApiKey    the key, where the provider asks for one

        Where a second judge is set (SRE_SecondJudge__...), it is checked too.

        Exit code 0 where all steps pass, 4 where one does not.

        Examples:
          SRE_Judge__Provider=ollama SRE_Judge__Model=qwen3:8b sre-evaluator judge check
          sre-evaluator judge check --json
        """;

    public static Command Create(Shell shell)
    {
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("check", "Makes one small call to the configured model and says, step by step, what works.", Epilogue) { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var host = CommandHost.For(shell, parsed);
            var report = await host.Services.GetRequiredService<JudgeCheck>().RunAsync(cancellationToken);
            var second = await host.Services.GetRequiredService<SecondJudgeCheck>().RunAsync(cancellationToken);
            if (parsed.GetValue(json))
            {
                shell.WriteJson(
                    new CheckJson(report.Passed && second?.Passed != false, Steps(report), second is null ? null : Steps(second)), JudgeCheckContext.Default.CheckJson);
            }
            else
            {
                Write(shell.Console, report);
                if (second is not null)
                {
                    shell.Console.WriteLine();
                    shell.Console.Paragraph("Second judge");
                    Write(shell.Console, second);
                }
            }

            return report.Passed && second?.Passed != false ? ExitCode.Done : ExitCode.Configuration;
        });
        return command;
    }

    private static StepJson[] Steps(JudgeCheckReport report) =>
        [.. report.Steps.Select(step => new StepJson(step.Name, NameOf(step.Outcome), step.Found, step.Remedy))];

    private static void Write(IAnsiConsole console, JudgeCheckReport report)
    {
        foreach (var step in report.Steps)
        {
            var (mark, style) = step.Outcome switch
            {
                JudgeCheckOutcome.Passed => ("✓", new Style(Color.Green)),
                JudgeCheckOutcome.Failed => ("✗", new Style(Color.Red)),
                _ => ("?", new Style(Color.Grey)),
            };
            var text = step.Outcome == JudgeCheckOutcome.NotReached ? $"{step.Name}: not reached" : $"{step.Name}: {NameOf(step.Outcome)}. {step.Found}";
            console.Item(mark, step.Remedy is null ? text : $"{text}\n{step.Remedy}", style);
        }
    }

    private static string NameOf(JudgeCheckOutcome outcome) => outcome switch
    {
        JudgeCheckOutcome.Passed => "passed",
        JudgeCheckOutcome.Failed => "failed",
        _ => "not reached",
    };

    internal sealed record CheckJson(
        bool Passed, StepJson[] Steps, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StepJson[]? SecondJudge);

    internal sealed record StepJson(string Name, string Outcome, string Found, string? Remedy);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(CheckJson))]
    internal sealed partial class JudgeCheckContext : JsonSerializerContext;
}
