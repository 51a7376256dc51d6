using System.Collections.Concurrent;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;
using WireMock.Types;
using WireMock.Util;

namespace SreEvaluator.Support;

/// <summary>
/// A model server on this machine that says what a test tells it to, in the protocol in which it is asked: OpenAI's, Azure's, Ollama's or Anthropic's.
/// It keeps every call.
/// </summary>
internal sealed class ScriptedJudge : IDisposable
{
    private readonly WireMockServer _server;
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentQueue<ScriptedCall> _calls = new();
    private readonly Queue<ScriptedReply> _script = new();
    private Func<ScriptedCall, ScriptedReply> _reply;

    private ScriptedJudge()
    {
        _reply = _ => throw new InvalidOperationException("The scripted judge was told nothing.");
        _server = WireMockServer.Start(new WireMockServerSettings { Urls = ["http://127.0.0.1:0"] });
        _server.Given(Request.Create().UsingAnyMethod()).RespondWith(Response.Create().WithCallback(RespondAsync));
    }

    /// <summary>The root of its address.</summary>
    public Uri Address => new(_server.Url!);

    /// <summary>The base address for OpenAI's protocol.</summary>
    public Uri OpenAIEndpoint => new(Address, "v1");

    /// <summary>What it was asked so far.</summary>
    public IReadOnlyList<ScriptedCall> Calls => [.. _calls];

    /// <summary>Starts one that says these things in turn, and the last again and again.</summary>
    public static ScriptedJudge Saying(params ReadOnlySpan<ScriptedReply> replies)
    {
        var judge = new ScriptedJudge();
        foreach (var reply in replies)
        {
            judge._script.Enqueue(reply);
        }

        judge._reply = _ => judge.Next();
        return judge;
    }

    /// <summary>Starts one whose replies depend on what it is asked.</summary>
    public static ScriptedJudge Answering(Func<ScriptedCall, ScriptedReply> reply) => new() { _reply = reply };

    public void Dispose()
    {
        _ended.Cancel();
        _server.Dispose();
        _ended.Dispose();
    }

    private ScriptedReply Next()
    {
        lock (_script)
        {
            return _script.Count > 1 ? _script.Dequeue() : _script.Peek();
        }
    }

    private async Task<IResponseMessage> RespondAsync(IRequestMessage request)
    {
        var call = new ScriptedCall(
            request.Method,
            request.Path,
            request.Headers?.ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase) ?? [],
            request.Body ?? string.Empty);
        _calls.Enqueue(call);
        var reply = _reply(call);
        if (reply.Delay > TimeSpan.Zero)
        {
            await Task.WhenAny(Task.Delay(reply.Delay, _ended.Token));
        }

        return new ResponseMessage
        {
            StatusCode = reply.Status,
            Headers = reply.Headers.ToDictionary(header => header.Key, header => new WireMockList<string>(header.Value), StringComparer.Ordinal),
            BodyData = new BodyData { DetectedBodyType = BodyType.String, BodyAsString = reply.BodyFor(call) },
        };
    }
}
