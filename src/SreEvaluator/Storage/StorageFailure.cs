namespace SreEvaluator.Storage;

/// <summary>Why the database can't do its work now.</summary>
public enum StorageFailure
{
    /// <summary>Somebody else holds it, or it is asked for more than it can do.</summary>
    Busy,

    /// <summary>The disk is full.</summary>
    Full,

    /// <summary>The server is not there, or its answer was cut off: whether a write was done is not known.</summary>
    Unreachable,

    /// <summary>The file can't be read or written, or is damaged.</summary>
    Unusable,
}
