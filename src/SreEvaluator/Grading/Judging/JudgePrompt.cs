using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Judging;

/// <summary>The prompt that asks the model about a chunk, in Semantic Kernel's folder form: <c>skprompt.txt</c> and <c>config.json</c>.</summary>
internal sealed partial class JudgePrompt
{
    /// <summary>The prompt's folder among the prompts.</summary>
    public const string Name = "grade-answer";

    private readonly IPromptTemplate _template;

    private JudgePrompt(IPromptTemplate template, string version, string hash)
    {
        _template = template;
        Version = version;
        Hash = hash;
    }

    /// <summary>The version in its configuration.</summary>
    public string Version { get; }

    /// <summary>The SHA-256 of template, configuration and the schema's form, in lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>Reads the prompt.</summary>
    /// <param name="prompts">The folder of the prompts.</param>
    /// <exception cref="InputException">It is not there or can't be read.</exception>
    public static JudgePrompt Load(string prompts)
    {
        var text = Read(Path.Combine(prompts, Name, "skprompt.txt"));
        var configPath = Path.Combine(prompts, Name, "config.json");
        var configText = Read(configPath);
        try
        {
            using var json = JsonDocument.Parse(configText);
            var version = json.RootElement.GetProperty("version").GetString()!;
            var config = PromptTemplateConfig.FromJson(configText);
            config.Template = text;
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{text}\0{configText}\0{ReplySchema.Definitions}")));
            return new JudgePrompt(new KernelPromptTemplateFactory().Create(config), version, hash);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or KernelException)
        {
            throw new InputException(new InputProblem(
                configPath, null, "what is no prompt's configuration", "Semantic Kernel's config.json with a version", "Take the prompts folder that came with the program."));
        }
    }

    /// <summary>The messages that ask about a chunk: what is the same for all answers first, the answer last.</summary>
    /// <param name="kernel">The kernel that renders.</param>
    /// <param name="chunk">What to ask about.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="fence">The line around the answer; one that the answer can't hold.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<ImmutableArray<ChatMessage>> RenderAsync(
        Kernel kernel, Chunk chunk, Answer answer, string fence, CancellationToken cancellationToken)
    {
        var arguments = new KernelArguments
        {
            ["question"] = chunk.Question.Asks,
            ["keyPoints"] = string.Join('\n', chunk.KeyPoints.Select(keyPoint => KeyPointLines(chunk, keyPoint))),
            ["redFlags"] = chunk.RedFlags.IsEmpty ? "(none)" : string.Join('\n', chunk.RedFlags.Select(redFlag => $"[{redFlag.Id}] {redFlag.Statement}")),
            ["fence"] = fence,
            ["answer"] = answer.Text,
        };
        return Messages(await _template.RenderAsync(kernel, arguments, cancellationToken).ConfigureAwait(false));
    }

    private static string KeyPointLines(Chunk chunk, KeyPoint keyPoint) => string.Join('\n',
    [
        $"[{keyPoint.Id}] {keyPoint.Statement}",
        $"covered: {keyPoint.Covered}",
        $"partial: {keyPoint.Partial}",
        .. chunk.Exemplars.Where(exemplar => exemplar.IsFor(chunk.Question, keyPoint)).Select(ExemplarLine),
    ]);

    // Somebody's answer once, and so as little to be trusted: a JSON string is one line that can't pass for anything else.
    private static string ExemplarLine(JudgeExemplar exemplar) =>
        $"example, {exemplar.Coverage.ToString().ToLowerInvariant()}: \"{JsonEncodedText.Encode(exemplar.Text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    // Semantic Kernel has encoded the variables, so that only the template's own tags are tags. An XML reader would not do: it
    // refuses control characters, which answers may hold.
    private static ImmutableArray<ChatMessage> Messages(string rendered) =>
    [
        .. Message().Matches(rendered).Select(message =>
            new ChatMessage(new ChatRole(message.Groups["role"].Value), WebUtility.HtmlDecode(message.Groups["text"].Value.Trim()))),
    ];

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException(new InputProblem(
                path, null, "no file that can be read", "the judge's prompt", "Take the prompts folder that came with the program."));
        }
    }

    [GeneratedRegex("<message role=\"(?<role>[a-z]+)\">(?<text>.*?)</message>", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Message();
}
