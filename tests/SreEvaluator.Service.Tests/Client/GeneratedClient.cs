using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace SreEvaluator.Service.Tests.Client;

/// <summary>Generates the typed client from the API's description.</summary>
internal static class GeneratedClient
{
    /// <summary>The client's code.</summary>
    /// <param name="document">The description.</param>
    public static async Task<string> OfAsync(string document)
    {
        var description = await OpenApiDocument.FromJsonAsync(document, TestContext.Current.CancellationToken);
        var generator = new CSharpClientGenerator(description, new CSharpClientGeneratorSettings
        {
            ClassName = "SreEvaluatorClient",
            InjectHttpClient = true,
            UseBaseUrl = false,
            GenerateOptionalParameters = true,
            CSharpGeneratorSettings =
            {
                Namespace = "SreEvaluator.Service.Tests.Client.Generated",
                JsonLibrary = CSharpJsonLibrary.SystemTextJson,
                GenerateNullableReferenceTypes = true,
                ArrayType = "System.Collections.Generic.IReadOnlyList",
                ClassStyle = CSharpClassStyle.Poco,
            },
        });
        // The generator names the words of enumerations for another serializer than the one that it was told to use.
        return generator.GenerateFile().ReplaceLineEndings("\n").Replace(
            "System.Runtime.Serialization.EnumMember(Value = ", "System.Text.Json.Serialization.JsonStringEnumMemberName(", StringComparison.Ordinal);
    }
}
