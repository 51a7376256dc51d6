using System.CommandLine;
using SreEvaluator.Cli.Batches;
using SreEvaluator.Reports;

namespace SreEvaluator.Cli.Commands;

/// <summary>Writes a second opinion on one candidate.</summary>
internal static class ReportCandidateCommand
{
    private const string Epilogue = """
        For the interviewer, never for the candidate: it holds the rubric. It states what is
        covered with the candidate's words, what is missing, what the machine is unsure of,
        and what to ask next. Where people decided, their word holds.

        --marks names a CSV file of your own marks, made without looking: the columns
        question, and keyPoint with verdict, or score; and candidate, where it holds several.

        Examples:
          sre-evaluator report candidate results --candidate amara --out amara.html
          sre-evaluator report candidate results --candidate amara --format markdown
          sre-evaluator report candidate results --candidate amara --marks mine.csv --json
        """;

    private enum Format
    {
        Html,
        Markdown,
        Json,
    }

    public static Command Create(Shell shell)
    {
        var folder = OpenedBatch.Argument();
        var candidate = new Option<string>("--candidate", "-c") { Description = "The candidate, as the answers name them.", HelpName = "name", Required = true };
        var marks = new Option<string>("--marks") { Description = "A CSV file of your own marks, to see where you differ.", HelpName = "file" };
        var output = new Option<string>("--out", "-o") { Description = "The file to write. Default: standard output.", HelpName = "file" };
        var format = new Option<Format?>("--format")
        {
            Description = "html, markdown or json. Default: by the ending of --out, and markdown without.",
            HelpName = "html|markdown|json",
            CustomParser = result => SharedOptions.Choice(result, [("html", Format.Html), ("markdown", Format.Markdown), ("json", Format.Json)]),
        };
        var rubrics = SharedOptions.Rubrics();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("candidate", "Writes a second opinion on one candidate.", Epilogue) { folder, candidate, marks, output, format, rubrics, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (name, path) = (parsed.GetRequiredValue(candidate), parsed.GetValue(output));
            var own = parsed.GetValue(marks) is { } file ? InterviewerMarks.Read(file) : InterviewerMarks.None;
            using var opened = OpenedBatch.Of(shell, parsed, parsed.GetRequiredValue(folder), parsed.GetValue(rubrics));
            var (answers, others) = (new List<GradedAnswer>(), new SortedSet<string>(StringComparer.Ordinal));
            await foreach (var answer in opened.Graded.AnswersAsync(cancellationToken))
            {
                if (answer.Input.Candidate == name)
                {
                    answers.Add(answer);
                }
                else if (others.Count < 10 && answer.Input.Candidate.Length > 0)
                {
                    others.Add(answer.Input.Candidate);
                }
            }

            if (answers.Count == 0)
            {
                throw new InputException(new InputProblem(
                    "--candidate", null, $"no graded answer of {name}", others.Count == 0 ? "a batch with the column candidate" : $"a candidate of the batch, such as {string.Join(", ", others)}"));
            }

            var report = CandidateReport.Of(name, answers, own, shell.Time.GetUtcNow());
            var form = parsed.GetValue(json) ? Format.Json : parsed.GetValue(format) ?? OfEnding(path);
            if (path is null)
            {
                Write(report, form, shell.Output);
            }
            else
            {
                await using var writer = new StreamWriter(path);
                Write(report, form, writer);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Format OfEnding(string? path) => Path.GetExtension(path)?.ToUpperInvariant() switch
    {
        ".HTML" or ".HTM" => Format.Html,
        ".JSON" => Format.Json,
        _ => Format.Markdown,
    };

    private static void Write(CandidateReport report, Format format, TextWriter output)
    {
        switch (format)
        {
            case Format.Html:
                CandidateReportPage.Write(report, output);
                break;
            case Format.Json:
                output.Write(report.ToJson() + "\n");
                break;
            default:
                CandidateReportText.Write(report, output);
                break;
        }
    }
}
