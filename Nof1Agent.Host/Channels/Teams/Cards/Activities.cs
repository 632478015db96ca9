using System.Text.Json.Nodes;

namespace Nof1Agent.Host.Channels.Teams.Cards;

/// <summary>Activities as they go out. What is not known is left out: some clients refuse null. Pure.</summary>
internal static class Activities
{
    private const int LongestSummary = 120;

    /// <summary>Plain words.</summary>
    public static JsonObject Words(TeamsAddress to, string text)
    {
        var activity = Empty(to, "message");
        activity["text"] = text;
        activity["textFormat"] = "plain";
        return activity;
    }

    /// <summary>A card.</summary>
    /// <param name="to">The chat.</param>
    /// <param name="card">The card.</param>
    /// <param name="summary">What notifications and lists of chats show of it.</param>
    public static JsonObject WithCard(TeamsAddress to, JsonObject card, string summary)
    {
        var activity = Empty(to, "message");
        activity["summary"] = Line(summary);
        activity["attachments"] = new JsonArray(new JsonObject { ["contentType"] = Card.ContentType, ["content"] = card });
        return activity;
    }

    /// <summary>A sign that an answer is being prepared.</summary>
    public static JsonObject Typing(TeamsAddress to) => Empty(to, "typing");

    /// <summary>The same with a word about what is done meanwhile. Never a part of the answer.</summary>
    public static JsonObject Informative(TeamsAddress to, string status, string? streamId, int sequence)
    {
        var activity = Empty(to, "typing");
        activity["text"] = status;
        activity["entities"] = new JsonArray(Stream("informative", streamId, sequence));
        return activity;
    }

    /// <summary>Marks a message as the one that ends a stream of status.</summary>
    public static JsonObject Ending(JsonObject message, string streamId)
    {
        message["entities"] = new JsonArray(Stream("final", streamId, null));
        return message;
    }

    private static JsonObject Stream(string type, string? id, int? sequence)
    {
        var entity = new JsonObject { ["type"] = "streaminfo", ["streamType"] = type };
        if (id is not null)
        {
            entity["streamId"] = id;
        }

        if (sequence is { } place)
        {
            entity["streamSequence"] = place;
        }

        return entity;
    }

    private static JsonObject Empty(TeamsAddress to, string type)
    {
        var activity = new JsonObject { ["type"] = type, ["recipient"] = new JsonObject { ["id"] = to.User } };
        if (to.Bot is { } bot)
        {
            activity["from"] = new JsonObject { ["id"] = bot };
        }

        if (to.Conversation is { } chat)
        {
            activity["conversation"] = new JsonObject { ["id"] = chat };
        }

        return activity;
    }

    private static string Line(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= LongestSummary ? line : line[..(char.IsHighSurrogate(line[LongestSummary - 2]) ? LongestSummary - 2 : LongestSummary - 1)] + "…";
    }
}
