using System.IO.Compression;
using System.Security.Cryptography;

namespace SreEvaluator.Grading.Local;

/// <summary>Writes a model to one file and reads it: a zip archive with what grading reads and, beside it, the scorers in ML.NET's own form.</summary>
internal static class LocalModelFile
{
    /// <summary>The file's name in a models folder.</summary>
    public const string Name = "local-grader.zip";

    private const string Learnt = "learnt.bin";

    private static readonly string[] Trained = ["known-sentences.zip", "known-answers.zip", "unknown-sentences.zip", "unknown-answers.zip"];

    // The same model gives the same file.
    private static readonly DateTimeOffset NoTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a model into a folder; a file that is there is replaced only when the new one is whole.</summary>
    /// <returns>The SHA-256 of the file, in lower-case hexadecimal.</returns>
    public static string Write(LocalModel model, string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Name);
        var unfinished = path + ".unfinished";
        using (var archive = new ZipArchive(File.Create(unfinished), ZipArchiveMode.Create))
        {
            Add(archive, Learnt, LearntPart.Write(model), CompressionLevel.SmallestSize);
            Scorer[] scorers = [model.Known.Value.Sentences, model.Known.Value.Answers, model.Unknown.Value.Sentences, model.Unknown.Value.Answers];
            foreach (var (name, scorer) in Trained.Zip(scorers))
            {
                Add(archive, name, scorer.Trained.Span, CompressionLevel.NoCompression);
            }
        }

        File.Move(unfinished, path, overwrite: true);
        return HashOf(File.ReadAllBytes(path));
    }

    /// <summary>Reads the model of a folder.</summary>
    /// <returns>The model and the SHA-256 of its file, in lower-case hexadecimal.</returns>
    /// <exception cref="InputException">There is none, or it is broken or of another form.</exception>
    public static (LocalModel Model, string Hash) Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            throw Problem(path, "no such file");
        }

        try
        {
            var bytes = File.ReadAllBytes(path);
            using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            return (LearntPart.Read(Content(archive, Learnt), [.. Trained.Select(name => Content(archive, name))]), HashOf(bytes));
        }
        catch (InvalidDataException)
        {
            throw Problem(path, "a file that is no whole model of this program's form");
        }
    }

    private static byte[] Content(ZipArchive archive, string name)
    {
        var entry = archive.GetEntry(name) ?? throw new InvalidDataException($"The entry {name} is missing.");
        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> content, CompressionLevel level)
    {
        var entry = archive.CreateEntry(name, level);
        entry.LastWriteTime = NoTime;
        using var stream = entry.Open();
        stream.Write(content);
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static InputException Problem(string path, string found) => new(new InputProblem(
        path, null, found, "a model that `sre-evaluator train` wrote", "Restore the file, or make it anew with `sre-evaluator train`."));
}
