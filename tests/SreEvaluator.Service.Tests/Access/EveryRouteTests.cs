using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Service.Web;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Access;

/// <summary>Walks all endpoints that the service has, so that one that is added is walked too.</summary>
public sealed class EveryRouteTests
{
    private static readonly string[] Unlimited =
    [
        "Limits:AnonymousRequestsPerMinute=1000000", "Limits:RequestsPerMinute=1000000", "Limits:FailedLoginsPerMinute=1000000",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_login_there_is_health_and_the_way_in_and_nothing_else()
    {
        await using var service = await RunningService.StartAsync(Unlimited);
        var open = new List<string>();

        foreach (var (method, path, _) in Endpoints(service))
        {
            var response = await SendAsync(service.Anonymous, method, path);
            if (response.StatusCode == HttpStatusCode.Redirect && response.Headers.Location!.ToString().Contains("/sign-in?returnUrl=", StringComparison.Ordinal))
            {
                path.ShouldNotStartWith("/api/v1");
            }
            else if (response.StatusCode != HttpStatusCode.Unauthorized)
            {
                open.Add($"{method} {path}");
            }
        }

        open.ShouldBe(
            [
                "GET /health/live", "GET /health/ready", "GET /sign-in/", "POST /sign-in/", "GET /sign-in/one-time", "GET /sign-in/organisation", "GET /invitation", "POST /invitation",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task A_key_that_is_unknown_or_revoked_opens_nothing_of_the_api()
    {
        await using var service = await RunningService.StartAsync(Unlimited);
        var unknown = service.Anonymous;
        unknown.DefaultRequestHeaders.Authorization = new("Bearer", SecretToken.New(Logins.KeyPrefix));
        var revoked = await service.ClientAsync(Role.Admin);
        var keys = service.Services.GetRequiredService<ApiKeyStore>();
        await keys.RevokeAsync((await keys.ListAsync(null, 1, Token)).Items[0].Id, "system", Token);

        foreach (var (method, path, _) in Endpoints(service).Where(endpoint => endpoint.Path.StartsWith("/api", StringComparison.Ordinal)))
        {
            (await SendAsync(unknown, method, path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
            (await SendAsync(revoked, method, path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
        }
    }

    [Fact]
    public async Task Every_operation_of_the_api_says_who_may()
    {
        await using var service = await RunningService.StartAsync(Unlimited);

        Endpoints(service).Where(endpoint => endpoint.Path.StartsWith("/api/v1/", StringComparison.Ordinal) && !endpoint.Path.EndsWith(".json", StringComparison.Ordinal))
            .Where(endpoint => endpoint.Permission is null)
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task A_login_of_a_lesser_role_is_refused()
    {
        await using var service = await RunningService.StartAsync(Unlimited);
        var candidate = await service.ClientAsync(Role.Candidate);
        var interviewer = await service.ClientAsync(Role.Interviewer);
        var refused = 0;

        foreach (var (method, path, permission) in Endpoints(service).Where(endpoint => endpoint.Permission is not null))
        {
            foreach (var (client, role) in ((HttpClient, Role)[])[(candidate, Role.Candidate), (interviewer, Role.Interviewer)])
            {
                if (role < permission!.Least)
                {
                    (await SendAsync(client, method, path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{role} {method} {path}");
                    refused++;
                }
            }
        }

        refused.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task A_key_that_is_limited_to_something_else_is_refused()
    {
        await using var service = await RunningService.StartAsync(Unlimited);
        var clients = new Dictionary<string, HttpClient>(StringComparer.Ordinal);
        foreach (var scope in Scopes.All)
        {
            clients[scope] = await service.ClientAsync(Role.Admin, scope);
        }

        foreach (var (method, path, permission) in Endpoints(service).Where(endpoint => endpoint.Permission is not null))
        {
            foreach (var (scope, client) in clients.Where(one => one.Key != permission!.Scope))
            {
                (await SendAsync(client, method, path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{scope} {method} {path}");
            }
        }
    }

    private static IEnumerable<(HttpMethod Method, string Path, Permission? Permission)> Endpoints(RunningService service)
    {
        // Pages and what they fetch have rules and tests of their own: on loopback everybody may practise.
        foreach (var endpoint in service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => (endpoint.Metadata.GetMetadata<WebPage>() is null || IsWayIn(endpoint)) && !endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("assets", StringComparison.Ordinal)))
        {
            var path = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Part))));
            path = endpoint.RoutePattern.RawText!.EndsWith('/') && path.Length > 1 ? path + "/" : path;
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                yield return (HttpMethod.Parse(method), path, endpoint.Metadata.GetMetadata<Permission>());
            }
        }
    }

    private static bool IsWayIn(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.TrimStart('/').Split('/')[0] is "sign-in" or "invitation" or "sign-out";

    private static string Part(Microsoft.AspNetCore.Routing.Patterns.RoutePatternPart part) => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "topic" } => "incident-management",
        _ => Guid.CreateVersion7().ToString(),
    };

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        if (method != HttpMethod.Get)
        {
            // What the endpoint takes: another media type would be refused before anybody asks who sends it.
            request.Content = path switch
            {
                "/api/v1/batches/" => new StringContent("id,question,answer\n", System.Text.Encoding.UTF8, "text/csv"),
                "/sign-in/" or "/invitation" => new FormUrlEncodedContent([]),
                _ => JsonContent.Create(new { }),
            };
        }

        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }
}
