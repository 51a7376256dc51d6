using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace SreEvaluator.Grading.Judging;

/// <summary>
/// Keeps the model's replies in a SQLite file, for this process and others. Where the file can't be used it warns once and keeps nothing: a cache is
/// never worth a grade.
/// </summary>
internal sealed partial class ReplyCache : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private ReplyFile? _file;
    private bool _unusable;

    /// <summary>Prepares the cache; the file is opened when it is first asked.</summary>
    /// <param name="path">The file; it is created where it is not there.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears when the file can't be used.</param>
    public ReplyCache(string path, TimeProvider time, ILogger logger)
    {
        _path = path;
        _time = time;
        _logger = logger;
    }

    /// <summary>The cache of a configuration; null where there is to be none.</summary>
    public static ReplyCache? For(JudgeOptions options, TimeProvider time, ILogger logger) =>
        string.Equals(options.Cache, JudgeOptions.NoCache, StringComparison.OrdinalIgnoreCase)
            ? null
            : new ReplyCache(string.IsNullOrWhiteSpace(options.Cache) ? CacheFolder.File("replies.db") : options.Cache, time, logger);

    /// <summary>The reply that is kept for a key; null where none is.</summary>
    public StoredReply? Find(byte[] key) => Use(file => file.Find(key));

    /// <summary>Keeps a reply. Of two for one key the first is kept.</summary>
    public void Keep(byte[] key, StoredReply reply) => Use<object>(file =>
    {
        file.Keep(key, reply, _time.GetUtcNow());
        return null;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _unusable = true;
        }
    }

    // One connection and one lock: within a process nothing ever waits in SQLite itself, which sleeps in long steps.
    private T? Use<T>(Func<ReplyFile, T?> work)
        where T : class
    {
        lock (_gate)
        {
            if (_unusable)
            {
                return null;
            }

            try
            {
                return work(_file ??= ReplyFile.Open(_path));
            }
            catch (SqliteException failure) when (failure.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
            {
                LogBusy(_path);
                return null;
            }
            catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                _unusable = true;
                LogUnusable(_path, failure.Message);
                return null;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The judge's replies can't be kept in {Path}, and are paid for again: {Problem}")]
    private partial void LogUnusable(string path, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Path} is busy with another process; one reply is not looked up or kept")]
    private partial void LogBusy(string path);
}
