using System.Net;

namespace SreEvaluator.Service.Hosting;

/// <summary>Where the service is told to listen.</summary>
internal static class Listening
{
    private static readonly string[] Everywhere = ["*", "+"];

    /// <summary>The URLs, those of Kestrel's own section too.</summary>
    /// <param name="configuration">The configuration.</param>
    public static IReadOnlyList<string> Of(IConfiguration configuration)
    {
        List<string> kestrel =
        [
            .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>(),
        ];
        return kestrel.Count > 0
            ? kestrel
            : (configuration[WebHostDefaults.ServerUrlsKey] ?? ServiceBuilder.DefaultUrls).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Whether only this machine reaches a URL. A socket of the file system counts as one that only this machine reaches.</summary>
    /// <param name="url">The URL as it was configured.</param>
    public static bool IsLoopback(string url)
    {
        var address = BindingAddress.Parse(url);
        return address.IsUnixPipe
            || string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (!Everywhere.Contains(address.Host) && IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }
}
