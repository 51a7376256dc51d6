using System.CommandLine;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SreEvaluator.Batches.Packs;
using SreEvaluator.Cli.Batches;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;

namespace SreEvaluator.Cli.Commands;

/// <summary>Writes one archive with all that the results of a batch stand on.</summary>
internal static partial class ReportPackCommand
{
    private const string Epilogue = """
        The archive holds the answers, evaluations and overrides, the rubrics, the prompts,
        the local model, the settings without the key, the raw replies of the model as the
        cache has them, and a hash of each file. report verify checks it and grades again
        what can be graded without a network. It holds what candidates wrote.

        Give the same settings of the judge that the batch was graded with: the replies are
        found by them.

        Examples:
          sre-evaluator report pack results --out decision.zip
          sre-evaluator report verify decision.zip
        """;

    public static Command Create(Shell shell)
    {
        var folder = OpenedBatch.Argument();
        var output = new Option<string>("--out", "-o") { Description = "The archive.", HelpName = "file", Required = true };
        var rubrics = SharedOptions.Rubrics();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("pack", "Writes one archive with all that the results stand on, to be checked and repeated.", Epilogue) { folder, output, rubrics, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var opened = OpenedBatch.Of(shell, parsed, parsed.GetRequiredValue(folder), parsed.GetValue(rubrics));
            var options = opened.Services.GetRequiredService<IOptions<GradingOptions>>().Value;
            var judge = opened.Services.GetService<JudgeGrader>();
            var (replies, kept, judged, evaluations, topics) = (new StringBuilder(), 0, 0, 0, new SortedSet<string>(StringComparer.Ordinal));
            await foreach (var answer in opened.Graded.AnswersAsync(cancellationToken))
            {
                evaluations++;
                topics.Add(answer.Input.Question.Id.Split('/')[0]);
                if (answer.Evaluation.Grader != GraderKind.Judge)
                {
                    continue;
                }

                judged++;
                foreach (var reply in judge is null ? [] : await judge.KeptAsync(answer.Input.Question, answer.Input.Answer, cancellationToken))
                {
                    kept++;
                    replies.Append(DecisionPack.ToLine(reply)).Append('\n');
                }
            }

            var judgeOptions = judged > 0 && judge is not null ? opened.Services.GetRequiredService<IOptions<JudgeOptions>>().Value : null;
            var settings = PackSettings.Of(opened.Rules, judgeOptions, [.. JudgeExemplars.Read(judgeOptions?.Exemplars)]);
            IEnumerable<(string Path, string Source)> files =
            [
                .. new[] { opened.Folder.Settings, opened.Folder.Answers, opened.Folder.Evaluations, opened.Folder.Overrides, opened.Folder.Errors, opened.Folder.ResultsCsv }
                    .Where(File.Exists).Select(source => (Path.GetFileName(source), source)),
                .. topics.Select(topic => Path.Combine(options.Rubrics, topic + ".yaml")).Where(File.Exists).Select(source => ($"rubrics/{Path.GetFileName(source)}", source)),
                .. Under(ShippedFiles.Prompts, "prompts"),
                .. Under(options.Models, "models"),
            ];
            var path = parsed.GetRequiredValue(output);
            var program = $"sre-evaluator {typeof(ReportPackCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}";
            await DecisionPack.WriteAsync(path, files, [(DecisionPack.Settings, settings.ToJson()), (DecisionPack.Replies, replies.ToString())], program, shell.Time.GetUtcNow(), cancellationToken);
            if (parsed.GetValue(json))
            {
                shell.WriteJson(new PackJson(path, evaluations, judged, kept), PackContext.Default.PackJson);
                return ExitCode.Done;
            }

            shell.Console.Fields(
                ("pack", path),
                ("evaluations", Counted.Of(evaluations, "evaluation")),
                ("raw replies", judged == 0 ? string.Empty : $"{kept} kept of those to {Counted.Of(judged, "judged answer")}"));
            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<(string Path, string Source)> Under(string folder, string name) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(source => ($"{name}/{Path.GetRelativePath(folder, source).Replace('\\', '/')}", source));

    internal sealed record PackJson(string Pack, int Evaluations, int Judged, int Replies);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(PackJson))]
    internal sealed partial class PackContext : JsonSerializerContext;
}
