using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SreEvaluator.Grading.Judging;

namespace SreEvaluator.Batches.Packs;

/// <summary>One archive with all that the results of a batch stand on: answers, evaluations, overrides, rubrics, prompts, raw replies, settings, and a hash of each.</summary>
public static partial class DecisionPack
{
    /// <summary>The file of the raw replies.</summary>
    public const string Replies = "replies.jsonl";

    /// <summary>The file of the settings.</summary>
    public const string Settings = "settings.json";

    private const int MostFiles = 1000;
    private const long MostBytes = 4L * 1024 * 1024 * 1024;
    private const int MostManifestBytes = 1024 * 1024;

    /// <summary>Writes a pack. It appears whole or not at all.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="files">What goes in: the path in the archive, with slashes, and where the file is.</param>
    /// <param name="texts">What goes in besides, as text.</param>
    /// <param name="program">Which program writes it.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task WriteAsync(
        string path, IEnumerable<(string Path, string Source)> files, IEnumerable<(string Path, string Text)> texts, string program, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(texts);
        await WholeFile.WriteAsync(path, async output =>
        {
            var archive = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken).ConfigureAwait(false);
            await using var closed = archive.ConfigureAwait(false);
            var entries = new List<PackManifest.Entry>();
            foreach (var (name, source) in files)
            {
                entries.Add(await AddFileAsync(archive, name, source, cancellationToken).ConfigureAwait(false));
            }

            foreach (var (name, text) in texts)
            {
                using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
                entries.Add(await AddAsync(archive, name, stream, cancellationToken).ConfigureAwait(false));
            }

            using var manifest = new MemoryStream(Encoding.UTF8.GetBytes(new PackManifest(PackManifest.CurrentForm, program, at, entries).ToJson()));
            await AddAsync(archive, PackManifest.Name, manifest, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>Unpacks a pack into a folder, and holds each file against its hash.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What is wrong, in a line each; only what is right is unpacked.</returns>
    /// <exception cref="InputException">It is no pack that this program reads.</exception>
    public static async Task<IReadOnlyList<string>> UnpackAsync(string path, string folder, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!File.Exists(path))
        {
            throw new InputException(new InputProblem(path, null, "no such file", "a decision pack"));
        }

        try
        {
            var archive = await ZipFile.OpenReadAsync(path, cancellationToken).ConfigureAwait(false);
            await using var closed = archive.ConfigureAwait(false);
            var manifest = await ManifestAsync(archive, cancellationToken).ConfigureAwait(false) ?? throw new InvalidDataException("No manifest.");
            var problems = new List<string>();
            var known = manifest.Files.ToDictionary(entry => entry.Path, StringComparer.Ordinal);
            problems.AddRange(archive.Entries.Where(entry => entry.FullName != PackManifest.Name && !known.ContainsKey(entry.FullName)).Select(entry => $"{entry.FullName} is not in the manifest"));
            foreach (var entry in manifest.Files)
            {
                if (await UnpackAsync(archive, entry, folder, cancellationToken).ConfigureAwait(false) is { } problem)
                {
                    problems.Add(problem);
                }
            }

            return problems;
        }
        catch (Exception failure) when (failure is InvalidDataException or JsonException or ArgumentException or NotSupportedException or EndOfStreamException or OverflowException)
        {
            throw new InputException(new InputProblem(path, null, "what is no decision pack", "an archive that sre-evaluator report pack has written"));
        }
    }

    /// <summary>The settings of an unpacked pack.</summary>
    /// <param name="folder">Where it was unpacked.</param>
    /// <exception cref="InputException">They can't be read.</exception>
    public static PackSettings SettingsIn(string folder)
    {
        var path = Path.Combine(folder, Settings);
        try
        {
            return PackSettings.Parse(File.ReadAllText(path));
        }
        catch (Exception failure) when (failure is JsonException or FileNotFoundException)
        {
            throw new InputException(new InputProblem(Settings, null, "no settings that can be read", "the pack as report pack wrote it"));
        }
    }

    /// <summary>The raw replies of an unpacked pack.</summary>
    /// <param name="folder">Where it was unpacked.</param>
    /// <exception cref="InputException">A line is no reply.</exception>
    public static IEnumerable<KeptReply> RepliesIn(string folder)
    {
        foreach (var (index, line) in File.ReadLines(Path.Combine(folder, Replies)).Index())
        {
            KeptReply? reply;
            try
            {
                reply = JsonSerializer.Deserialize(line, KeptReplyContext.Default.KeptReply);
            }
            catch (JsonException)
            {
                reply = null;
            }

            yield return reply is { Key.Length: 64 } && reply.Key.All(char.IsAsciiHexDigit)
                ? reply
                : throw new InputException(new InputProblem(Replies, index + 1, "a line that is no reply", "the pack as report pack wrote it"));
        }
    }

    /// <summary>A raw reply on one line.</summary>
    /// <param name="reply">The reply.</param>
    public static string ToLine(KeptReply reply) => JsonSerializer.Serialize(reply, KeptReplyContext.Default.KeptReply);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(KeptReply))]
    internal sealed partial class KeptReplyContext : JsonSerializerContext;

    private static async Task<PackManifest.Entry> AddFileAsync(ZipArchive archive, string name, string source, CancellationToken cancellationToken)
    {
        using var stream = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return await AddAsync(archive, name, stream, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<PackManifest.Entry> AddAsync(ZipArchive archive, string name, Stream content, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var part = await archive.CreateEntry(name, CompressionLevel.Optimal).OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closed = part.ConfigureAwait(false);
        var buffer = new byte[64 * 1024];
        long bytes = 0;
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            await part.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            bytes += read;
        }

        return new PackManifest.Entry(name, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static async Task<PackManifest?> ManifestAsync(ZipArchive archive, CancellationToken cancellationToken)
    {
        if (archive.GetEntry(PackManifest.Name) is not { Length: <= MostManifestBytes } entry)
        {
            return null;
        }

        var stream = await entry.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closed = stream.ConfigureAwait(false);
        using var reader = new StreamReader(stream);
        var manifest = PackManifest.Parse(await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false));
        return manifest is { Form: PackManifest.CurrentForm, Files: { Count: <= MostFiles } files }
            && files.All(file => file is { Path.Length: > 0, Sha256: not null, Bytes: >= 0 and <= MostBytes })
            && files.Sum(file => file.Bytes) <= MostBytes
                ? manifest
                : null;
    }

    private static async Task<string?> UnpackAsync(ZipArchive archive, PackManifest.Entry entry, string folder, CancellationToken cancellationToken)
    {
        // A name out of a stranger's archive never leads out of the folder.
        var target = Path.GetFullPath(Path.Combine(folder, entry.Path));
        if (!target.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return $"{entry.Path} leads out of the archive";
        }

        if (archive.GetEntry(entry.Path) is not { } part)
        {
            return $"{entry.Path} is missing";
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, left) = (new byte[64 * 1024], entry.Bytes);
        var source = await part.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            using var file = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.None);
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0 && (left -= read) >= 0)
            {
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }
        }

        if (left == 0 && Convert.ToHexStringLower(hash.GetHashAndReset()) == entry.Sha256)
        {
            return null;
        }

        File.Delete(target);
        return $"{entry.Path} is not what its hash says";
    }
}
