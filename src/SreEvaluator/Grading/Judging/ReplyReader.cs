using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Judging;

/// <summary>
/// Reads a reply strictly: exactly the object that the schema describes, every id once, nothing besides. A reply is used whole or not at all.
/// </summary>
internal static partial class ReplyReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8 };

    /// <summary>Reads a reply.</summary>
    /// <param name="text">What the model wrote.</param>
    /// <param name="chunk">What it was asked about.</param>
    /// <param name="reply">The reply, where it can be used.</param>
    /// <param name="problem">Why it can't be used.</param>
    public static bool TryRead(
        string text, Chunk chunk, [NotNullWhen(true)] out JudgeReply? reply, [NotNullWhen(false)] out ReplyProblem? problem)
    {
        reply = null;
        problem = null;
        try
        {
            using var json = JsonDocument.Parse(text, Strict);
            reply = Read(json.RootElement, chunk);
            return true;
        }
        catch (ProblemException found)
        {
            problem = found.Problem;
        }
        catch (JsonException failure)
        {
            problem = new ReplyProblem(
                $"It is not one JSON object and nothing else: the JSON breaks in line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}.");
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            // What System.Text.Json throws for half a surrogate pair, plain or escaped.
            problem = new ReplyProblem("It holds half a surrogate pair, which is no text.");
        }

        return false;
    }

    private static JudgeReply Read(JsonElement root, Chunk chunk)
    {
        string[] parts = chunk.RedFlags.IsEmpty ? ["keyPoints"] : ["keyPoints", "redFlags"];
        var byName = Members(root, "the reply", parts);
        var keyPoints = Members(byName["keyPoints"], "keyPoints", [.. chunk.KeyPoints.Select(keyPoint => keyPoint.Id)]);
        var redFlags = chunk.RedFlags.IsEmpty
            ? []
            : Members(byName["redFlags"], "redFlags", [.. chunk.RedFlags.Select(redFlag => redFlag.Id)]);
        return new JudgeReply(
            [.. chunk.KeyPoints.Select(keyPoint => ReadKeyPoint(keyPoint, keyPoints[keyPoint.Id]))],
            [.. chunk.RedFlags.Select(redFlag => ReadRedFlag(redFlag, redFlags[redFlag.Id]))]);
    }

    private static JudgeReply.OnKeyPoint ReadKeyPoint(KeyPoint keyPoint, JsonElement json)
    {
        var where = $"keyPoints.{keyPoint.Id}";
        var members = Members(json, where, "quotes", "reason", "verdict", "confidence");
        var coverage = Text(members["verdict"], $"{where}.verdict") switch
        {
            "covered" => Coverage.Covered,
            "partial" => Coverage.Partial,
            "missing" => Coverage.Missing,
            _ => throw Problem($"{where}.verdict must be \"covered\", \"partial\" or \"missing\"."),
        };
        return new JudgeReply.OnKeyPoint(
            keyPoint,
            Quotes(members["quotes"], $"{where}.quotes"),
            Text(members["reason"], $"{where}.reason"),
            coverage,
            Confidence(members["confidence"], $"{where}.confidence"));
    }

    private static JudgeReply.OnRedFlag ReadRedFlag(RedFlag redFlag, JsonElement json)
    {
        var where = $"redFlags.{redFlag.Id}";
        var members = Members(json, where, "quotes", "reason", "present", "confidence");
        return new JudgeReply.OnRedFlag(
            redFlag,
            Quotes(members["quotes"], $"{where}.quotes"),
            Text(members["reason"], $"{where}.reason"),
            members["present"].ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => throw Problem($"{where}.present must be true or false."),
            },
            Confidence(members["confidence"], $"{where}.confidence"));
    }

    private static Dictionary<string, JsonElement> Members(JsonElement json, string where, params string[] names)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Problem($"{where} must be a JSON object.");
        }

        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            if (!names.Contains(member.Name, StringComparer.Ordinal))
            {
                throw Problem($"{where} holds {Shown(member.Name)}, which is not asked for; it takes only {string.Join(", ", names)}.", doubtful: true);
            }

            if (!members.TryAdd(member.Name, member.Value))
            {
                throw Problem($"{where} holds {member.Name} twice.", doubtful: true);
            }
        }

        var absent = names.Where(name => !members.ContainsKey(name)).ToList();
        return absent.Count == 0 ? members : throw Problem($"{where} lacks {string.Join(", ", absent)}.");
    }

    private static ImmutableArray<string> Quotes(JsonElement json, string where) =>
        json.ValueKind == JsonValueKind.Array
            ? [.. json.EnumerateArray().Select(quote => Text(quote, where))]
            : throw Problem($"{where} must be an array of strings.");

    private static string Text(JsonElement json, string where) =>
        json.ValueKind == JsonValueKind.String ? json.GetString()! : throw Problem($"{where} must be text.");

    private static double Confidence(JsonElement json, string where) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var value) && value is >= 0 and <= 1
            ? value
            : throw Problem($"{where} must be a number from 0 to 1.");

    /// <summary>A name that the model made up, where it looks like an id; it may be a piece of the answer otherwise.</summary>
    private static string Shown(string name) => Id().IsMatch(name) ? name : "a name";

    private static ProblemException Problem(string message, bool doubtful = false) => new(new ReplyProblem(message, doubtful));

    [GeneratedRegex("^[a-zA-Z0-9-]{1,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    /// <summary>Leaves the reading at the first problem; never leaves this class.</summary>
    private sealed class ProblemException(ReplyProblem problem) : Exception
    {
        public ReplyProblem Problem { get; } = problem;
    }
}
