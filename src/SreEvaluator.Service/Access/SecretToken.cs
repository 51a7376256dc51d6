using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SreEvaluator.Service.Access;

/// <summary>Secrets that are handed out once and known by their hashes only.</summary>
internal static class SecretToken
{
    private const int Bytes = 32;

    /// <summary>A new secret of 256 random bits.</summary>
    /// <param name="prefix">What it begins with, so that people and scanners know it for what it is.</param>
    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The SHA-256 in lower-case hexadecimal. The secret is random and long, so that a slow hash would protect nothing more.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
