using Nof1Agent.Skills;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Channels.WebChat;

/// <summary>Takes over the browser's time zone as long as nothing depends on it yet.</summary>
internal sealed class TimeZoneNotes(Database database, WriterQueue writer, TimeProvider clock, RandomSource random)
{
    /// <summary>Sets the zone of a participant who still has the default.</summary>
    public async Task Learn(ParticipantId participant, string? timeZone)
    {
        var zone = WebChatEndpoints.Zone(timeZone);
        if (zone == DateTimeZone.Utc)
        {
            return;
        }

        using var work = new TurnWork(database, participant, Instant.FromDateTimeOffset(clock.GetUtcNow()), random);
        var store = new ParticipantStore(work);
        if (store.Current.TimeZone == DateTimeZone.Utc)
        {
            store.Save(store.Current with { TimeZone = zone });
            await work.CommitAsync(writer);
        }
    }
}
