using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace SreEvaluator.Cli.Tests.Support;

/// <summary>Stands between the program and a service, passes on what is sent, and cuts what a test wants cut.</summary>
internal sealed class Between : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _service;
    private readonly List<string> _requests = [];

    private Between(Uri service)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(PassAsync);
        _service = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = service };
    }

    /// <summary>Where it listens.</summary>
    public string Address => _app.Urls.First();

    /// <summary>Says of a request, such as <c>POST /api/v1/batches</c>, where its connection is cut.</summary>
    public Func<string, Cut> Cuts { get; set; } = static _ => Cut.Nowhere;

    /// <summary>The requests that the service got, in their order.</summary>
    public IReadOnlyList<string> Requests => _requests;

    public static async Task<Between> StartAsync(Uri service)
    {
        var between = new Between(service);
        await between._app.StartAsync(TestContext.Current.CancellationToken);
        return between;
    }

    public async ValueTask DisposeAsync()
    {
        _service.Dispose();
        await _app.DisposeAsync();
    }

    private async Task PassAsync(HttpContext http)
    {
        var name = $"{http.Request.Method} {http.Request.Path}";
        var cut = Cuts(name);
        if (cut == Cut.Request)
        {
            http.Abort();
            return;
        }

        _requests.Add(name);
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), http.Request.GetEncodedPathAndQuery());
        if (http.Request.ContentType is { } type)
        {
            request.Content = new StreamContent(http.Request.Body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        foreach (var header in (string[])["Authorization", "Idempotency-Key"])
        {
            request.Headers.TryAddWithoutValidation(header, http.Request.Headers[header].ToString());
        }

        using var response = await _service.SendAsync(request, http.RequestAborted);
        var body = await response.Content.ReadAsByteArrayAsync(http.RequestAborted);
        http.Response.StatusCode = (int)response.StatusCode;
        http.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        if (cut == Cut.Reply)
        {
            await http.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            http.Abort();
            return;
        }

        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>Where a connection is cut.</summary>
    internal enum Cut
    {
        Nowhere,

        /// <summary>Before the service hears of it.</summary>
        Request,

        /// <summary>In the middle of the reply.</summary>
        Reply,
    }
}
