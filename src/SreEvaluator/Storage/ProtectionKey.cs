namespace SreEvaluator.Storage;

/// <summary>A key that the host protects its cookies with, shared by all its processes.</summary>
public sealed record ProtectionKey
{
    /// <summary>Unique.</summary>
    public required string Name { get; init; }

    /// <summary>The key in the host's own form.</summary>
    public required string Xml { get; init; }
}
