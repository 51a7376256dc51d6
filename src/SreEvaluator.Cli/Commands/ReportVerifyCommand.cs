using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging.Abstractions;
using SreEvaluator.Batches;
using SreEvaluator.Batches.Packs;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Grading.Local;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Cli.Commands;

/// <summary>Checks a decision pack.</summary>
internal static partial class ReportVerifyCommand
{
    private const string Epilogue = """
        Each file is held against its hash, each quote against its answer, each score against
        its verdicts. Then what the local grader graded is graded again, and what a model
        graded is read again from its raw replies; nothing is sent anywhere. A hash shows that
        the archive is as it was written, not who wrote it: keep its hash where others can't
        change it.

        Exit code 0 where all holds, 7 where something does not.

        Examples:
          sre-evaluator report verify decision.zip
        """;

    public static Command Create(Shell shell)
    {
        var pack = new Argument<string>("pack") { Description = "The archive that report pack wrote." };
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("verify", "Checks a decision pack, and grades again what can be graded without a network.", Epilogue) { pack, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = Directory.CreateTempSubdirectory("sre-evaluator-pack-");
            try
            {
                var broken = await DecisionPack.UnpackAsync(parsed.GetRequiredValue(pack), folder.FullName, cancellationToken);
                var check = broken.Count > 0 ? null : await CheckAsync(shell, folder.FullName, cancellationToken);
                var problems = broken.Concat(check?.Problems ?? []).ToList();
                if (parsed.GetValue(json))
                {
                    shell.WriteJson(
                        new VerifyJson(problems.Count == 0, check?.Sound ?? 0, check?.Repeated ?? 0, check?.NotRepeatable ?? 0, check?.Overrides ?? 0, problems), VerifyContext.Default.VerifyJson);
                }
                else
                {
                    Write(shell, check, problems);
                }

                return problems.Count == 0 ? ExitCode.Done : ExitCode.Broken;
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }

    private static async Task<PackCheck> CheckAsync(Shell shell, string path, CancellationToken cancellationToken)
    {
        var settings = DecisionPack.SettingsIn(path);
        var rules = new ScoringRules { RedFlagDeduction = settings.RedFlagDeduction };
        var folder = new BatchFolder(path);
        using var graded = GradedBatch.Open(folder, new StoredBatch(folder, RubricLibrary.Load(Path.Combine(path, "rubrics"))), rules, new ReviewOptions(), shell.Time);
        using var judge = settings.ToJudge() is { } options
            ? JudgeGrader.FromKept(options, DecisionPack.RepliesIn(path), Path.Combine(path, "kept.db"), rules, shell.Time, NullLogger<JudgeGrader>.Instance, settings.Exemplars)
            : null;
        return await PackCheck.OfAsync(
            graded,
            rules,
            new FallbackGrader(judge: null, LocalGrader.Load(Path.Combine(path, "models"), rules, shell.Time), shell.Time),
            judge,
            cancellationToken);
    }

    private static void Write(Shell shell, PackCheck? check, List<string> problems)
    {
        shell.Console.Paragraph(problems.Count == 0 ? "The pack holds." : "The pack does not hold.", Page.Title);
        if (check is not null)
        {
            shell.Console.Fields(
                ("evaluations", $"{check.Sound} stand on their answers and add up"),
                ("graded again", $"{check.Repeated} with the same verdicts"),
                ("not repeatable", check.NotRepeatable == 0 ? string.Empty : $"{check.NotRepeatable}: a reply that was not kept, a second model, or another version of the local model"),
                ("overrides", check.Overrides == 0 ? string.Empty : Counted.Of(check.Overrides, "override")));
        }

        foreach (var problem in problems)
        {
            shell.Console.Item("✗", problem);
        }
    }

    internal sealed record VerifyJson(bool Holds, int Sound, int Repeated, int NotRepeatable, int Overrides, IReadOnlyList<string> Problems);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(VerifyJson))]
    internal sealed partial class VerifyContext : JsonSerializerContext;
}
