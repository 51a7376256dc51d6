using System.Collections.Concurrent;
using SreEvaluator.Service.Access;

namespace SreEvaluator.Service.Batches;

/// <summary>Files that people look at before they make batches of them: for an hour, in this process, each for its sender alone.</summary>
/// <param name="time">The clock.</param>
internal sealed class PendingFiles(TimeProvider time) : IAsyncDisposable
{
    private const int MostOfOne = 5;

    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<Guid, PendingFile> _files = new();

    /// <summary>Keeps a file. Old ones go, and the oldest of somebody who has many.</summary>
    /// <param name="content">The file.</param>
    /// <param name="name">What its sender calls it.</param>
    /// <param name="ending">How the name ends.</param>
    /// <param name="caller">Who sends it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<PendingFile> ReceiveAsync(Stream content, string name, string ending, Caller caller, CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // The file is kept, and let go of by RemoveAsync.
        var file = new PendingFile(Guid.NewGuid(), await Upload.ReceiveAsync(content, ending, name, cancellationToken), name, caller.Actor, time.GetUtcNow());
#pragma warning restore CA2000
        _files[file.Id] = file;
        var tooMany = _files.Values.Where(other => other.Owner == caller.Actor).OrderByDescending(other => other.At).Skip(MostOfOne);
        foreach (var old in _files.Values.Where(other => other.At < file.At - KeptFor).Concat(tooMany).ToList())
        {
            await RemoveAsync(old.Id);
        }

        return file;
    }

    /// <summary>A file of somebody; null where it is not there any more, or another's.</summary>
    public PendingFile? Find(Guid id, Caller caller) => _files.GetValueOrDefault(id) is { } file && file.Owner == caller.Actor ? file : null;

    /// <summary>Lets a file go.</summary>
    public async Task RemoveAsync(Guid id)
    {
        if (_files.TryRemove(id, out var file))
        {
            await file.Upload.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in _files.Keys)
        {
            await RemoveAsync(id);
        }
    }
}
