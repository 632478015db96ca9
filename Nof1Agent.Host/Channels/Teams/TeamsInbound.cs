namespace Nof1Agent.Host.Channels.Teams;

/// <summary>Who sent an activity, and from where.</summary>
/// <param name="Address">How they are written to.</param>
/// <param name="ObjectId">Who they are in Entra, if told.</param>
/// <param name="Name">What Teams calls them: kept only so that a language model never gets to see it.</param>
/// <param name="TimeZone">The IANA time zone of their app, if told.</param>
internal sealed record TeamsSender(TeamsAddress Address, string? ObjectId, string? Name, string? TimeZone);

/// <summary>A place in somebody's OneDrive that Teams has named for a file.</summary>
/// <param name="UploadUrl">Where it is laid down, once.</param>
/// <param name="ContentUrl">Where it lies then.</param>
/// <param name="UniqueId">Teams' own id of it.</param>
/// <param name="FileType">Its extension.</param>
internal sealed record UploadPlace(string UploadUrl, string? ContentUrl, string? UniqueId, string? FileType);

/// <summary>What an activity means for us.</summary>
internal abstract record TeamsInbound
{
    /// <summary>Somebody wrote in their own chat with the bot.</summary>
    /// <param name="From">Who.</param>
    /// <param name="Written">What, without mentions of the bot.</param>
    /// <param name="Edited">Whether it replaces what they wrote before.</param>
    public sealed record Text(TeamsSender From, string Written, bool Edited) : TeamsInbound;

    /// <summary>Somebody pressed a button of a card.</summary>
    public sealed record Chose(TeamsSender From, long Message, string Choice) : TeamsInbound;

    /// <summary>Somebody sent the form of a day.</summary>
    public sealed record Filled(TeamsSender From, long Message, string? Value, string? Adherence, string? Note) : TeamsInbound;

    /// <summary>A coach acted on a card.</summary>
    /// <param name="From">Who.</param>
    /// <param name="Verb">What they want: one of <see cref="CardActions"/>.</param>
    /// <param name="Subject">What it is about.</param>
    /// <param name="Reason">Why, where they were asked.</param>
    /// <param name="Seen">What they saw of the person, where the card says it.</param>
    public sealed record CoachActed(TeamsSender From, string Verb, string Subject, string? Reason, string? Seen) : TeamsInbound;

    /// <summary>Somebody sent something else than words.</summary>
    /// <param name="From">Who.</param>
    /// <param name="Kind">photo, document, voice or other.</param>
    /// <param name="Url">Where a file is fetched, if it is one.</param>
    /// <param name="FileName">Its name.</param>
    /// <param name="Caption">What they wrote with it.</param>
    /// <param name="Message">The id of the message that it came with.</param>
    public sealed record Attached(TeamsSender From, string Kind, string? Url, string? FileName, string? Caption, string? Message) : TeamsInbound
    {
        /// <summary>What else came with the same message.</summary>
        public IReadOnlyList<Attached> Others { get; init; } = [];
    }

    /// <summary>Somebody answered whether a file may be laid down in their OneDrive.</summary>
    /// <param name="From">Who.</param>
    /// <param name="Message">The message that offered it.</param>
    /// <param name="File">Its name.</param>
    /// <param name="Upload">Where it may be laid down; null where they said no.</param>
    /// <param name="Card">The id of the question.</param>
    public sealed record FileAnswered(TeamsSender From, long Message, string File, UploadPlace? Upload, string? Card) : TeamsInbound;

    /// <summary>Somebody has installed the app, or opened the chat for the first time.</summary>
    public sealed record Arrived(TeamsSender From) : TeamsInbound;

    /// <summary>Somebody has removed the app.</summary>
    public sealed record Left(TeamsSender From) : TeamsInbound;

    /// <summary>Somebody spoke to the bot in a team or a group, or added it there: nothing personal is answered, and nothing of it is kept.</summary>
    public sealed record InATeam(TeamsSender From, string Written, string? ReplyTo) : TeamsInbound;

    /// <summary>Nothing to do: a reaction, a deleted message, a kind that is not known.</summary>
    public sealed record Nothing : TeamsInbound;
}
