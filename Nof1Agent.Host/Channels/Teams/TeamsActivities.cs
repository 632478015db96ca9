using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>Reads activities. Pure: no call, no store.</summary>
internal static partial class TeamsActivities
{
    /// <summary>The content type of a file that a person sent.</summary>
    public const string FileType = "application/vnd.microsoft.teams.file.download.info";

    /// <summary>The name of the invoke that an Action.Execute makes.</summary>
    public const string CardInvoke = "adaptiveCard/action";

    /// <summary>The name of the invoke that the answer to an offered file makes.</summary>
    public const string FileConsentInvoke = "fileConsent/invoke";

    private const int LongestNote = 2000;
    private const int MostFiles = 10;

    /// <summary>What an activity means; what lacks a chat or a sender means nothing.</summary>
    public static TeamsInbound Read(Activity activity)
    {
        if (activity is not { Type: { } type, ServiceUrl: { Length: > 0 } service, Conversation.Id: { Length: > 0 } chat, From.Id: { Length: > 0 } user } || user == activity.Recipient?.Id || activity.From.Role == "bot")
        {
            return new TeamsInbound.Nothing();
        }

        var from = new TeamsSender(new TeamsAddress(service, chat, activity.Recipient?.Id, user, activity.Tenant, activity.Locale), activity.From.AadObjectId, activity.From.Name, activity.TimeZone);
        return type switch
        {
            "invoke" when activity.Name == CardInvoke => Private(activity, Action(from, Member(Member(activity.Value, "action"), "data"))),
            "invoke" when activity.Name == FileConsentInvoke => Private(activity, FileAnswered(from, activity)),
            "message" when activity.Value is { ValueKind: JsonValueKind.Object } submitted && string.IsNullOrWhiteSpace(activity.Text) => Private(activity, Action(from, submitted)),
            _ when !IsPersonal(activity) => InATeam(activity, from),
            "message" => Message(activity, from),
            "messageUpdate" when Activity.TextAt(activity.ChannelData, "eventType") is "editMessage" or null && Written(activity) is { Length: > 0 } text => new TeamsInbound.Text(from, text, true),
            "installationUpdate" when activity.Action?.StartsWith("add", StringComparison.Ordinal) is true => new TeamsInbound.Arrived(from),
            "installationUpdate" when activity.Action?.StartsWith("remove", StringComparison.Ordinal) is true => new TeamsInbound.Left(from),
            "conversationUpdate" when activity.MembersAdded?.Any(member => member.Id == activity.Recipient?.Id) is true => new TeamsInbound.Arrived(from),
            _ => new TeamsInbound.Nothing(),
        };
    }

    /// <summary>Whether only one person and the bot are there.</summary>
    public static bool IsPersonal(Activity activity) => activity.Conversation is { ConversationType: null or "personal", IsGroup: not true };

    private static TeamsInbound Message(Activity activity, TeamsSender from)
    {
        var text = Written(activity);

        // Teams adds the words of a formatted message once more as an attachment in HTML.
        var attached = activity.Attachments?.Where(one => one.ContentType is { } type && !type.StartsWith("text/html", StringComparison.Ordinal)).Take(MostFiles)
            .Select((one, place) => new TeamsInbound.Attached(from, Kind(one), Url(one), one.Name, place == 0 && text.Length > 0 ? text : null, activity.Id)).ToList() ?? [];
        return attached.Count == 0
            ? text.Length > 0 ? new TeamsInbound.Text(from, text, false) : new TeamsInbound.Nothing()
            : attached[0] with { Others = [.. attached.Skip(1)] };
    }

    // A photo in a message lies with the chat; a file where the organisation keeps files.
    private static string? Url(AttachedFile attached) => attached.ContentType == FileType ? Activity.TextAt(attached.Content, "downloadUrl")
        : Kind(attached) == Wordless.Photo ? attached.ContentUrl
        : null;

