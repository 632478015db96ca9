using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Nof1Agent.Tests.Host.Agent.Providers;

/// <summary>A loopback server that answers as a test says, for what an honest mock cannot be made to do.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Func<int, ModelAnswer> answer;
    private int requests;

    private ModelServer(Func<int, ModelAnswer> answer)
    {
        this.answer = answer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapFallback(Handle);
    }

    /// <summary>The address of its OpenAI-compatible interface.</summary>
    public string Endpoint => app.Urls.Single() + "/v1";

    /// <summary>How often it was asked.</summary>
    public int Requests => requests;

    /// <summary>The bodies of the requests.</summary>
    public ConcurrentQueue<string> Bodies { get; } = [];

    public static async Task<ModelServer> Start(Func<int, ModelAnswer> answer)
    {
        var server = new ModelServer(answer);
        await server.app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Handle(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Bodies.Enqueue(await reader.ReadToEndAsync());
        var reply = answer(Interlocked.Increment(ref requests));
        if (reply.Delay > TimeSpan.Zero)
        {
            await Task.Delay(reply.Delay, context.RequestAborted);
        }

        if (reply.BreaksOff)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        foreach (var (name, value) in reply.Headers ?? [])
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.WriteAsync(reply.Body);
    }
}

/// <summary>One scripted answer.</summary>
internal sealed record ModelAnswer(int Status, string Body)
{
    public string ContentType { get; init; } = "application/json";

    public TimeSpan Delay { get; init; }

    public bool BreaksOff { get; init; }

    public Dictionary<string, string>? Headers { get; init; }

    public static ModelAnswer Text(string text) => new(200, Completion(new JsonObject { ["role"] = "assistant", ["content"] = text }));

    public static ModelAnswer Call(string function, JsonObject arguments) => new(200, Completion(new JsonObject
    {
        ["role"] = "assistant",
        ["content"] = null,
        ["tool_calls"] = new JsonArray(new JsonObject
        {
            ["id"] = "call_1",
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = function, ["arguments"] = arguments.ToJsonString() },
        }),
    }));

    public static ModelAnswer Error(int status, string message) => new(status, JsonSerializer.Serialize(new { error = new { message, type = "invalid_request_error" } }));

    private static string Completion(JsonObject message) => new JsonObject
    {
        ["id"] = "c1",
        ["object"] = "chat.completion",
        ["created"] = 1_800_000_000,
        ["model"] = "m",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = message.ContainsKey("tool_calls") ? "tool_calls" : "stop" }),
        ["usage"] = new JsonObject { ["prompt_tokens"] = 40, ["completion_tokens"] = 10, ["total_tokens"] = 50 },
    }.ToJsonString();
}
