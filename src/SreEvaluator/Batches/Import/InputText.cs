using System.Text;

namespace SreEvaluator.Batches.Import;

/// <summary>Opens text of any encoding, such that bytes which can't be read are seen and stop nothing.</summary>
internal static class InputText
{
    /// <summary>Stands for bytes that are no text in the encoding: a code point that text never holds.</summary>
    public const char Unreadable = '\uFFFE';

    /// <summary>How much is read at a time.</summary>
    public const int Buffer = 64 * 1024;

    // The longest first, as the mark of UTF-32 begins with that of UTF-16.
    private static readonly (byte[] Mark, string Name)[] Marks =
    [
        ([0xFF, 0xFE, 0, 0], "utf-32"),
        ([0, 0, 0xFE, 0xFF], "utf-32BE"),
        ([0xEF, 0xBB, 0xBF], "utf-8"),
        ([0xFF, 0xFE], "utf-16"),
        ([0xFE, 0xFF], "utf-16BE"),
    ];

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">The encoding where no byte order mark says another.</param>
    /// <exception cref="InputException">It can't be read.</exception>
    public static StreamReader Open(string path, Encoding encoding)
    {
        var file = OpenBytes(path);
        var start = new byte[4];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var found = Marks.FirstOrDefault(known => start.AsSpan(0, read).StartsWith(known.Mark));
        file.Position = found.Mark?.Length ?? 0;
        var name = found.Name ?? encoding.WebName;
        return new StreamReader(
            file,
            Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(Unreadable.ToString())),
            detectEncodingFromByteOrderMarks: false,
            Buffer);
    }

    /// <summary>Opens a file as bytes, to be read once from start to end.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It can't be read.</exception>
    public static FileStream OpenBytes(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, Buffer, FileOptions.SequentialScan);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(new InputProblem(path, null, "no such file", "a file with answers"));
        }
        catch (UnauthorizedAccessException)
        {
            throw new InputException(new InputProblem(path, null, "a file that may not be read", "a file with answers", "Change its permissions."));
        }
    }
}
