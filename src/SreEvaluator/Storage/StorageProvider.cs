namespace SreEvaluator.Storage;

/// <summary>Which database keeps the work.</summary>
public enum StorageProvider
{
    /// <summary>A SQLite file beside the program: one machine, nothing to install.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, which many machines share.</summary>
    Postgres,
}
