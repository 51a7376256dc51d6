using System.Net;
using Microsoft.Extensions.Options;
using SreEvaluator.Service.Hosting;

namespace SreEvaluator.Service.Access;

/// <summary>Checks the section <c>Access</c>, together with where the service listens.</summary>
/// <param name="configuration">The whole configuration.</param>
internal sealed class AccessOptionsValidator(IConfiguration configuration) : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        List<string> failures = [.. Failures(options)];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>The proxies as networks; null where one is neither an address nor a network.</summary>
    public static IReadOnlyList<IPNetwork>? Networks(string proxies)
    {
        var networks = new List<IPNetwork>();
        foreach (var proxy in proxies.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPNetwork.TryParse(proxy, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(proxy, out var address))
            {
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                return null;
            }
        }

        return networks;
    }

    private IEnumerable<string> Failures(AccessOptions options)
    {
        if (options.SessionLasts < TimeSpan.FromMinutes(1) || options.SessionLasts > AccessOptions.LongestSession)
        {
            yield return $"Access:SessionLasts: found {options.SessionLasts}; expected 00:01:00 to 30.00:00:00. Set SRE_Access__SessionLasts.";
        }

        if (Networks(options.TrustedProxies) is null)
        {
            yield return $"Access:TrustedProxies: found {options.TrustedProxies}; expected addresses or networks such as 10.0.0.0/8, with semicolons between. Set SRE_Access__TrustedProxies.";
        }

        if (options.OpenIdConnect is { IsConfigured: true } provider)
        {
            if (provider.ClientId.Length == 0)
            {
                yield return "Access:OpenIdConnect:ClientId: found nothing; expected how the provider knows this service. Set SRE_Access__OpenIdConnect__ClientId.";
            }

            if (provider.Authority is not { IsAbsoluteUri: true } authority || (authority.Scheme != Uri.UriSchemeHttps && !authority.IsLoopback))
            {
                yield return $"Access:OpenIdConnect:Authority: found {provider.Authority}; expected an address that begins with https://. Set SRE_Access__OpenIdConnect__Authority.";
            }
        }

        foreach (var url in Listening.Of(configuration).Where(url => !Listening.IsLoopback(url)))
        {
            if (url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && Networks(options.TrustedProxies) is { Count: 0 })
            {
                yield return $"urls: found {url}, which sends logins and answers over the network unencrypted; expected https, or a proxy that ends TLS. "
                    + "Set SRE_Kestrel__Certificates__Default__Path and a https URL, or SRE_Access__TrustedProxies to the proxy's address.";
            }
        }
    }
}
