using System.Text.Json.Nodes;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Support;

/// <summary>A valid reply of a model about a question: every key point missing and every red flag absent, but for what is said otherwise.</summary>
internal sealed class ScriptedVerdicts
{
    private readonly JsonObject _keyPoints = [];
    private readonly JsonObject _redFlags = [];

    private ScriptedVerdicts()
    {
    }

    public static ScriptedVerdicts On(Question question)
    {
        var verdicts = new ScriptedVerdicts();
        foreach (var keyPoint in question.KeyPoints)
        {
            verdicts.Say(keyPoint.Id, "missing", 0.9);
        }

        foreach (var redFlag in question.RedFlags)
        {
            verdicts.SayFlag(redFlag.Id, present: false);
        }

        return verdicts;
    }

    /// <summary>The same about just what a call asks for, as its schema names it.</summary>
    public static ScriptedVerdicts OnAsked(ScriptedCall call)
    {
        var asked = call.Json["response_format"]!["json_schema"]!["schema"]!["properties"]!;
        var verdicts = new ScriptedVerdicts();
        foreach (var (id, _) in asked["keyPoints"]!["properties"]!.AsObject())
        {
            verdicts.Say(id, "missing", 0.9);
        }

        foreach (var (id, _) in asked["redFlags"]?["properties"]?.AsObject() ?? [])
        {
            verdicts.SayFlag(id, present: false);
        }

        return verdicts;
    }

    /// <summary>Says something of a key point with a confidence.</summary>
    public ScriptedVerdicts Sure(double confidence, string keyPoint, string verdict, params ReadOnlySpan<string> quotes) =>
        Say(keyPoint, verdict, confidence, quotes);

    public ScriptedVerdicts Covered(string keyPoint, params ReadOnlySpan<string> quotes) => Say(keyPoint, "covered", 0.9, quotes);

    public ScriptedVerdicts Partial(string keyPoint, params ReadOnlySpan<string> quotes) => Say(keyPoint, "partial", 0.6, quotes);

    public ScriptedVerdicts RedFlag(string redFlag, params ReadOnlySpan<string> quotes) => SayFlag(redFlag, present: true, quotes);

    public override string ToString() => Json().ToJsonString();

    /// <summary>The reply as JSON, to be spoiled at will.</summary>
    public JsonObject Json()
    {
        var reply = new JsonObject { ["keyPoints"] = _keyPoints.DeepClone() };
        if (_redFlags.Count > 0)
        {
            reply["redFlags"] = _redFlags.DeepClone();
        }

        return reply;
    }

    private ScriptedVerdicts Say(string keyPoint, string verdict, double confidence, params ReadOnlySpan<string> quotes)
    {
        _keyPoints[keyPoint] = new JsonObject
        {
            ["quotes"] = Array(quotes),
            ["reason"] = $"It is {verdict}.",
            ["verdict"] = verdict,
            ["confidence"] = confidence,
        };
        return this;
    }

    private ScriptedVerdicts SayFlag(string redFlag, bool present, params ReadOnlySpan<string> quotes)
    {
        _redFlags[redFlag] = new JsonObject { ["quotes"] = Array(quotes), ["reason"] = "It is so.", ["present"] = present, ["confidence"] = 0.8 };
        return this;
    }

    private static JsonArray Array(ReadOnlySpan<string> quotes)
    {
        var array = new JsonArray();
        foreach (var quote in quotes)
        {
            array.Add(quote);
        }

        return array;
    }
}
