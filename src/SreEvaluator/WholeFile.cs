namespace SreEvaluator;

/// <summary>Files that are there whole or as they were before, also when the process is killed while it writes.</summary>
internal static class WholeFile
{
    /// <summary>Writes a text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">What it is to hold.</param>
    public static void Write(string path, string text)
    {
        var beside = Beside(path);
        File.WriteAllText(beside, text);
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Writes what is too much for one text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes it.</param>
    public static async Task WriteAsync(string path, Func<FileStream, Task> write)
    {
        var beside = Beside(path);
        var stream = new FileStream(beside, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        await using (stream.ConfigureAwait(false))
        {
            await write(stream).ConfigureAwait(false);
        }

        File.Move(beside, path, overwrite: true);
    }

    private static string Beside(string path) => path + ".new";
}
