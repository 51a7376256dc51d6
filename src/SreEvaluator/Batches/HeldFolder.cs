namespace SreEvaluator.Batches;

/// <summary>A folder that one process holds. It is let go when this is disposed of, and is gone where nothing came into it.</summary>
internal sealed class HeldFolder : IDisposable
{
    private readonly string _path;
    private readonly FileStream _lock;

    /// <summary>Takes hold of a folder, which is created where it is not there.</summary>
    /// <exception cref="InputException">Another process has it, or a file has its name.</exception>
    public HeldFolder(string path)
    {
        _path = path;
        if (File.Exists(path))
        {
            throw new InputException(new InputProblem(path, null, "a file", "a folder for the results"));
        }

        Directory.CreateDirectory(path);
        var held = Path.Combine(path, ".lock");
        try
        {
            _lock = new FileStream(held, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(held))
        {
            throw new InputException(new InputProblem(
                path, null, "a folder that another run works in", "a folder that one run at a time works in", "Wait for the other run, or choose another folder."));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock.Dispose();
        if (!Directory.EnumerateFileSystemEntries(_path).Any())
        {
            Directory.Delete(_path);
        }
    }
}
