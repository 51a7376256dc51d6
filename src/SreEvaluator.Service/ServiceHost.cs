using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using SreEvaluator.Composition;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Batches;
using SreEvaluator.Service.Evaluations;
using SreEvaluator.Service.Health;
using SreEvaluator.Service.Hosting;
using SreEvaluator.Service.Idempotency;
using SreEvaluator.Service.Interviews;
using SreEvaluator.Service.Limits;
using SreEvaluator.Service.Observability;
using SreEvaluator.Service.Problems;
using SreEvaluator.Service.Reference;
using SreEvaluator.Service.Reviews;
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
    /// <exception cref="OptionsValidationException">A setting is missing or wrong.</exception>
    /// <exception cref="InputException">A rubric can't be used.</exception>
    public static WebApplication Build(IReadOnlyList<string> arguments, Action<WebApplicationBuilder>? more = null)
    {
        var builder = ServiceBuilder.Create(arguments);
        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddHostedService<StorageStart>();
        builder.AddAccess();
        builder.Services.AddGrading(builder.Configuration);
        builder.Services.AddRubrics(builder.Configuration);
        builder.Services.AddWorker(builder.Configuration);
        builder.Services.AddWeb();
        builder.Services.AddProblems();
        builder.Services.AddLimits(builder.Configuration);
        builder.Services.AddEvaluations();
        builder.Services.AddInterviews();
        builder.Services.AddReviews();
        builder.Services.AddBatches();
        builder.Services.AddHealthChecks().AddCheck<StorageHealth>("storage", tags: [HealthApi.Ready]);
        builder.Services.AddReference();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        });
        builder.AddObservability();
        more?.Invoke(builder);

        var app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        _ = app.Services.GetRequiredService<RubricLibrary>();

        app.UseHostFiltering();
        app.UseProblems();
        app.UseAccess();
        app.UseRouting();
        app.UseWeb();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseIdempotency();

        app.MapHealth();
        app.MapSignIn();
        app.MapReference();
        var api = app.MapGroup("/api/v1").DisableAntiforgery();
        api.MapVersion();
        api.MapRubrics();
        api.MapEvaluations();
        api.MapBatches(app.Services.GetRequiredService<IOptions<LimitOptions>>().Value);
        api.MapInterviews();
        api.MapPersonalData();
        api.MapReviews();
        api.MapAdministration();
        app.MapWeb();
        return app;
    }
}
