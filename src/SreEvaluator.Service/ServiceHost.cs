using SreEvaluator.Composition;
using SreEvaluator.Service.Health;
using SreEvaluator.Service.Hosting;
using SreEvaluator.Service.Limits;
using SreEvaluator.Service.Problems;
using SreEvaluator.Service.Reference;
using SreEvaluator.Service.Rubrics;
using SreEvaluator.Service.Web;
using SreEvaluator.Service.Worker;
using SreEvaluator.Storage;

namespace SreEvaluator.Service;

/// <summary>The service, put together.</summary>
internal static class ServiceHost
{
    /// <summary>Builds the service; nothing listens yet.</summary>
    /// <param name="arguments">The command line: <c>--urls</c>, and settings such as <c>--Judge:Provider=ollama</c>.</param>
    /// <param name="more">What a test registers instead of what the service does.</param>
    public static WebApplication Build(IReadOnlyList<string> arguments, Action<WebApplicationBuilder>? more = null)
    {
        var builder = ServiceBuilder.Create(arguments);
        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddHostedService<StorageStart>();
        builder.Services.AddGrading(builder.Configuration);
        builder.Services.AddWorker(builder.Configuration);
        builder.Services.AddWeb();
        builder.Services.AddProblems();
        builder.Services.AddLimits(builder.Configuration);
        builder.Services.AddRubricApi(builder.Configuration);
        builder.Services.AddHealthChecks().AddCheck<StorageHealth>("storage", tags: [HealthApi.Ready]);
        builder.Services.AddReference();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        more?.Invoke(builder);

        var app = builder.Build();
        app.UseHostFiltering();
        app.UseProblems();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseWeb();
        app.MapHealth();
        app.MapReference();

        var api = app.MapGroup("/api/v1");
        api.MapVersion();
        api.MapRubrics();
        app.MapWeb();
        return app;
    }
}
