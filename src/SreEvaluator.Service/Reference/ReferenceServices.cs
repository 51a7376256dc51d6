using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SreEvaluator.Service.Idempotency;

namespace SreEvaluator.Service.Reference;

/// <summary>The API's description, and a page to read it on.</summary>
internal static class ReferenceServices
{
    /// <summary>Where the description is.</summary>
    public const string DocumentPath = "/api/v1/openapi.json";

    private const string KeyScheme = "key";

    /// <summary>Registers the description.</summary>
    public static void AddReference(this IServiceCollection services) => services.AddOpenApi("v1", openApi =>
    {
        // What the makers of clients read without trouble.
        openApi.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
        openApi.AddDocumentTransformer((document, _, _) => DescribeAsync(document));
        openApi.AddSchemaTransformer((schema, _, _) =>
        {
            // Words, which the framework leaves without a type: makers of clients would take them for numbers.
            schema.Type = schema is { Enum.Count: > 0, Type: null } ? JsonSchemaType.String : schema.Type;
            return Task.CompletedTask;
        });
        openApi.AddOperationTransformer((operation, context, _) => DescribeAsync(operation, context));
    });

    /// <summary>Serves the description and the page.</summary>
    public static void MapReference(this WebApplication app)
    {
        app.MapOpenApi(DocumentPath);
        ReferencePage.Map(app);
    }

    private static Task DescribeAsync(OpenApiDocument document)
    {
        document.Info.Title = "SreEvaluator";
        document.Info.Description = "Grades free-text answers to interview questions against rubrics, point by point, with quotes from the answer.";
        document.Servers?.Clear();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key." },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
        return Task.CompletedTask;
    }

    private static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var mark = context.Description.ActionDescriptor.EndpointMetadata.OfType<IdempotentEndpoint>().FirstOrDefault();
        if (mark == IdempotentEndpoint.MarkOfFiles)
        {
            // In its place and not by reference: makers of clients would take it for JSON.
            foreach (var file in operation.RequestBody?.Content?.Values ?? [])
            {
                file.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
            }
        }

        if (mark is not null)
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = IdempotencyHeader.Name,
                In = ParameterLocation.Header,
                Description = "The same key with the same request gives the same response, and the work is done once.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
            });
        }

        return Task.CompletedTask;
    }
}
