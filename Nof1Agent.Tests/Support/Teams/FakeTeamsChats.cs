using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Nof1Agent.Tests.Support.Teams;

/// <summary>One message of a bot, as the person sees it now.</summary>
internal sealed record FakeTeamsMessage(string Id, string Chat, JsonObject Body)
{
    /// <summary>How often it was changed.</summary>
    public int Edits { get; init; }

    /// <summary>Which life of the bot sent it (<see cref="FakeTeams.NextLife"/>).</summary>
    public int Life { get; init; }

    /// <summary>The call that sent it, whatever it was changed to.</summary>
    public JsonObject Call { get; init; } = Body;

    /// <summary>Whether the server hung up after taking it: the bot cannot know that it arrived.</summary>
    public bool WasCutOff => Call.ContainsKey("dropped");

    /// <summary>The card, if it is one.</summary>
    public JsonObject? Card => Body["attachments"]?[0] is { } attached && attached["contentType"]!.GetValue<string>() == "application/vnd.microsoft.card.adaptive" ? attached["content"] as JsonObject : null;

    /// <summary>The question whether a file may be laid down, if it is one.</summary>
    public JsonObject? FileOffer => Body["attachments"]?[0] is { } attached && attached["contentType"]!.GetValue<string>() == "application/vnd.microsoft.teams.card.file.consent" ? attached["content"] as JsonObject : null;

    /// <summary>What can be read.</summary>
    public string Text => Card is { } card ? CardReading.Text(card) : Body["text"]?.GetValue<string>() ?? "";

    /// <summary>The buttons that are offered.</summary>
    public IReadOnlyList<CardButton> Buttons => Card is { } card ? CardReading.Buttons(card) : [];
}

/// <summary>What bots said. Refuses what the real service or Microsoft's emulator refuse: null values, too large messages, too fast or unknown streams.</summary>
internal sealed class FakeTeamsChats
{
    private readonly Lock gate = new();
    private readonly List<FakeTeamsMessage> said = [];
    private readonly List<(string Chat, JsonObject Body)> signs = [];
    private readonly Dictionary<string, string> opened = [];
    private readonly HashSet<string> blocked = [];
    private readonly HashSet<string> gone = [];
    private readonly Dictionary<string, string> streams = [];
    private int next;

    /// <summary>The largest message that is taken, in bytes.</summary>
    public int LargestMessage { get; set; } = 100 * 1024;

    /// <summary>The life of the bot that sends now.</summary>
    public int Life { get; set; }

    /// <summary>The messages in a chat, oldest first.</summary>
    public IReadOnlyList<FakeTeamsMessage> In(string chat)
    {
        lock (gate) return [.. said.Where(message => message.Chat == chat)];
    }

    /// <summary>Signs of typing and of status.</summary>
    public IReadOnlyList<JsonObject> Signs(string chat)
    {
        lock (gate) return [.. signs.Where(sign => sign.Chat == chat).Select(sign => sign.Body)];
    }

    /// <summary>Somebody removes the app, or takes it back: by chat and by person.</summary>
    public void Block(string chatOrPerson, bool block = true)
    {
        lock (gate)
        {
            _ = block ? blocked.Add(chatOrPerson) : blocked.Remove(chatOrPerson);
        }
    }

    /// <summary>A chat that is there no longer.</summary>
    public void Lose(string chat)
    {
        lock (gate) gone.Add(chat);
    }

    public bool IsBlocked(string person)
    {
        lock (gate) return blocked.Contains(person);
    }

    /// <summary>The chat with a person: always the same.</summary>
    public string Open(string person, Func<string> make)
    {
        lock (gate) return opened.TryGetValue(person, out var chat) ? chat : opened[person] = make();
    }

    public (HttpStatusCode, string) Say(string chat, JsonObject body)
    {
        lock (gate)
        {
            if (Refused(chat, body) is { } refused)
            {
                return refused;
            }

            var stream = body["entities"]?.AsArray().FirstOrDefault(entity => entity!["type"]!.GetValue<string>() == "streaminfo");
            if (body["type"]!.GetValue<string>() == "typing")
            {
                return Sign(chat, body, stream);
            }

            var id = $"m{++next}";
            if (stream is not null)
            {
                if (streams.GetValueOrDefault(chat) != stream["streamId"]?.GetValue<string>() || stream["streamType"]!.GetValue<string>() != "final" || stream["streamSequence"] is not null)
                {
                    return (HttpStatusCode.Forbidden, "ContentStreamNotAllowed");
                }

                id = streams[chat];
                streams.Remove(chat);
            }

            said.Add(new FakeTeamsMessage(id, chat, body) { Life = Life });
            return (HttpStatusCode.Created, id);
        }
    }

    public (HttpStatusCode, string) Change(string chat, string id, JsonObject body)
    {
        lock (gate)
        {
            var at = said.FindIndex(message => message.Chat == chat && message.Id == id);
            if (Refused(chat, body) is { } refused || at < 0)
            {
                return at < 0 ? (HttpStatusCode.NotFound, "ActivityNotFoundInConversation") : Refused(chat, body)!.Value;
            }

            said[at] = said[at] with { Body = body, Edits = said[at].Edits + 1 };
            return (HttpStatusCode.OK, id);
        }
    }

    public (HttpStatusCode, string) Remove(string chat, string id)
    {
        lock (gate)
        {
            return said.RemoveAll(message => message.Chat == chat && message.Id == id) > 0 ? (HttpStatusCode.OK, id) : (HttpStatusCode.NotFound, "ActivityNotFoundInConversation");
        }
    }

    private (HttpStatusCode, string) Sign(string chat, JsonObject body, JsonNode? stream)
    {
        signs.Add((chat, body));
        if (stream is null)
        {
            return (HttpStatusCode.Accepted, "");
        }

        var known = streams.GetValueOrDefault(chat);
        if (stream["streamId"]?.GetValue<string>() != known || stream["streamType"]!.GetValue<string>() != "informative")
        {
            return (HttpStatusCode.Forbidden, "ContentStreamNotAllowed");
        }

        streams[chat] = known ?? $"s{++next}";
        return (HttpStatusCode.Created, streams[chat]);
    }

    private (HttpStatusCode, string)? Refused(string chat, JsonObject body) =>
        gone.Contains(chat) ? (HttpStatusCode.NotFound, "ConversationNotFound")
        : blocked.Contains(chat) ? (HttpStatusCode.Forbidden, "ConversationBlockedByUser")
        : HasNull(body) ? (HttpStatusCode.BadRequest, "BadSyntax")
        : Encoding.UTF8.GetByteCount(body.ToJsonString()) > LargestMessage ? (HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig")
        : null;

    private static bool HasNull(JsonNode? node) => node switch
    {
        null => true,
        JsonObject parent => parent.Any(member => HasNull(member.Value)),
        JsonArray list => list.Any(HasNull),
        _ => false,
    };
}
