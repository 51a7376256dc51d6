using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SreEvaluator.Grading.Judging;

/// <summary>Composes the judge.</summary>
public static class JudgeServices
{
    /// <summary>
    /// Adds <see cref="JudgeOptions"/>, checked at the host's start, and <see cref="JudgeCheck"/>; where a provider is configured also
    /// <see cref="JudgeGrader"/>, as itself, with the second judge of the section <see cref="JudgeOptions.SecondSection"/> and every
    /// <see cref="JudgeExemplar"/> that is registered. Where none is, nothing of the judge's libraries is loaded.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The whole configuration.</param>
    public static IServiceCollection AddJudge(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(JudgeOptions.Section);
        var second = configuration.GetSection(JudgeOptions.SecondSection);
        services.AddOptions<JudgeOptions>().Configure(options => Bind(section, options)).RefuseUnknown(section).ValidateOnStart();
        services.AddOptions<JudgeOptions>(JudgeOptions.SecondSection).Configure(options =>
        {
            Bind(second, options);
            options.Cache ??= section[nameof(JudgeOptions.Cache)];
            BindPrices(section, options);
        }).RefuseUnknown(second).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JudgeOptions>, JudgeOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(ScoringRules.Default);
        services.TryAddSingleton<JudgeCheck>();
        services.TryAddSingleton<SecondJudgeCheck>();
        if (JudgeProviderConverter.Find(section[nameof(JudgeOptions.Provider)]) != JudgeProvider.None)
        {
            services.AddLogging();
            services.TryAddSingleton(provider => new JudgeGrader(
                provider.GetRequiredService<IOptions<JudgeOptions>>().Value,
                provider.GetRequiredService<ScoringRules>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<JudgeGrader>>(),
                provider.GetRequiredService<IOptionsMonitor<JudgeOptions>>().Get(JudgeOptions.SecondSection),
                [.. provider.GetServices<JudgeExemplar>(), .. JudgeExemplars.Read(provider.GetRequiredService<IOptions<JudgeOptions>>().Value.Exemplars)]));
        }

        return services;
    }

    /// <summary>Binds the section, and says what of it can't be read.</summary>
    private static void Bind(IConfigurationSection section, JudgeOptions options)
    {
        var provider = section[nameof(JudgeOptions.Provider)];
        if (JudgeProviderConverter.Find(provider) is null)
        {
            throw Unreadable($"{section.Key}:Provider is '{provider}', which is none of {JudgeProviderConverter.Names}: SRE_{section.Key}__Provider=openai");
        }

        try
        {
            section.Bind(options);
            BindPrices(section, options);
        }
        catch (InvalidOperationException failure)
        {
            throw Unreadable(failure.Message);
        }
    }

    /// <summary>Reads the price of the configured model, by path: a colon in its name, as Ollama's have, looks like one more section to the binder.</summary>
    private static void BindPrices(IConfigurationSection section, JudgeOptions options)
    {
        if (options.Model is { Length: > 0 } model
            && !options.Prices.ContainsKey(model)
            && section.GetSection($"{nameof(JudgeOptions.Prices)}:{model}").Get<ModelPrice>() is { } price)
        {
            options.Prices[model] = price;
        }
    }

    private static OptionsValidationException Unreadable(string problem) => new(Options.DefaultName, typeof(JudgeOptions), [problem]);
}
