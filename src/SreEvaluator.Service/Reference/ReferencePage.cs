namespace SreEvaluator.Service.Reference;

/// <summary>The page to read the API's description on. Its script is Scalar's, out of Scalar's own assembly; nothing is fetched from outside.</summary>
internal static class ReferencePage
{
    /// <summary>Where the page is.</summary>
    public const string Path = "/api/reference";

    private const string Script = Path + "/scalar.js";
    private const string Start = Path + "/start.js";
    private const string JavaScript = "text/javascript; charset=utf-8";

    // Scalar writes styles into the page while it runs. Scripts stay those of this service alone.
    private const string Rules =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

    private const string Html = $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>SreEvaluator API</title></head>
        <body><div id="app"></div><script src="{Script}"></script><script src="{Start}"></script></body>
        </html>

        """;

    private const string StartScript = $$"""
        Scalar.createApiReference('#app', { url: '{{ReferenceServices.DocumentPath}}', withDefaultFonts: false, telemetry: false, showDeveloperTools: 'never', hideClientButton: true, agent: { disabled: true }, mcp: { disabled: true } });

        """;

    /// <summary>The content security policy of the page; null for other paths.</summary>
    public static string? Policy(PathString path) => path == Path ? Rules : null;

    /// <summary>Maps the page and its scripts.</summary>
    public static void Map(WebApplication app)
    {
        app.MapGet(Path, () => TypedResults.Content(Html, "text/html; charset=utf-8")).ExcludeFromDescription();
        app.MapGet(Start, () => TypedResults.Content(StartScript, JavaScript)).ExcludeFromDescription();
        app.MapGet(Script, (HttpResponse response) =>
        {
            // The assembly holds it packed. Every browser unpacks that.
            response.Headers.ContentEncoding = "gzip";
            return TypedResults.Stream(PackedScript(), JavaScript);
        }).ExcludeFromDescription();
    }

    private static Stream PackedScript()
    {
        const string Name = "ScalarStaticAssets.scalar.js";
        return typeof(Scalar.AspNetCore.ScalarOptions).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"Scalar's assembly holds no {Name}: its version was changed without a look at this page.");
    }
}
