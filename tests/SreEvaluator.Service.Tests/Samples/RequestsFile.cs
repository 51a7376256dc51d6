using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SreEvaluator.Service.Tests.Samples;

/// <summary>Runs a file of requests as editors do: variables, named requests whose responses later ones use, bodies from files.</summary>
internal sealed partial class RequestsFile(string path, HttpClient client)
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _responses = new(StringComparer.Ordinal);

    /// <summary>Runs all requests in their order.</summary>
    /// <param name="variables">What is put in the place of the file's own variables.</param>
    /// <returns>Each request's title, status and response.</returns>
    public async Task<IReadOnlyList<(string Title, int Status, string Response)>> RunAsync(params (string Name, string Value)[] variables)
    {
        var results = new List<(string, int, string)>();
        var blocks = (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").Split("\n###");
        foreach (var match in Variable().Matches(blocks[0]).Cast<Match>())
        {
            _variables[match.Groups[1].Value] = match.Groups[2].Value;
        }

        foreach (var (name, value) in variables)
        {
            _variables.ShouldContainKey(name);
            _variables[name] = value;
        }

        foreach (var block in blocks.Skip(1))
        {
            var title = block[..block.IndexOf('\n', StringComparison.Ordinal)].Trim();
            var response = await client.SendAsync(Request(block), TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (Name().Match(block) is { Success: true } named)
            {
                _responses[named.Groups[1].Value] = JsonDocument.Parse(text).RootElement;
            }

            results.Add((title, (int)response.StatusCode, text));
        }

        return results;
    }

    private HttpRequestMessage Request(string block)
    {
        var lines = block.Split('\n').Skip(1).SkipWhile(line => line.Length == 0 || line.StartsWith('#')).ToList();
        var first = Filled(lines[0]).Split(' ', 2);
        var request = new HttpRequestMessage(HttpMethod.Parse(first[0]), first[1]);
        var headers = lines.Skip(1).TakeWhile(line => line.Length > 0).Select(line => Filled(line).Split(": ", 2)).ToList();
        var body = string.Join('\n', lines.Skip(2 + headers.Count)).Trim();
        body = body.StartsWith("< ", StringComparison.Ordinal) ? File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, body[2..])) : Filled(body);
        if (headers.Find(header => header[0] == "Content-Type") is { } type)
        {
            request.Content = new StringContent(body, Encoding.UTF8, type[1]);
        }

        foreach (var header in headers.Where(header => header[0] != "Content-Type"))
        {
            request.Headers.Add(header[0], header[1]);
        }

        return request;
    }

    private string Filled(string text) => Placeholder().Replace(text, match => match.Groups[1].Value.Split(".response.body.$.") is [var named, var place]
        ? place.Split('.').Aggregate(_responses[named], (json, property) => json.GetProperty(property)).GetString()!
        : _variables[match.Groups[1].Value]);

    [GeneratedRegex(@"^@(\w+) = (.+)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^# @name (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex(@"\{\{([^}]+)\}\}")]
    private static partial Regex Placeholder();
}
