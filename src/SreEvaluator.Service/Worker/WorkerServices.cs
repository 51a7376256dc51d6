using Microsoft.Extensions.Options;
using SreEvaluator.Composition;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Service.Worker;

/// <summary>What a host registers to grade in the background.</summary>
public static class WorkerServices
{
    /// <summary>Adds the worker, configured by the section <c>Worker</c>. Grading and storage are added apart.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The whole configuration.</param>
    public static IServiceCollection AddWorker(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton<IValidateOptions<WorkerOptions>, WorkerOptionsValidator>();
        services.AddOptionsWithValidateOnStart<WorkerOptions>().BindKnown(configuration.GetSection(WorkerOptions.Section));
        services.AddSingleton<WorkSignal>();
        services.AddSingleton<Evaluated>();
        services.AddSingleton<IWorkStore, DatabaseWorkStore>();
        services.AddSingleton(provider => new Lazy<AnswerGrader>(() =>
        {
            var graders = provider.GetRequiredService<Graders>();
            return new AnswerGrader(
                provider.GetRequiredService<RubricLibrary>(),
                graders.For,
                graders.SettingsHashOf,
                provider.GetRequiredService<IOptions<ReviewOptions>>().Value,
                provider.GetRequiredService<TimeProvider>());
        }));
        services.AddHostedService<WorkerService>();
        services.AddHostedService<RetentionService>();
        return services;
    }
}
