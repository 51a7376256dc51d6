using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using SreEvaluator.Service.Access;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Support;

/// <summary>The whole service on a port of its own, with a database of its own.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly List<HttpClient> _clients = [];

    private RunningService(WebApplication app, string folder, string output)
    {
        _app = app;
        _folder = folder;
        Address = new Uri(app.Urls.First());
        Output = output;
        Anonymous = Client(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    }

    public Uri Address { get; }

    /// <summary>What the service printed beside its log.</summary>
    public string Output { get; }

    /// <summary>A client without a login.</summary>
    public HttpClient Anonymous { get; }

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<RunningService> StartAsync(params string[] settings) => StartAsync(logs: null, settings);

    public static async Task<RunningService> StartAsync(ILoggerProvider? logs, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("service-").FullName;
        var app = Build(folder, logs, settings);
        using var output = new StringWriter();
        app.Services.GetRequiredService<FirstLogin>().Output = output;
        await app.StartAsync(Token);
        return new RunningService(app, folder, output.ToString());
    }

    /// <summary>Builds the service; nothing listens yet.</summary>
    public static WebApplication Build(string folder, ILoggerProvider? logs, params string[] settings) => ServiceHost.Build(
        ["--urls", "http://127.0.0.1:0", $"--Storage:ConnectionString=Data Source={folder}/kept.db;Pooling=False", .. settings.Select(setting => $"--{setting}")],
        builder =>
        {
            // Its log would drown the tests' own output.
            builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(ConsoleLoggerProvider)));
            if (logs is not null)
            {
                // The service's own levels stay: what it does not log is not looked at.
                builder.Logging.AddProvider(logs);
            }
        });

    /// <summary>A client with a key of its own.</summary>
    public async Task<HttpClient> ClientAsync(Role role, params string[] scopes)
    {
        var candidate = role == Role.Candidate
            ? (await Services.GetRequiredService<CandidateStore>().AddAsync("Robin", "system", Token)).Id
            : (Guid?)null;
        return await ClientAsync(role, candidate, scopes);
    }

    /// <summary>A client with a key of its own that acts for a candidate.</summary>
    public async Task<HttpClient> ClientAsync(Role role, Guid? candidate, params string[] scopes)
    {
        var secret = await KeyAsync(role, candidate, scopes);
        var client = Client(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    /// <summary>A new key.</summary>
    public async Task<string> KeyAsync(Role role, Guid? candidate = null, params string[] scopes)
    {
        var secret = SecretToken.New(Logins.KeyPrefix);
        await Services.GetRequiredService<ApiKeyStore>().AddAsync("a test's", SecretToken.Hash(secret), role, [.. scopes], candidate, expiresAt: null, "system", Token);
        return secret;
    }

    /// <summary>A browser: it keeps cookies and says where its requests come from.</summary>
    public HttpClient Browser()
    {
        var client = Client(new HttpClientHandler { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private HttpClient Client(HttpClientHandler handler)
    {
        var client = new HttpClient(handler) { BaseAddress = Address };
        _clients.Add(client);
        return client;
    }
}
