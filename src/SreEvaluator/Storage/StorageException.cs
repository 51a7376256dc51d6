namespace SreEvaluator.Storage;

/// <summary>The database can't do its work now. Nothing is half done.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="message">What was found and what to do.</param>
    /// <param name="innerException">What the database said.</param>
    public StorageException(StorageFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Why.</summary>
    public StorageFailure Failure { get; }
}
