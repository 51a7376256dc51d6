using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;
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

    private static readonly string[] OfTheAnswer = ["$fence", "$answer"];

    private readonly ImmutableArray<(ChatRole Role, IPromptTemplate Template, bool SameForAll)> _messages;
    private readonly ConditionalWeakTable<Chunk, ConcurrentDictionary<IPromptTemplate, string>> _sameForAll = [];

    private JudgePrompt(ImmutableArray<(ChatRole Role, IPromptTemplate Template, bool SameForAll)> messages, string version, string hash)
    {
        _messages = messages;
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
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{text}\0{configText}\0{ReplySchema.Definitions}")));
            return new JudgePrompt([.. Message().Matches(text).Select(message => Part(message, configText))], version, hash);
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
            ["answer"] = Screening.TextForModel(answer),
        };
        var messages = ImmutableArray.CreateBuilder<ChatMessage>(_messages.Length);
        foreach (var (role, template, sameForAll) in _messages)
        {
            // What is the same for all answers is most of the prompt, and rendered once.
            var rendered = _sameForAll.GetOrCreateValue(chunk);
            if (!rendered.TryGetValue(template, out var text))
            {
                // Semantic Kernel has encoded the variables, so that none of them can become a template call.
                text = WebUtility.HtmlDecode(await template.RenderAsync(kernel, arguments, cancellationToken).ConfigureAwait(false));
                if (sameForAll)
                {
                    rendered.TryAdd(template, text);
                }
            }

            messages.Add(new ChatMessage(role, text));
        }

        return messages.MoveToImmutable();
    }

    private static (ChatRole Role, IPromptTemplate Template, bool SameForAll) Part(Match message, string configText)
    {
        var config = PromptTemplateConfig.FromJson(configText);
        config.Template = message.Groups["text"].Value.Trim();
        return (
            new ChatRole(message.Groups["role"].Value),
            new KernelPromptTemplateFactory().Create(config),
            !OfTheAnswer.Any(variable => config.Template.Contains(variable, StringComparison.Ordinal)));
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