    private static TeamsInbound FileAnswered(TeamsSender from, Activity activity)
    {
        var context = Member(activity.Value, "context");
        if (!long.TryParse(Activity.TextAt(context, CardActions.About), NumberStyles.None, CultureInfo.InvariantCulture, out var message) || Activity.TextAt(context, CardActions.File) is not { Length: > 0 and < 200 } file)
        {
            return new TeamsInbound.Nothing();
        }

        var place = Member(activity.Value, "uploadInfo");
        var upload = Activity.TextAt(activity.Value, "action") == "accept" && Activity.TextAt(place, "uploadUrl") is { Length: > 0 } url
            ? new UploadPlace(url, Activity.TextAt(place, "contentUrl"), Activity.TextAt(place, "uniqueId"), Activity.TextAt(place, "fileType"))
            : null;
        return new TeamsInbound.FileAnswered(from, message, file, upload, activity.ReplyToId);
    }

    private static string Kind(AttachedFile attached) => attached.ContentType switch
    {
        FileType => "document",
        { } type when type.StartsWith("image/", StringComparison.Ordinal) => "photo",
        { } type when type.StartsWith("audio/", StringComparison.Ordinal) => "voice",
        _ => "other",
    };

    private static TeamsInbound InATeam(Activity activity, TeamsSender from) => activity.Type switch
    {
        "message" => new TeamsInbound.InATeam(from, Written(activity), activity.Id),
        "installationUpdate" when activity.Action?.StartsWith("add", StringComparison.Ordinal) is true => new TeamsInbound.InATeam(from, "", null),
        _ => new TeamsInbound.Nothing(),
    };

    // A person's own cards belong into their own chat: acted on elsewhere, they would bring all that is said to them there.
    private static TeamsInbound Private(Activity activity, TeamsInbound acted) => IsPersonal(activity) || acted is TeamsInbound.CoachActed ? acted : new TeamsInbound.Nothing();

    private static TeamsInbound Action(TeamsSender from, JsonElement? data)
    {
        var about = Activity.TextAt(data, CardActions.About);
        var message = long.TryParse(about, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
        return Activity.TextAt(data, CardActions.Verb) switch
        {
            CardActions.Choose when message > 0 && Activity.TextAt(data, CardActions.Choice) is { Length: > 0 and < 10 } choice => new TeamsInbound.Chose(from, message, choice),
            CardActions.Fill when message > 0 => new TeamsInbound.Filled(from, message, Told(data, CardActions.Value), Told(data, CardActions.Adherence), Told(data, CardActions.Note)),
            { } verb and (CardActions.Acknowledge or CardActions.Approve or CardActions.Veto or CardActions.ConfirmSafe) when about is { Length: > 0 and < 200 } => new TeamsInbound.CoachActed(from, verb, about, Told(data, CardActions.Reason), Told(data, CardActions.Seen)),
            _ => new TeamsInbound.Nothing(),
        };
    }

    // A number field may arrive as a number.
    private static string? Told(JsonElement? data, string name) => Member(data, name) switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        { ValueKind: JsonValueKind.String } text when text.GetString()!.Trim() is { Length: > 0 } told => told.Length <= LongestNote ? told : told[..LongestNote],
        _ => null,
    };

    private static JsonElement? Member(JsonElement? value, string name) => value is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var child) ? child : null;

    // Mentions of the bot are how it is addressed in a team; they are no words of the message. Mentions of others stay as names.
    private static string Written(Activity activity)
    {
        var text = activity.Text ?? "";
        foreach (var mention in activity.Entities?.Where(entity => Activity.TextAt(entity, "type") == "mention" && Activity.TextAt(entity, "mentioned", "id") == activity.Recipient?.Id) ?? [])
        {
            if (Activity.TextAt(mention, "text") is { Length: > 0 } shown)
            {
                text = text.Replace(shown, "", StringComparison.Ordinal);
            }
        }

        return AnyMention().Replace(text, "$1").Replace('\u00a0', ' ').Trim();
    }

    [GeneratedRegex("<at(?: [^>]*)?>([^<]*)</at>", RegexOptions.NonBacktracking)]
    private static partial Regex AnyMention();
}
