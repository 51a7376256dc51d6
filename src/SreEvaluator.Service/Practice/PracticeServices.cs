namespace SreEvaluator.Service.Practice;

/// <summary>Practising: what the pages need.</summary>
internal static class PracticeServices
{
    /// <summary>Registers it.</summary>
    public static void AddPractice(this IServiceCollection services)
    {
        services.AddSingleton<Practitioners>();
        services.AddSingleton<Attempts>();
    }
}
