using System.Diagnostics;
using System.Globalization;
using System.Text;
using SreEvaluator.Grading;

namespace SreEvaluator.Bench;

/// <summary>The whole of a batch on the command line: from a CSV file to all outputs, and the dry run of a large one.</summary>
internal static class BatchThroughput
{
    private const int Graded = 10_000;
    private const int Surveyed = 1_000_000;

    /// <param name="program">The built program, such as artifacts/sre-evaluator/sre-evaluator.</param>
    /// <param name="labelled">The labelled answers, whose texts are taken.</param>
    /// <param name="output">Where the results go.</param>
    public static async Task<int> RunAsync(string program, string labelled, TextWriter output)
    {
        var answers = LabelledAnswers.Read(labelled);
        var folder = Directory.CreateTempSubdirectory("batch-bench-");
        try
        {
            var small = Write(Path.Combine(folder.FullName, "small.csv"), answers, Graded);
            var large = Write(Path.Combine(folder.FullName, "large.csv"), answers, Surveyed);
            var graded = await MeasureAsync(program, ["batch", small, "--out", Path.Combine(folder.FullName, "results"), "--grader", "local", "--json"]);
            var surveyed = await MeasureAsync(program, ["batch", large, "--out", Path.Combine(folder.FullName, "nothing"), "--dry-run", "--json"]);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
                # A batch on the command line
                {Environment.ProcessorCount} processors, {Environment.OSVersion.Platform}, .NET {Environment.Version}. The texts are those of `data/labelled-answers.jsonl`, each with a number of its own at its end, {Average(answers):0} characters on average. Time is from the start of the process to its end, memory the most that was resident.

                | | rows | seconds | rows a second | most memory |
                |---|---|---|---|---|
                | graded by the local grader, with all outputs | {Graded:N0} | {graded.Seconds:0.0} | {Graded / graded.Seconds:0} | {graded.Megabytes:0} MB |
                | dry run | {Surveyed:N0} | {surveyed.Seconds:0.0} | {Surveyed / surveyed.Seconds:0} | {surveyed.Megabytes:0} MB |

                The input files had {new FileInfo(small).Length / 1e6:0.0} and {new FileInfo(large).Length / 1e6:0} MB. To repeat: `dotnet run -c Release --project bench/SreEvaluator.Bench -- batch <program> data/labelled-answers.jsonl`.
                """));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Average(IReadOnlyList<LabelledAnswer> answers) => answers.Average(answer => answer.Answer.Text.Length);

    private static string Write(string path, IReadOnlyList<LabelledAnswer> answers, int rows)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), bufferSize: 1024 * 1024);
        writer.Write("id,question,answer,candidate,cohort\n");
        for (var row = 0; row < rows; row++)
        {
            var answer = answers[row % answers.Count];
            writer.Write(string.Create(
                CultureInfo.InvariantCulture, $"a{row},{answer.Question},\"{answer.Answer.Text.Replace("\"", "\"\"", StringComparison.Ordinal)} ({row})\",c{row / 2},spring\n"));
        }

        return path;
    }

    private static async Task<(double Seconds, double Megabytes)> MeasureAsync(string program, IReadOnlyList<string> arguments)
    {
        var start = program.EndsWith(".dll", StringComparison.Ordinal) ? new ProcessStartInfo("dotnet", [program, .. arguments]) : new ProcessStartInfo(program, arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        long most = 0;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(50)))
        {
            try
            {
                process.Refresh();
                most = Math.Max(most, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It ended in between.
            }
        }

        var seconds = clock.Elapsed.TotalSeconds;
        await output;
        return process.ExitCode == 0 ? (seconds, most / 1e6) : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await error}");
    }
}
