using System.Text.Json;

namespace SreEvaluator.Batches;

/// <summary>The folder of a batch. Its files have fixed names; nothing of the input ever names a file.</summary>
public sealed class BatchFolder
{
    /// <summary>Takes a folder, which need not be there yet.</summary>
    /// <param name="path">The folder.</param>
    public BatchFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Every evaluation in the stable JSON, a line each, in the order in which they were made.</summary>
    public string Evaluations => In("evaluations.jsonl");

    /// <summary>A row an answer, a column a key point.</summary>
    public string ResultsCsv => In("results.csv");

    /// <summary>The same as a workbook.</summary>
    public string ResultsXlsx => In("results.xlsx");

    /// <summary>The page for people.</summary>
    public string Report => In("report.html");

    /// <summary>What of the input could not be used, or is to be known.</summary>
    public string Errors => In("errors.csv");

    /// <summary>What the batch is graded with.</summary>
    public string Settings => In("batch.json");

    /// <summary>The answers that are graded, a line each, in the order of the input.</summary>
    public string Answers => In("answers.jsonl");

    /// <summary>The batch at a server that is under way; not there where none is.</summary>
    internal string ServerBatch => In("server-batch.json");

    /// <summary>The answers that are sent to a server, until it has them.</summary>
    internal string ServerUpload => In("server-batch.jsonl");

    /// <summary>What people decided, a line each, in the order in which they decided.</summary>
    public string Overrides => In("overrides.jsonl");

    /// <summary>Keeps the folder for one process until what is returned is disposed of, also where that process is killed.</summary>
    /// <exception cref="InputException">Another process has it, or a file has its name.</exception>
    public IDisposable Hold() => new HeldFolder(Path);

    /// <summary>Refuses a folder that is not to be worked in.</summary>
    /// <param name="resume">Whether to go on with what is there.</param>
    /// <exception cref="InputException">A batch is there and is not to be gone on with.</exception>
    internal void Refuse(bool resume)
    {
        if (File.Exists(Settings) && !resume)
        {
            throw new InputException(new InputProblem(
                Path, null, "a batch that was begun before", "a folder without one", "Go on with it: --resume. Or choose another folder: --out <folder>"));
        }
    }

    /// <summary>Writes what the batch is graded with, or sees that it is what it was begun with.</summary>
    /// <param name="settings">What it is graded with.</param>
    /// <exception cref="InputException">It was begun with other settings.</exception>
    internal void Settle(BatchSettings settings)
    {
        if (!File.Exists(Settings))
        {
            WholeFile.Write(Settings, settings.ToJson());
            return;
        }

        var then = SameSettings(settings, "Grade with the same settings, or begin another batch in another folder. After a change of the rubric: sre-evaluator batch regrade");
        foreach (var (question, hash) in settings.Rubrics)
        {
            then.Rubrics[question] = hash;
            then.Fingerprints[question] = settings.Fingerprints[question];
        }

        WholeFile.Write(Settings, then.ToJson());
    }

    /// <summary>Reads what the batch is graded with, and sees that it is what is wanted now.</summary>
    /// <param name="now">What is wanted.</param>
    /// <param name="remedy">What to do where it is something else.</param>
    /// <exception cref="InputException">It is something else, or the file can't be read.</exception>
    internal BatchSettings SameSettings(BatchSettings now, string remedy)
    {
        var then = ReadSettings();
        var differences = then.DifferencesTo(now).ToList();
        return differences.Count == 0 ? then : throw new InputException(new InputProblem(
            Settings,
            null,
            string.Join(", ", differences.Select(one => $"{one.Name} {Named(one.Now)}")),
            $"what the batch was begun with: {string.Join(", ", differences.Select(one => $"{one.Name} {Named(one.Then)}"))}",
            remedy));
    }

    /// <summary>Reads what the batch is graded with.</summary>
    /// <exception cref="InputException">The file can't be read.</exception>
    internal BatchSettings ReadSettings()
    {
        try
        {
            return BatchSettings.Parse(File.ReadAllText(Settings));
        }
        catch (JsonException)
        {
            throw new InputException(new InputProblem(Settings, null, "what is no batch", "the file as a batch wrote it"));
        }
    }

    private static string Named(string value) => value.Length == 0 ? "none" : value;

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
