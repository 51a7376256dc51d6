using System.IO.Compression;

namespace SreEvaluator.Service.Web;

/// <summary>One file that pages fetch.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Version">Changes with the content.</param>
/// <param name="Content">The file.</param>
/// <param name="Brotli">The file, compressed.</param>
public sealed record Asset(string ContentType, string Version, ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Brotli)
{
    /// <summary>A file as browsers take it over the wire.</summary>
    public static byte[] Compressed(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize))
        {
            brotli.Write(content);
        }

        return compressed.ToArray();
    }
}
