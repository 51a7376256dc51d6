using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SreEvaluator.Cli.Practice;

/// <summary>All attempts, a line of JSON each, in a file that is only ever added to.</summary>
/// <param name="folder">Where the file is.</param>
internal sealed class AttemptLog(string folder)
{
    private const int Tries = 40;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);
    private static readonly JsonTypeInfo<Attempt> OnOneLine = PracticeContext.Default.Attempt.Formed(indented: false);

    /// <summary>The file.</summary>
    public string Path { get; } = System.IO.Path.Combine(folder, "attempts.jsonl");

    /// <summary>Adds an attempt; when it returns, the attempt is on the disk.</summary>
    public void Add(Attempt attempt)
    {
        var line = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(attempt, OnOneLine) + "\n");
        using var file = Open();

        // A kill in the middle of a line must not spoil the next one.
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != '\n')
            {
                file.WriteByte((byte)'\n');
            }
        }

        file.Write(line);
        file.Flush(flushToDisk: true);
    }

    /// <summary>The attempts in the order in which they were made; lines that are none are left out.</summary>
    /// <param name="question">The id of the only question that is wanted; null for all.</param>
    public (IReadOnlyList<Attempt> Attempts, int Unreadable) Read(string? question)
    {
        var attempts = new List<Attempt>();
        var unreadable = 0;
        foreach (var line in File.Exists(Path) ? File.ReadLines(Path) : [])
        {
            if (Parsed(line) is not { } attempt)
            {
                unreadable++;
            }
            else if (question is null || attempt.Question == question)
            {
                attempts.Add(attempt);
            }
        }

        return (attempts, unreadable);
    }

    /// <summary>The last attempt at a question; null where there is none.</summary>
    public Attempt? Last(string question) => Read(question).Attempts is [.., var last] ? last : null;

    private static Attempt? Parsed(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, OnOneLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Another practice may be adding to it at this moment.
    private FileStream Open()
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return new FileStream(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            }
            catch (IOException) when (left > 0)
            {
                Thread.Sleep(BetweenTries);
            }
        }
    }
}
