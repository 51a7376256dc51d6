using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace SreEvaluator.Bench;

/// <summary>A model that says the same to everyone after the same time, in a process of its own, so that its work is not counted as ours.</summary>
internal static class ModelServer
{
    /// <summary>Serves until it is killed. Reads the model's words from the first line of standard input, and writes its address.</summary>
    /// <param name="latency">How long each reply takes.</param>
    public static async Task<int> RunAsync(TimeSpan latency)
    {
        var reply = Reply(Console.ReadLine() ?? throw new InvalidOperationException("Nothing to say."));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapPost("/v1/chat/completions", async context =>
        {
            var answered = Task.Delay(latency, context.RequestAborted);
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            await answered;
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = reply.Length;
            await context.Response.Body.WriteAsync(reply, context.RequestAborted);
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static byte[] Reply(string text) => System.Text.Encoding.UTF8.GetBytes(new JsonObject
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1_767_225_600,
        ["model"] = "bench-model",
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text },
            ["finish_reason"] = "stop",
        }),
        ["usage"] = new JsonObject { ["prompt_tokens"] = 1800, ["completion_tokens"] = 600, ["total_tokens"] = 2400 },
    }.ToJsonString());
}
