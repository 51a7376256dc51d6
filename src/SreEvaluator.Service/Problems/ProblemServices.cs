namespace SreEvaluator.Service.Problems;

/// <summary>Problem details for every failure.</summary>
internal static class ProblemServices
{
    /// <summary>Registers them.</summary>
    public static void AddProblems(this IServiceCollection services)
    {
        services.AddSingleton<Failures>();
        services.AddExceptionHandler<FailureHandler>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Complete);
    }

    /// <summary>Turns failures and bare statuses into them.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    private static void Complete(ProblemDetailsContext context)
    {
        if (!context.ProblemDetails.Extensions.ContainsKey("remedy") && ProblemKind.Of(context.HttpContext.Response.StatusCode) is { } kind)
        {
            (context.ProblemDetails.Type, context.ProblemDetails.Title) = (kind.Type, kind.Title);
            context.ProblemDetails.Extensions["remedy"] = kind.Remedy;
        }
    }
}
