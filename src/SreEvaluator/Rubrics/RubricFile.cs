using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using SreEvaluator.Rubrics.Yaml;

namespace SreEvaluator.Rubrics;

/// <summary>Reads a rubric from its YAML file.</summary>
public static class RubricFile
{
    /// <summary>How the name of a rubric's file ends; what is before it is the id of the topic's scenario.</summary>
    public const string Extension = ".yaml";

    /// <summary>The most that a file may hold, in bytes. The shipped ones have about 60 KiB.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Reads and checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The rubric.</returns>
    /// <exception cref="InputException">The file can't be read or is no valid rubric; holds all of its problems, each with its line.</exception>
    public static Rubric Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var topicId = TopicId(path);
        return Rubric(path, topicId, Bytes(path));
    }

    /// <summary>Reads and checks what would be a file's text.</summary>
    /// <param name="topicId">The id of the topic's scenario, which the file would be named by.</param>
    /// <param name="source">The YAML.</param>
    /// <returns>The rubric.</returns>
    /// <exception cref="InputException">It is no valid rubric; holds all of its problems, each with its line.</exception>
    public static Rubric Parse(string topicId, string source)
    {
        var name = topicId + Extension;
        var bytes = Encoding.UTF8.GetBytes(source);
        return bytes.Length <= MaxBytes ? Rubric(name, TopicId(name), bytes) : throw TooLarge(name);
    }

    private static Rubric Rubric(string path, string topicId, byte[] bytes)
    {
        var text = Text(path, bytes);
        var problems = new RubricProblems(path);
        var builder = new RubricBuilder(topicId, Convert.ToHexStringLower(SHA256.HashData(bytes)), Encoding.UTF8.GetString(bytes), problems);
        var rubric = YamlReader.Read(path, text) switch
        {
            YamlMap map => builder.Rubric(map),
            var other => throw Problem(path, other?.Line, other?.Kind ?? "no content", "the fields topic, version and questions"),
        };
        problems.ThrowIfAny();
        return rubric;
    }

    private static string TopicId(string path)
    {
        var name = Path.GetFileName(path);
        return name.EndsWith(Extension, StringComparison.Ordinal) && name[..^Extension.Length] is var id && Identifier.IsValid(id)
            ? id
            : throw Problem(path, null, $"the file name \"{name}\"", $"lower-case words joined by hyphens and {Extension}, as in incident-management{Extension}");
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MaxBytes
                ? File.ReadAllBytes(path)
                : throw TooLarge(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Problem(path, null, "no such file", "a rubric's YAML file");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Problem(path, null, $"a file that can't be read ({error.Message.TrimEnd('.')})", "a readable file");
        }
    }

    private static string Text(string path, byte[] bytes)
    {
        var content = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;
        if (!Utf8.IsValid(content))
        {
            throw Problem(path, LineOfInvalidByte(content), "bytes that are not UTF-8", "text in UTF-8", "Save the file again with the encoding UTF-8.");
        }

        var text = Encoding.UTF8.GetString(content);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] is not ('\t' or '\n' or '\r'))
            {
                throw Problem(path, 1 + text.AsSpan(0, i).Count('\n'), $"the control character U+{(int)text[i]:X4}", "text without control characters");
            }
        }

        return text;
    }

    private static int LineOfInvalidByte(ReadOnlySpan<byte> content)
    {
        var valid = 0;
        while (Rune.DecodeFromUtf8(content[valid..], out _, out var length) == OperationStatus.Done)
        {
            valid += length;
        }

        return 1 + content[..valid].Count((byte)'\n');
    }

    private static InputException TooLarge(string path) => Problem(path, null, $"more than {MaxBytes:N0} bytes", "a rubric of one topic, which is far smaller");

    private static InputException Problem(string path, int? line, string found, string expected, string? remedy = null) =>
        new(new InputProblem(path, line, found, expected, remedy));
}
