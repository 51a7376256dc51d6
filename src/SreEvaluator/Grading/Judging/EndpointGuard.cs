using System.Net;
using System.Net.Sockets;

namespace SreEvaluator.Grading.Judging;

/// <summary>
/// Keeps the judge away from the addresses at which cloud machines hand out credentials, so that whoever may set an endpoint can't read them.
/// Loopback and private networks are allowed: models are served there.
/// </summary>
internal static class EndpointGuard
{
    private static readonly IPAddress[] MetadataOutsideLinkLocal = [IPAddress.Parse("fd00:ec2::254"), IPAddress.Parse("100.100.100.200")];

    /// <summary>Whether a host, by its name alone, is one of them.</summary>
    /// <param name="host">The host of an address, in its plain form.</param>
    public static bool Refuses(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address)
            ? Refuses(address)
            : host.TrimEnd('.').Equals("metadata.google.internal", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens a connection to the first address of a host that answers, unless one of them is refused: a name can point anywhere.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken).ConfigureAwait(false);
        if (addresses.Any(Refuses))
        {
            throw new CallFailure(
                JudgeFailure.ForbiddenEndpoint,
                $"{context.DnsEndPoint.Host} leads to an address where cloud machines keep their credentials, and was not called.",
                "Set SRE_Judge__Endpoint to the address of a model server.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool Refuses(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.IsIPv6LinkLocal
            || (plain.AddressFamily == AddressFamily.InterNetwork && plain.GetAddressBytes() is [169, 254, ..])
            || MetadataOutsideLinkLocal.Contains(plain);
    }
}
