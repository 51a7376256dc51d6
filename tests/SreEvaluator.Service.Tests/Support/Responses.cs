using System.Text.Json;

namespace SreEvaluator.Service.Tests.Support;

/// <summary>Reads responses as tests look at them.</summary>
internal static class Responses
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>The last part of the problem's type.</summary>
    public static async Task<string> ProblemAsync(this HttpResponseMessage response)
    {
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = await response.JsonAsync();
        problem.GetProperty("remedy").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("status").GetInt32().ShouldBe((int)response.StatusCode);
        return problem.GetProperty("type").GetString()!.Split(':')[^1];
    }
}
