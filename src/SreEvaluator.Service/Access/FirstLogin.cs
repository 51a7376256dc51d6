using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using SreEvaluator.Service.Hosting;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Access;

/// <summary>
/// The way in where there is no other: at each start on loopback a link is printed that signs the admin in, once. Beyond loopback none is printed, and
/// the service does not start while there is no other way in.
/// </summary>
/// <param name="access">Whether there is an identity provider.</param>
/// <param name="configuration">Where the service listens.</param>
/// <param name="users">Knows whether an admin has signed in.</param>
/// <param name="keys">Knows whether there is a key for admins.</param>
/// <param name="links">Makes the link.</param>
/// <param name="server">Where it listens in fact.</param>
/// <param name="time">The clock.</param>
internal sealed class FirstLogin(
    IOptions<AccessOptions> access, IConfiguration configuration, UserStore users, ApiKeyStore keys, OneTimeLinks links, IServer server, TimeProvider time)
    : IHostedLifecycleService
{
    /// <summary>Who vouches for whoever has the link.</summary>
    public const string Issuer = "one-time-link";

    /// <summary>The admin, as the link knows them.</summary>
    public const string Subject = "admin";

    /// <summary>Where the link leads.</summary>
    public const string LinkPath = "/sign-in/one-time";

    private const int KeysLookedAt = 1000;

    /// <summary>Where the link is printed: never into the log.</summary>
    public TextWriter Output { get; set; } = Console.Out;

    /// <summary>Whether a link is printed at each start.</summary>
    public bool IsOffered => !access.Value.OpenIdConnect.IsConfigured && Listening.Of(configuration).All(Listening.IsLoopback);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var beyond = Listening.Of(configuration).FirstOrDefault(url => !Listening.IsLoopback(url));
        if (beyond is not null && await IsOpenAsync(cancellationToken))
        {
            throw new OptionsValidationException(
                AccessOptions.Section,
                typeof(AccessOptions),
                [
                    $"urls: found {beyond}, but nobody can sign in yet, and whoever came first would be admin. "
                    + "Start once with --urls http://127.0.0.1:5080 and open the link that is printed, or configure an identity provider with SRE_Access__OpenIdConnect__Authority.",
                ]);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!IsOffered)
        {
            return;
        }

        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? ServiceBuilder.DefaultUrls;
        await Output.WriteLineAsync($"""
            To sign in as admin, open this link; it works once, within an hour:
              {address.TrimEnd('/')}{LinkPath}?token={links.New()}
            """);
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> IsOpenAsync(CancellationToken cancellationToken) =>
        !access.Value.OpenIdConnect.IsConfigured
        && await users.FindByLoginAsync(Issuer, Subject, cancellationToken) is not { DisabledAt: null }
        && !(await keys.ListAsync(after: null, KeysLookedAt, cancellationToken)).Items.Any(key => key.Role == Role.Admin && key.IsValid(time.GetUtcNow()));
}
