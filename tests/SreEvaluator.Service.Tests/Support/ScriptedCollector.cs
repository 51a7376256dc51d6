using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace SreEvaluator.Service.Tests.Support;

/// <summary>A collector of OpenTelemetry on the loopback address: takes everything, and keeps it as bytes.</summary>
internal sealed class ScriptedCollector : IAsyncDisposable
{
    private static readonly byte[] EmptyMessage = new byte[5];

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string Bytes)> _received = [];

    private ScriptedCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2));
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/{service}/{method}", async (string service, HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            _received.Enqueue((service, Encoding.Latin1.GetString(body.ToArray())));
            http.Response.ContentType = "application/grpc";
            http.Response.AppendTrailer("grpc-status", "0");
            await http.Response.Body.WriteAsync(EmptyMessage);
        });
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>What came, by the service that it was sent to.</summary>
    public ILookup<string, string> Received => _received.ToLookup(one => one.Path, one => one.Bytes);

    public static async Task<ScriptedCollector> StartAsync()
    {
        var collector = new ScriptedCollector();
        await collector._app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
