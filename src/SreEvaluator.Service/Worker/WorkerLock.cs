using SreEvaluator.Storage;

namespace SreEvaluator.Service.Worker;

/// <summary>On SQLite one process works on a file: two engines on it would run everything twice and lose track.</summary>
internal sealed class WorkerLock : IDisposable
{
    private readonly FileStream _file;

    private WorkerLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a SQLite database; the system gives it back when the process ends, however it ends.</summary>
    /// <exception cref="StorageException">Another process has it.</exception>
    public static WorkerLock Take(string engineFile)
    {
        var path = engineFile + ".lock";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new WorkerLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException taken)
        {
            throw new StorageException(
                StorageFailure.Busy,
                $"Another process works on this SQLite database ({path} is locked). End it, set SRE_{WorkerOptions.Section}__{nameof(WorkerOptions.Enabled)}=false here, or use PostgreSQL for many workers.",
                taken);
        }
    }

    public void Dispose() => _file.Dispose();
}
