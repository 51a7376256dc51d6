using System.Text.Json.Nodes;
using SreEvaluator.Support;

namespace SreEvaluator.Cli.Tests.Support;

/// <summary>A provider on this machine that has OpenAI's batches, and takes them through the states that a test names.</summary>
internal sealed class ScriptedBatches : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(string FileId, List<JsonNode> Requests)> _files = [];
    private readonly List<(string Id, string FileId)> _batches = [];
    private readonly Queue<string> _states;

    public ScriptedBatches(params string[] states)
    {
        _states = new Queue<string>(states);
        Judge = ScriptedJudge.Answering(Reply);
    }

    public ScriptedJudge Judge { get; }

    /// <summary>How many requests, counted from the first, have no reply in the output.</summary>
    public int Unanswered { get; set; }

    /// <summary>How many of the replies in the output, counted from the last, can't be used.</summary>
    public int Unusable { get; set; }

    /// <summary>What is said instead of a reply to the next call; null for none.</summary>
    public ScriptedReply? Next { get; set; }

    /// <summary>Is called when a batch is begun, before the reply goes out.</summary>
    public Action? OnBegin { get; set; }

    /// <summary>From now on every batch is completed.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            _states.Clear();
            _states.Enqueue("completed");
        }
    }

    public int Uploads => _files.Count;

    public int Begun => _batches.Count;

    public int Looks => Judge.Calls.Count(call => call.Method == "GET" && call.Path.Contains("/batches/", StringComparison.Ordinal));

    /// <summary>Calls that were not part of a batch.</summary>
    public int Alone => Judge.Calls.Count(call => call.Path.EndsWith("/chat/completions", StringComparison.Ordinal));

    public int Requests => _files.Sum(file => file.Requests.Count);

    public void Dispose() => Judge.Dispose();

    private ScriptedReply Reply(ScriptedCall call)
    {
        lock (_gate)
        {
            if (Next is { } next)
            {
                Next = null;
                return next;
            }

            return call switch
            {
                { Method: "POST", Path: "/v1/files" } => Upload(call),
                { Method: "POST", Path: "/v1/batches" } => Begin(call),
                { Method: "GET", Path: "/v1/batches" } => Json(new JsonObject { ["data"] = new JsonArray([.. _batches.Select(batch => Batch(batch, "in_progress"))]) }),
                { Method: "GET" } when call.Path.StartsWith("/v1/batches/", StringComparison.Ordinal) => Json(Batch(
                    _batches.Single(batch => call.Path.EndsWith(batch.Id, StringComparison.Ordinal)), _states.Count > 1 ? _states.Dequeue() : _states.Peek())),
                { Method: "GET" } when call.Path.EndsWith("/content", StringComparison.Ordinal) => ScriptedReply.Raw(200, Output(call.Path.Split('/')[^2])),
                _ => ScriptedVerdicts.OnAsked(call),
            };
        }
    }

    private ScriptedReply Upload(ScriptedCall call)
    {
        var requests = call.Body.Split('\n').Where(line => line.StartsWith("{\"custom_id\"", StringComparison.Ordinal)).Select(line => JsonNode.Parse(line)!).ToList();
        _files.Add(($"file-{_files.Count + 1}", requests));
        return Json(new JsonObject { ["id"] = _files[^1].FileId });
    }

    private ScriptedReply Begin(ScriptedCall call)
    {
        _batches.Add(($"batch-{_batches.Count + 1}", call.Json["input_file_id"]!.GetValue<string>()));
        OnBegin?.Invoke();
        return Json(Batch(_batches[^1], "validating"));
    }

    private static JsonObject Batch((string Id, string FileId) batch, string state) => new()
    {
        ["id"] = batch.Id,
        ["input_file_id"] = batch.FileId,
        ["status"] = state,
        ["output_file_id"] = state is "completed" or "expired" ? $"out-{batch.FileId}" : null,
        ["request_counts"] = new JsonObject { ["total"] = 3, ["completed"] = state == "completed" ? 3 : 0 },
    };

    private string Output(string outputFileId)
    {
        var requests = _files.Single(file => $"out-{file.FileId}" == outputFileId).Requests;
        return string.Join('\n', requests.Index().Skip(Unanswered).Select(request =>
        {
            var call = new ScriptedCall("POST", "/v1/chat/completions", new Dictionary<string, string>(), request.Item["body"]!.ToJsonString());
            var body = JsonNode.Parse(((ScriptedReply)ScriptedVerdicts.OnAsked(call)).BodyFor(call))!;
            if (request.Index >= requests.Count - Unusable)
            {
                body["choices"]![0]!["message"]!["content"] = "{}";
                body["usage"] = null;
            }

            return new JsonObject
            {
                ["custom_id"] = request.Item["custom_id"]!.GetValue<string>(),
                ["response"] = new JsonObject { ["status_code"] = 200, ["body"] = body },
            }.ToJsonString();
        }));
    }

    private static ScriptedReply Json(JsonNode json) => ScriptedReply.Raw(200, json.ToJsonString());
}
