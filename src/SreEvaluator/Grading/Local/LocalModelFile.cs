using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace SreEvaluator.Grading.Local;

/// <summary>Writes a model to one file and reads it: a zip archive with what it learnt as JSON and its scorers in ML.NET's own form.</summary>
internal static class LocalModelFile
{
    /// <summary>The file's name in a models folder.</summary>
    public const string Name = "local-grader.zip";

    private const string Learnt = "learnt.json";
    private const string KnownSentences = "known-sentences.zip";
    private const string KnownAnswers = "known-answers.zip";
    private const string UnknownSentences = "unknown-sentences.zip";
    private const string UnknownAnswers = "unknown-answers.zip";

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
            using (var entry = Entry(archive, Learnt))
            {
                JsonSerializer.Serialize(entry, LearntJson.Of(model), LearntContext.Default.LearntJson);
            }

            Save(archive, KnownSentences, model.Known.Value.Sentences);
            Save(archive, KnownAnswers, model.Known.Value.Answers);
            Save(archive, UnknownSentences, model.Unknown.Value.Sentences);
            Save(archive, UnknownAnswers, model.Unknown.Value.Answers);
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
            using var archive = Open(bytes);
            using var stream = EntryOf(archive, Learnt).Open();
            var learnt = JsonSerializer.Deserialize(stream, LearntContext.Default.LearntJson);
            if (learnt is not { Form: LearntJson.CurrentForm })
            {
                throw Problem(path, $"a model of form {learnt?.Form}, not {LearntJson.CurrentForm}");
            }

            ThrowIfDamaged(archive);
            var model = new LocalModel(
                learnt.TermWeights(),
                learnt.Quotes,
                new(() => new CoverageModel(Load(bytes, KnownSentences), Load(bytes, KnownAnswers), learnt.KnownRule, WithQuotes: true)),
                new(() => new CoverageModel(Load(bytes, UnknownSentences), Load(bytes, UnknownAnswers), learnt.UnknownRule, WithQuotes: false)));
            return (model, HashOf(bytes));
        }
        catch (Exception failure) when (failure is InvalidDataException or JsonException)
        {
            throw Problem(path, "a file that is no whole model");
        }
    }

    private static ZipArchive Open(byte[] bytes) => new(new MemoryStream(bytes), ZipArchiveMode.Read);

    private static ZipArchiveEntry EntryOf(ZipArchive archive, string name) =>
        archive.GetEntry(name) ?? throw new InvalidDataException($"The entry {name} is missing.");

    // The scorers are loaded when they are first needed; that they are whole is known now: reading an entry checks its CRC.
    private static void ThrowIfDamaged(ZipArchive archive)
    {
        foreach (var name in (string[])[KnownSentences, KnownAnswers, UnknownSentences, UnknownAnswers])
        {
            using var stream = EntryOf(archive, name).Open();
            stream.CopyTo(Stream.Null);
        }
    }

    private static Scorer Load(byte[] bytes, string name)
    {
        using var archive = Open(bytes);
        using var stream = EntryOf(archive, name).Open();
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        whole.Position = 0;
        return Scorer.Load(whole);
    }

    private static void Save(ZipArchive archive, string name, Scorer scorer)
    {
        using var whole = new MemoryStream();
        scorer.Save(whole);
        whole.Position = 0;
        using var entry = Entry(archive, name);
        whole.CopyTo(entry);
    }

    private static Stream Entry(ZipArchive archive, string name)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = NoTime;
        return entry.Open();
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static InputException Problem(string path, string found) => new(new InputProblem(
        path, null, found, "a model that `sre-evaluator train` wrote", "Restore the file, or make it anew with `sre-evaluator train`."));
}
