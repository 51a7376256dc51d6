using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Grading.Local;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Composition;

/// <summary>Everything that grading needs, from a configuration.</summary>
public static class GradingServices
{
    /// <summary>
    /// Registers the options of the sections <c>Grading</c>, <c>Review</c> and <c>Judge</c>, the rubrics, the graders and the clock. Options are
    /// checked when the host starts; rubrics and models are read when they are first asked for.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The configuration with the sections at its root.</param>
    public static IServiceCollection AddGrading(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);

        services.AddSingleton<IValidateOptions<GradingOptions>, GradingOptionsValidator>();
        services.AddOptionsWithValidateOnStart<GradingOptions>().BindKnown(configuration.GetSection(GradingOptions.Section));
        services.AddSingleton<IValidateOptions<ReviewOptions>, ReviewOptionsValidator>();
        services.AddOptionsWithValidateOnStart<ReviewOptions>().BindKnown(configuration.GetSection(ReviewOptions.Section));

        services.TryAddSingleton(provider => new ScoringRules { RedFlagDeduction = Options(provider).RedFlagDeduction });
        services.AddJudge(configuration);
        services.AddSingleton(provider => RubricLibrary.Load(Options(provider).Rubrics));
        services.AddSingleton(provider => new Graders(
            provider.GetService<JudgeGrader>(), () => Local(provider), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static LocalGrader Local(IServiceProvider provider) => LocalGrader.Load(
        Options(provider).Models, provider.GetRequiredService<ScoringRules>(), provider.GetRequiredService<TimeProvider>());

    private static GradingOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<GradingOptions>>().Value;
}
