using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SreEvaluator.Storage;

/// <summary>
/// What was done, by whom, to what. Each entry's hash covers the one before, so that none can be changed, removed or put in unseen. People and things
/// are named by ids alone: who is erased is nobody here.
/// </summary>
public sealed record AuditEntry
{
    /// <summary>The hash before the first entry.</summary>
    public static readonly string Start = new('0', 2 * SHA256.HashSizeInBytes);

    /// <summary>Its place, from 1, without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who: a user, an API key, a worker, or the program itself, each with its id.</summary>
    public required string Actor { get; init; }

    /// <summary>What was done, a word or two with dashes.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to, by id.</summary>
    public required string Subject { get; init; }

    /// <summary>What else is worth knowing; null for nothing. Never holds an answer's text or a name.</summary>
    public string? Detail { get; init; }

    /// <summary>The hash of the entry before; <see cref="Start"/> for the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>The SHA-256 of all the rest, in lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Whether the entry is as it was written.</summary>
    public bool IsWhole => Hash == HashOf(this);

    internal static AuditEntry After(AuditEntry? last, AuditEvent happened)
    {
        var entry = new AuditEntry
        {
            Number = (last?.Number ?? 0) + 1,
            At = happened.At,
            Actor = happened.Actor,
            Action = happened.Action,
            Subject = happened.Subject,
            Detail = happened.Detail,
            PreviousHash = last?.Hash ?? Start,
            Hash = string.Empty,
        };
        return entry with { Hash = HashOf(entry) };
    }

    private static string HashOf(AuditEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(long)];
        Add(entry.Number, number);
        Add(entry.At.UtcTicks, number);
        foreach (var text in (ReadOnlySpan<string?>)[entry.Actor, entry.Action, entry.Subject, entry.Detail, entry.PreviousHash])
        {
            // With its length before it, no text can pass for the end of one and the beginning of the next.
            var bytes = Encoding.UTF8.GetBytes(text ?? string.Empty);
            Add(text is null ? -1 : bytes.Length, number);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(long value, Span<byte> buffer)
        {
            BinaryPrimitives.WriteInt64BigEndian(buffer, value);
            hash.AppendData(buffer);
        }
    }
}
