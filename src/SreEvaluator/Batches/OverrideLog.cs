using System.Text;
using System.Text.Json;
using SreEvaluator.Reviews;

namespace SreEvaluator.Batches;

/// <summary>The file overrides.jsonl: what people decided, only ever added to. What is added is on the disk when the call returns.</summary>
internal sealed class OverrideLog
{
    private readonly string _path;
    private readonly Dictionary<Guid, List<Override>> _byEvaluation = [];

    private OverrideLog(string path) => _path = path;

    /// <summary>Reads what is there.</summary>
    /// <param name="path">The file, which need not be there.</param>
    /// <exception cref="InputException">A line but the last is no override.</exception>
    public static OverrideLog Open(string path)
    {
        var log = new OverrideLog(path);
        if (!File.Exists(path))
        {
            return log;
        }

        var text = File.ReadAllText(path);
        var whole = text.LastIndexOf('\n') + 1;
        foreach (var (index, line) in text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            try
            {
                log.Take(OverrideJson.Parse(line));
            }
            catch (Exception failure) when (failure is JsonException or InputException or ArgumentException)
            {
                throw new InputException(new InputProblem(path, index + 1, "a line that is no override", "the file as a review wrote it"));
            }
        }

        if (whole < text.Length)
        {
            // A kill cut the last line.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read);
            file.SetLength(Encoding.UTF8.GetByteCount(text.AsSpan(0, whole)));
        }

        return log;
    }

    /// <summary>What was decided on an evaluation, oldest first.</summary>
    public IReadOnlyList<Override> On(Guid evaluation) => _byEvaluation.GetValueOrDefault(evaluation) ?? [];

    /// <summary>Adds what belongs together.</summary>
    public void Append(IReadOnlyCollection<Override> overrides)
    {
        var lines = string.Concat(overrides.Select(one => OverrideJson.ToLine(one) + "\n"));
        using (var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read))
        {
            file.Write(Encoding.UTF8.GetBytes(lines));
            file.Flush(flushToDisk: true);
        }

        foreach (var one in overrides)
        {
            Take(one);
        }
    }

    private void Take(Override one)
    {
        if (!_byEvaluation.TryGetValue(one.Evaluation, out var known))
        {
            _byEvaluation[one.Evaluation] = known = [];
        }

        known.Add(one);
    }
}
