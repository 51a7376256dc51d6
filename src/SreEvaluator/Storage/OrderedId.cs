using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SreEvaluator.Storage;

/// <summary>
/// Ids of version 7 whose order is the order in which this process made them, also within a millisecond and when the clock goes back. Lists are read in
/// the order of ids.
/// </summary>
internal static class OrderedId
{
    private const int Version = 0x7000;
    private const byte Variant = 0x80;
    private const int VariantMask = 0x3F;

    // The milliseconds and, in the 12 bits below, a number within them; where a millisecond has no number left, the next one lends its own.
    private const int NumberBits = 12;

    private static long _last;

    /// <summary>The next id.</summary>
    /// <param name="now">The time.</param>
    public static Guid Next(DateTimeOffset now)
    {
        long last, next;
        do
        {
            last = Interlocked.Read(ref _last);
            next = Math.Max(last + 1, now.ToUnixTimeMilliseconds() << NumberBits);
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);

        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes, (next >> NumberBits) << 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(Version | (next & ((1 << NumberBits) - 1))));
        bytes[8] = (byte)(Variant | (bytes[8] & VariantMask));
        return new Guid(bytes, bigEndian: true);
    }
}
