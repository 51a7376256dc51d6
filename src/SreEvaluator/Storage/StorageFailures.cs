using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SQLitePCL;

namespace SreEvaluator.Storage;

/// <summary>Tells what a database can't do now from what it was asked wrongly.</summary>
internal static class StorageFailures
{
    private const string Again = "Nothing of the request was kept; send it again.";

    /// <summary>The failure in our words; null where the request is to blame, not the database.</summary>
    public static StorageException? Of(Exception exception) => Cause(exception) switch
    {
        StorageException failure => failure,
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } busy =>
            new StorageException(StorageFailure.Busy, $"Another process holds the database. {Again}", busy),
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } full =>
            new StorageException(StorageFailure.Full, $"The database's disk is full. {Again}", full),
        SqliteException { SqliteErrorCode: raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB } broken =>
            new StorageException(StorageFailure.Unusable, $"The database's file can't be used: {broken.Message}", broken),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } full =>
            new StorageException(StorageFailure.Full, $"The database server's disk is full. {Again}", full),
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled } busy =>
            new StorageException(StorageFailure.Busy, $"The database server is busy. {Again}", busy),
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } gone =>
            new StorageException(StorageFailure.Unreachable, "The database server is going down or coming up.", gone),
        PostgresException => null,
        NpgsqlException or TimeoutException or System.Net.Sockets.SocketException or IOException =>
            new StorageException(StorageFailure.Unreachable, "The database server can't be reached.", exception),
        _ => null,
    };

    /// <summary>Whether two transactions stood in each other's way, so that the same again may well succeed: it sees then what the other one did.</summary>
    public static bool IsCollision(Exception exception) =>
        Cause(exception) is PostgresException
        {
            SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation,
        };

    private static Exception Cause(Exception exception) => exception switch
    {
        DbUpdateException { InnerException: { } inner } => Cause(inner),
        InvalidOperationException { InnerException: NpgsqlException inner } => inner,
        _ => exception,
    };
}
