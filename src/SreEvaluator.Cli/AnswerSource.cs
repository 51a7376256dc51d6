using System.Text;
using SreEvaluator.Grading;

namespace SreEvaluator.Cli;

/// <summary>Reads an answer from a file or from standard input: strictly UTF-8, byte for byte but for a byte order mark.</summary>
internal static class AnswerSource
{
    private const string StandardInput = "standard input";

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The answer in a file.</summary>
    /// <exception cref="InputException">The file can't be used.</exception>
    public static Answer FromFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InputException(new InputProblem(path, null, "a folder", "a file with one answer"));
        }

        try
        {
            using var file = File.OpenRead(path);
            return new Answer(Path.GetFileName(path), Read(file, path));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(new InputProblem(path, null, "no such file", "a file with one answer"));
        }
        catch (UnauthorizedAccessException)
        {
            throw new InputException(new InputProblem(path, null, "a file that may not be read", "a file with one answer", "Change its permissions."));
        }
    }

    /// <summary>The answer at standard input, to its end.</summary>
    /// <exception cref="InputException">What comes can't be used.</exception>
    public static async Task<Answer> FromInputAsync(Shell shell, CancellationToken cancellationToken)
    {
        if (shell.InputIsTerminal)
        {
            await shell.Error.WriteLineAsync(
                OperatingSystem.IsWindows()
                    ? "Write the answer. End it with Ctrl+Z and Enter on a line of their own."
                    : "Write the answer. End it with Ctrl+D on a line of its own.");
        }

        // A read of a terminal can't be cancelled: it is left behind, and ends with the process.
        var text = await Task.Run(() => Read(shell.Input, StandardInput), cancellationToken).WaitAsync(cancellationToken);
        return new Answer("standard-input", text);
    }

    private static string Read(Stream stream, string where)
    {
        var buffer = new byte[Answer.MaxBytes + ByteOrderMark.Length + 1];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var bytes = buffer.AsSpan(0, length);
        if (bytes.StartsWith(ByteOrderMark))
        {
            bytes = bytes[ByteOrderMark.Length..];
        }

        if (bytes.Length > Answer.MaxBytes)
        {
            throw new InputException(new InputProblem(
                where, null, $"more than {Answer.MaxBytes:N0} bytes", $"at most {Answer.MaxBytes:N0}", "Shorten the answer, or grade one answer at a time."));
        }

        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException failure)
        {
            throw new InputException(new InputProblem(
                where, null, $"bytes that are not UTF-8 at offset {failure.Index}", "text in UTF-8", "Save it as UTF-8 and try again."));
        }
    }
}
