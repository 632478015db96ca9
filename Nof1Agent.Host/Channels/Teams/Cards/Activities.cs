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

    /// <summary>Asks whether a file may be laid down in the person's own OneDrive.</summary>
    /// <param name="to">The chat.</param>
    /// <param name="message">The message that offers it.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="size">Its size now, in bytes.</param>
    /// <param name="words">What is asked; it stands in notifications.</param>
    public static JsonObject OfferingFile(TeamsAddress to, long message, string name, int size, string words)
    {
        var about = new JsonObject { [CardActions.About] = message.ToString(System.Globalization.CultureInfo.InvariantCulture), [CardActions.File] = name };
        var activity = Empty(to, "message");
        activity["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.teams.card.file.consent",
            ["name"] = name,
            ["content"] = new JsonObject { ["description"] = words, ["sizeInBytes"] = size, ["acceptContext"] = about, ["declineContext"] = about.DeepClone() },
        });
        return activity;
    }

    /// <summary>Shows a file that was laid down.</summary>
    public static JsonObject LaidDown(TeamsAddress to, string name, UploadPlace place)
    {
        var content = new JsonObject();
        if (place.UniqueId is { } id)
        {
            content["uniqueId"] = id;
        }

        if (place.FileType is { } type)
        {
            content["fileType"] = type;
        }

        var shown = new JsonObject { ["contentType"] = "application/vnd.microsoft.teams.card.file.info", ["name"] = name, ["content"] = content };
        if (place.ContentUrl is { } lies)
        {
            shown["contentUrl"] = lies;
        }

        var activity = Empty(to, "message");
        activity["attachments"] = new JsonArray(shown);
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
