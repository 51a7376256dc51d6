using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SreEvaluator.Batches.Import;

/// <summary>Remembers in few bytes what was met before: for each text the row where it was met first.</summary>
internal sealed class Seen
{
    // A hundred and twenty-eight bits of a hash: among a million texts, two that differ are taken for the same once in 10^26 batches.
    // As two halves they take two thirds of the room: the whole would be aligned to sixteen bytes.
    private readonly Dictionary<(ulong, ulong), int> _rows = [];

    /// <summary>The row where the same was met first; null when it is new, and remembered from now on.</summary>
    /// <param name="question">The question.</param>
    /// <param name="text">The text.</param>
    /// <param name="row">Its row.</param>
    public int? At(string question, string text, int row)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(question.Length + text.Length + 1)];
        var length = Encoding.UTF8.GetBytes(question, bytes);
        bytes[length++] = 0;
        length += Encoding.UTF8.GetBytes(text, bytes.AsSpan(length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, length), hash);
        var key = (BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]));
        return _rows.TryAdd(key, row) ? null : _rows[key];
    }
}
