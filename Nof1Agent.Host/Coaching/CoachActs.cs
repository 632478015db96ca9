using Microsoft.Extensions.Options;
using Nof1Agent.Host.Delivery;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Protection;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Coaching;

/// <summary>
/// What a coach does about somebody is a turn of that person's: it is made on what is then, and stored in one piece or not at all. A turn of the person at the same moment is
/// a conflict, and the coach's act is made again on what is then.
/// </summary>
internal sealed class CoachActs(
    Database database, WriterQueue writer, EvidenceCatalogue catalogue, IOptions<TriggerSettings> triggers, IOptions<SafetySettings> safety, IOptions<CheckInSettings> checkIns, OutboxPump outbox, ChatSignals signals,
    RandomSource random, TimeProvider clock)
{
    private const int MostTries = 5;

    /// <summary>Does it.</summary>
    /// <param name="participant">About whom.</param>
    /// <param name="act">What; it refuses by a value, and then nothing is stored.</param>
    /// <returns>What the act answers; null where the conversation kept changing.</returns>
    public async Task<SkillReply?> Do(ParticipantId participant, Func<SkillSet, SkillReply> act)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            using var work = Work(participant);
            var skills = Skills(work);
            if (!skills.ParticipantStore.Exists)
            {
                return null;
            }

            var reply = act(skills);
            if (!reply.Ok)
            {
                return reply;
            }

            skills.Rhythm.Schedule(null);
            skills.Conversation.Close(null);
            if (await work.CommitAsync(writer) is CommitOutcome.Committed)
            {
                outbox.Wake();
                signals.Changed(participant);
                return reply;
            }
        }

        return null;
    }

    /// <summary>Reads with the skills of a person's turn; nothing is stored.</summary>
    public T Look<T>(ParticipantId participant, Func<SkillSet, T> look)
    {
        using var work = Work(participant);
        return look(Skills(work));
    }

    private SkillSet Skills(TurnWork work) => new(work, catalogue, triggers.Value, safety.Value, checkIns.Value);

    private TurnWork Work(ParticipantId participant) => new(database, participant, Instant.FromDateTimeOffset(clock.GetUtcNow()), random);
}
