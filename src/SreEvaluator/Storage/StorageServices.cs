using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace SreEvaluator.Storage;

/// <summary>What a program registers to keep its work.</summary>
public static class StorageServices
{
    /// <summary>Adds the database and its stores, configured by the section <c>Storage</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The whole configuration.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<StorageOptions>().BindKnown(configuration.GetSection(StorageOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Database>();
        services.AddSingleton<CandidateStore>();
        services.AddSingleton<InterviewStore>();
        services.AddSingleton<AnswerStore>();
        services.AddSingleton<BatchStore>();
        services.AddSingleton<JobStore>();
        services.AddSingleton<EvaluationStore>();
        services.AddSingleton<ReviewStore>();
        services.AddSingleton<RubricVersionStore>();
        services.AddSingleton<MarkStore>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<UserStore>();
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton<IdempotencyStore>();
        services.AddSingleton<ProtectionKeyStore>();
        services.AddSingleton<PersonalData>();
        return services;
    }
}
