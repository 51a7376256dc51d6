using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Bench;

/// <summary>
/// The least that asks a model through Semantic Kernel for the same: renders the same prompt, sends it with a JSON schema, and takes what comes back unread.
/// No retries, no checks, no verdicts.
/// </summary>
internal sealed partial class BareLoop
{
    private readonly Kernel _kernel;
    private readonly IChatClient _client;
    private readonly IPromptTemplate _template;
    private readonly KernelArguments _fixed;
    private readonly ChatOptions _options;

    public BareLoop(Uri endpoint, Question question)
    {
        _kernel = Kernel.CreateBuilder().AddOpenAIChatClient("bench-model", endpoint, "key").Build();
        _client = _kernel.GetRequiredService<IChatClient>();
        var folder = Path.Combine(ShippedFiles.Prompts, "grade-answer");
        var config = PromptTemplateConfig.FromJson(File.ReadAllText(Path.Combine(folder, "config.json")));
        config.Template = File.ReadAllText(Path.Combine(folder, "skprompt.txt"));
        _template = new KernelPromptTemplateFactory().Create(config);
        _fixed = new KernelArguments
        {
            ["question"] = question.Asks,
            ["keyPoints"] = string.Join('\n', question.KeyPoints.Select(point => $"[{point.Id}] {point.Statement}\ncovered: {point.Covered}\npartial: {point.Partial}")),
            ["redFlags"] = string.Join('\n', question.RedFlags.Select(redFlag => $"[{redFlag.Id}] {redFlag.Statement}")),
            ["fence"] = "=== 0123456789abcdef ===",
        };
        _options = new ChatOptions
        {
            ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema(question), "verdicts"),
            MaxOutputTokens = 4096,
            Temperature = 0,
            Seed = 1,
        };
    }

    public async Task<string> AskAsync(Answer answer)
    {
        var rendered = await _template.RenderAsync(_kernel, new KernelArguments(_fixed) { ["answer"] = answer.Text });
        var messages = Message().Matches(rendered)
            .Select(message => new ChatMessage(new ChatRole(message.Groups["role"].Value), WebUtility.HtmlDecode(message.Groups["text"].Value.Trim())))
            .ToList();
        return (await _client.GetResponseAsync(messages, _options)).Text;
    }

    private static JsonElement Schema(Question question)
    {
        var verdict = new
        {
            type = "object",
            properties = new
            {
                quotes = new { type = "array", items = new { type = "string" } },
                reason = new { type = "string" },
                verdict = new { type = "string" },
                confidence = new { type = "number" },
            },
        };
        return JsonSerializer.SerializeToElement(new
        {
            type = "object",
            properties = question.KeyPoints.Select(point => point.Id).Concat(question.RedFlags.Select(redFlag => redFlag.Id)).ToDictionary(id => id, _ => verdict),
        });
    }

    [GeneratedRegex("<message role=\"(?<role>[a-z]+)\">(?<text>.*?)</message>", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Message();
}
