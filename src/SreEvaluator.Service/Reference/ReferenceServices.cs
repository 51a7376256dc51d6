using Scalar.AspNetCore;

namespace SreEvaluator.Service.Reference;

/// <summary>The API's description, and a page to read it on.</summary>
internal static class ReferenceServices
{
    /// <summary>Where the description is.</summary>
    public const string DocumentPath = "/api/v1/openapi.json";

    /// <summary>Where the page is.</summary>
    public const string PagePath = "/api/reference";

    /// <summary>Registers the description.</summary>
    public static void AddReference(this IServiceCollection services) => services.AddOpenApi("v1", openApi => openApi.AddDocumentTransformer((document, _, _) =>
    {
        document.Info.Title = "SreEvaluator";
        document.Info.Description = "Grades free-text answers to interview questions against rubrics, point by point, with quotes from the answer.";
        document.Servers?.Clear();
        return Task.CompletedTask;
    }));

    /// <summary>Serves the description and the page.</summary>
    public static void MapReference(this WebApplication app)
    {
        app.MapOpenApi(DocumentPath);
        app.MapScalarApiReference(PagePath, page =>
        {
            page.Title = "SreEvaluator API";
            page.DefaultFonts = false;
            page.OpenApiRoutePattern = DocumentPath;
        });
    }
}
