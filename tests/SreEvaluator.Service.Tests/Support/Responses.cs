using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SreEvaluator.Service.Tests.Support;

/// <summary>Sends and reads as tests look at it.</summary>
internal static partial class Responses
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Token);
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new InvalidOperationException($"{(int)response.StatusCode} with what is no JSON: {text}");
        }
    }

    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path) => await (await client.GetAsync(path, Token)).JsonAsync();

    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, object body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return client.SendAsync(request, Token);
    }

    public static async Task<JsonElement> PostJsonAsync(this HttpClient client, string path, object body)
    {
        var response = await client.PostAsync(path, body, []);
        var json = await response.JsonAsync();
        return response.IsSuccessStatusCode ? json : throw new InvalidOperationException($"{(int)response.StatusCode}: {json}");
    }

    /// <summary>The hidden fields of the form on a page.</summary>
    public static async Task<Dictionary<string, string>> HiddenAsync(this HttpClient browser, string path)
    {
        var main = (await browser.GetStringAsync(path, Token)).Split("<main")[1].Split("</main>")[0];
        return Hidden().Matches(main).ToDictionary(match => match.Groups[1].Value, match => WebUtility.HtmlDecode(match.Groups[2].Value), StringComparer.Ordinal);
    }

    public static string Text(this JsonElement json, string property) => json.GetProperty(property).GetString()!;

    /// <summary>The last part of the problem's type.</summary>
    public static async Task<string> ProblemAsync(this HttpResponseMessage response)
    {
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = await response.JsonAsync();
        problem.Text("remedy").ShouldNotBeNullOrEmpty();
        problem.GetProperty("status").GetInt32().ShouldBe((int)response.StatusCode);
        return problem.Text("type").Split(':')[^1];
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"\\s*/?>")]
    private static partial Regex Hidden();
}
