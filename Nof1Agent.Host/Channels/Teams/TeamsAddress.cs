using System.Text.Json;
using Nof1Agent.Skills.Conversations;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>What is needed to write to somebody in Teams: kept with every message that they send, so that it is always the newest.</summary>
/// <param name="ServiceUrl">Where messages are taken.</param>
/// <param name="Conversation">The chat; null where none is known, and one has to be opened.</param>
/// <param name="Bot">The bot's id in it.</param>
/// <param name="User">The person's id ("29:...") or object id.</param>
/// <param name="Tenant">The organisation.</param>
/// <param name="Locale">The language of their app.</param>
internal sealed record TeamsAddress(string ServiceUrl, string? Conversation, string? Bot, string User, string? Tenant, string? Locale)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>Reads it back; null where nothing is kept.</summary>
    public static TeamsAddress? Read(string? kept) => kept is null ? null : JsonSerializer.Deserialize<TeamsAddress>(kept, Format);

    /// <summary>As the database keeps it.</summary>
    public ChannelAddress Kept() => new(TeamsChannel.ChannelName, User, ToJson());
}
