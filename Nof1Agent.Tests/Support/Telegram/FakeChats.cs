using System.Text.Json.Nodes;

namespace Nof1Agent.Tests.Support.Telegram;

/// <summary>One message that a bot sent, as the person sees it now.</summary>
internal sealed record FakeMessage(long Id, long Chat, string Text, bool Html, IReadOnlyList<FakeButton> Buttons, byte[]? Photo, bool Silent)
{
    /// <summary>How often it was changed.</summary>
    public int Edits { get; init; }

    /// <summary>The file that came with it.</summary>
    public byte[]? Document { get; init; }

    /// <summary>Which life of the bot sent it (<see cref="FakeBotApi.NextLife"/>).</summary>
    public int Life { get; init; }

    /// <summary>The call that sent it.</summary>
    public JsonObject Call { get; init; } = [];

    /// <summary>Whether the server hung up after taking it: the bot cannot know that it arrived.</summary>
    public bool WasCutOff => Call.ContainsKey("dropped");
}

/// <summary>A button of an inline keyboard.</summary>
internal sealed record FakeButton(string Label, string Data);

/// <summary>What bots sent. Refuses what the real server refuses: too long, empty, HTML that does not parse, button data of more than 64 bytes.</summary>
internal sealed class FakeChats
{
    private const int LongestText = 4096;
    private const int LongestCaption = 1024;

    private readonly Lock gate = new();
    private readonly List<FakeMessage> sent = [];
    private readonly HashSet<long> blocked = [];

    /// <summary>The life of the bot that sends now.</summary>
    public int Life { get; set; }

    /// <summary>Everything in a chat, oldest first.</summary>
    public IReadOnlyList<FakeMessage> In(long chat)
    {
        lock (gate) return [.. sent.Where(message => message.Chat == chat)];
    }

    /// <summary>The person blocks the bot, or lets it in again.</summary>
    public void Block(long chat, bool block = true)
    {
        lock (gate)
        {
            _ = block ? blocked.Add(chat) : blocked.Remove(chat);
        }
    }

    /// <summary>A message object; a text says why not; null is 403.</summary>
    public JsonNode? Send(JsonObject body, Func<long> nextId) => Keep(body, "text", LongestText, nextId, null);

    public JsonNode? SendPhoto(JsonObject body, Func<long> nextId)
    {
        var attached = body["photo"]?.GetValue<string>() is { } reference && reference.StartsWith("attach://", StringComparison.Ordinal) ? reference["attach://".Length..] : "photo";
        return body[$"upload:{attached}"] is { } upload
            ? Keep(body, "caption", LongestCaption, nextId, Convert.FromBase64String(upload.GetValue<string>()))
            : "Bad Request: there is no photo in the request";
    }

    public JsonNode? SendDocument(JsonObject body, Func<long> nextId)
    {
        var attached = body["document"]?.GetValue<string>() is { } reference && reference.StartsWith("attach://", StringComparison.Ordinal) ? reference["attach://".Length..] : "document";
        return body[$"upload:{attached}"] is { } upload
            ? Keep(body, "caption", LongestCaption, nextId, null, Convert.FromBase64String(upload.GetValue<string>()))
            : "Bad Request: there is no document in the request";
    }

    public JsonNode? Edit(JsonObject body)
    {
        lock (gate)
        {
            var id = FakeBotApi.Number(body["message_id"]);
            var at = sent.FindIndex(message => message.Id == id);
            if (at < 0)
            {
                return null;
            }

            var before = sent[at];
            var (text, html) = (body["text"]?.GetValue<string>() ?? body["caption"]?.GetValue<string>(), IsHtml(body));
            if (text is not null && Refusal(text, html, before.Photo is null ? LongestText : LongestCaption, before.Photo is not null) is { } refusal)
            {
                return refusal;
            }

            var after = before with { Text = text is null ? before.Text : html ? TelegramHtml.Plain(text) : text, Html = text is null ? before.Html : html, Buttons = Buttons(body) };
            if (after.Text == before.Text && after.Buttons.SequenceEqual(before.Buttons))
            {
                return "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";
            }

            sent[at] = after with { Edits = before.Edits + 1 };
            return Shown(sent[at]);
        }
    }

    private JsonNode? Keep(JsonObject body, string textField, int longest, Func<long> nextId, byte[]? photo, byte[]? document = null)
    {
        var chat = FakeBotApi.Number(body["chat_id"])!.Value;
        var text = body[textField]?.GetValue<string>() ?? "";
        var html = IsHtml(body);
        var buttons = Buttons(body);
        lock (gate)
        {
            if (blocked.Contains(chat))
            {
                return null;
            }

            if (photo is null && document is null && text.Trim().Length == 0)
            {
                return "Bad Request: message text is empty";
            }

            if (Refusal(text, html, longest, photo is not null) is { } refusal)
            {
                return refusal;
            }

            if (buttons.Any(button => System.Text.Encoding.UTF8.GetByteCount(button.Data) is 0 or > 64 || button.Label.Length == 0))
            {
                return "Bad Request: BUTTON_DATA_INVALID";
            }

            var message = new FakeMessage(nextId(), chat, html ? TelegramHtml.Plain(text) : text, html, buttons, photo, body["disable_notification"]?.ToString() is "true" or "True") { Document = document, Call = body, Life = Life };
            sent.Add(message);
            return Shown(message);
        }
    }

    private static bool IsHtml(JsonObject body) => string.Equals(body["parse_mode"]?.GetValue<string>(), "html", StringComparison.OrdinalIgnoreCase);

    private static string? Refusal(string text, bool html, int longest, bool isCaption) =>
        html && TelegramHtml.Problem(text) is { } problem ? $"Bad Request: can't parse entities: {problem}"
        : (html ? TelegramHtml.Plain(text) : text).Length <= longest ? null
        : isCaption ? "Bad Request: message caption is too long" : "Bad Request: message is too long";

    private static JsonObject Shown(FakeMessage message) => FakeBotApi.Message(message.Chat, message.Id, new JsonObject { ["text"] = message.Text }, null);

    private static List<FakeButton> Buttons(JsonObject body) =>
    [
        .. (body["reply_markup"]?["inline_keyboard"]?.AsArray() ?? []).SelectMany(row => row!.AsArray())
            .Select(button => new FakeButton(button!["text"]!.GetValue<string>(), button["callback_data"]?.GetValue<string>() ?? button["url"]?.GetValue<string>() ?? "")),
    ];
}
