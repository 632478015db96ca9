using Microsoft.Extensions.Logging.Abstractions;
using Nof1Agent.Host.Delivery;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Skills.Storage;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Journeys.Durability;

/// <summary>A pump over a scratch database, and people who are told something on the channel "test".</summary>
internal static class Deliveries
{
    /// <param name="scratch">The database.</param>
    /// <param name="channel">The channel that is delivered on.</param>
    /// <param name="clock">Another clock than the database's.</param>
    /// <param name="process">Names the process, where several share the database.</param>
    public static OutboxPump Pump(ScratchDatabase scratch, IChannel channel, TimeProvider? clock = null, string? process = null) =>
        new(new Outbox(scratch.Database, scratch.Writer, scratch.Random), [channel], Metrics.None(), scratch.Random, clock ?? scratch.Clock, NullLogger<OutboxPump>.Instance,
            process is null ? null : new Lease(scratch.Database, scratch.Writer, clock ?? scratch.Clock, process));

    public static async Task Say(ScratchDatabase scratch, string externalId, params string[] texts)
    {
        var participant = await new Inbox(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random).Meet("test", externalId, DateTimeZone.Utc);
        await BegunTrial.InOneTurn(scratch, participant, skills =>
        {
            foreach (var text in texts)
            {
                skills.Conversation.Say(Speaker.Guide, "test", "turn of " + externalId, new SkillReply { Say = text });
            }
        });
    }
}
