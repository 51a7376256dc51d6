using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;

namespace SreEvaluator.Service.Web;

/// <summary>The styles, scripts and images of the pages, which the program holds in itself: nothing is fetched from elsewhere, and no file can be missing.</summary>
public sealed class AssetFiles
{
    private const string Prefix = "assets/";

    private static readonly FileExtensionContentTypeProvider Types = new();
    private readonly FrozenDictionary<string, Asset> _byName;

    /// <summary>Reads and compresses them.</summary>
    public AssetFiles()
    {
        var assembly = Assembly.GetExecutingAssembly();
        _byName = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name => Read(assembly, name), StringComparer.Ordinal);
    }

    /// <summary>An asset; null where there is none of this name.</summary>
    public Asset? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Where a page finds an asset. It changes with the content, so that browsers may keep it for good.</summary>
    public string PathOf(string name) => $"/{Prefix}{name}?v={_byName[name].Version}";

    private static Asset Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new Asset(
            Types.TryGetContentType(name, out var type) ? type : "application/octet-stream",
            Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6)),
            content,
            Asset.Compressed(content));
    }
}
