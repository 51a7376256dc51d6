using System.Reflection;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using SreEvaluator.Service.Access;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Health;

/// <summary>Whether the service lives and can work, and what it is.</summary>
internal static class HealthApi
{
    /// <summary>The tag of the checks that readiness depends on.</summary>
    public const string Ready = "ready";

    private static readonly string Version = typeof(HealthApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>The health endpoints: the only ones without a login.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous().DisableRateLimiting();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous().DisableRateLimiting();
    }

    /// <summary>The version.</summary>
    public static void MapVersion(this RouteGroupBuilder api) => api
        .MapGet("/version", () => TypedResults.Ok(new VersionJson(Version)))
        .WithName("GetVersion")
        .WithSummary("The version of the service")
        .WithTags("Service")
        .For(Role.Candidate, Scopes.Rubrics);
}
