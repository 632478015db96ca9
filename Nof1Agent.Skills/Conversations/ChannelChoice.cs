namespace Nof1Agent.Skills.Conversations;

/// <summary>Where a message goes that answers nothing: to the channel the person prefers, else to the one they used last; never where they cannot be reached.</summary>
internal static class ChannelChoice
{
    /// <summary>The channels that may be written to; a channel that the person never wrote on is not one of them.</summary>
    public const string Sql = $"select channel, external_id as identity from channel_identity where participant_id = @id and {MayBeWrittenTo}";

    /// <summary>The condition of that.</summary>
    public const string MayBeWrittenTo = "unreachable_since is null and last_used_at is not null";

    /// <summary>The best first.</summary>
    public const string Order = "order by preferred desc, last_used_at desc limit 1";
}
