using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Nof1Agent.Tests.Support.Teams;

/// <summary>What the emulator shows its page: messages as they come and as they are changed.</summary>
internal sealed class PlaygroundStream(Uri address) : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource closing = new();
    private readonly Lock gate = new();
    private readonly List<(string Chat, JsonObject Message)> messages = [];
    private Task reading = Task.CompletedTask;

    /// <summary>How often a message was changed.</summary>
    public int Updates { get; private set; }

    /// <summary>How many status lines were shown.</summary>
    public int Statuses { get; private set; }

    /// <summary>Status lines that no answer has ended.</summary>
    public int Hanging
    {
        get
        {
            lock (gate)
            {
                return messages.Count(one => IsStatus(one.Message));
            }
        }
    }

    public async Task Connect()
    {
        await socket.ConnectAsync(address, TestContext.Current.CancellationToken);
        reading = Task.Run(Read);
    }

    /// <summary>The bot's messages in a chat, as they are now. A status line is none.</summary>
    public IReadOnlyList<SeenMessage> Messages(string chat)
    {
        lock (gate)
        {
            return [.. messages.Where(one => one.Chat == chat && !IsStatus(one.Message)).Select(one => Seen(one.Message))];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await reading;
        socket.Dispose();
        closing.Dispose();
    }

    private async Task Read()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                using var frame = new MemoryStream();
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(), closing.Token);
                    frame.Write(buffer.AsSpan(0, part.Count));
                }
                while (!part.EndOfMessage);
                if (part.MessageType is WebSocketMessageType.Close)
                {
                    return;
                }

                frame.Position = 0;
                Take(JsonNode.Parse(frame)!);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException)
        {
        }
    }

    private void Take(JsonNode frame)
    {
        var (action, chat) = (frame["action"]?.GetValue<string>(), frame["actionConversationId"]?.GetValue<string>() ?? "");
        if (frame["message"] is not JsonObject message || action is not ("createMessage" or "updateMessage") || message["from"]?["id"]?.GetValue<string>().StartsWith("user", StringComparison.Ordinal) is true)
        {
            return;
        }

        lock (gate)
        {
            if (IsStatus(message))
            {
                Statuses++;
            }

            var at = messages.FindLastIndex(one => one.Message["messageId"]!.GetValue<string>() == message["messageId"]!.GetValue<string>());

            // The emulator names messages by the millisecond: two may share a name.
            if (at < 0 || (action == "createMessage" && !IsStatus(messages[at].Message)))
            {
                messages.Add((chat, message));
                return;
            }

            // What ends a status is a new message for the person, at the end of the chat.
            var wasStatus = IsStatus(messages[at].Message);
            if (wasStatus && !IsStatus(message))
            {
                messages.RemoveAt(at);
                messages.Add((chat, message));
            }
            else
            {
                Updates += wasStatus ? 0 : 1;
                messages[at] = (chat, message);
            }
        }
    }

    private static bool IsStatus(JsonObject message) => message["streamEntity"]?["streamType"]?.GetValue<string>() == "informative";

    private static SeenMessage Seen(JsonObject message)
    {
        var card = message["attachments"]?.AsArray().Select(one => one!["content"]).OfType<JsonObject>().FirstOrDefault();
        var id = message["messageId"]!.GetValue<string>();
        return card is null ? new SeenMessage(id, message["text"]?.GetValue<string>() ?? "", [], [], []) : new SeenMessage(id, CardReading.Text(card), CardReading.Buttons(card), CardReading.Inputs(card), CardReading.Images(card));
    }
}
