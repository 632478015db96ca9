using Microsoft.Extensions.Options;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Protection;
using Nof1Agent.Skills.Safety;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Channels.WebChat;

/// <summary>A browser in which somebody is in support mode may open another conversation of theirs by a code: support mode goes along.</summary>
internal sealed class HeldBrowsers(Database database, WriterQueue writer, EvidenceCatalogue catalogue, SafetyScreen screen, IOptions<TriggerSettings> triggers, IOptions<SafetySettings> safety, RandomSource random, TimeProvider clock)
{
    private const int MostConflicts = 5;

    /// <summary>Holds the conversation that is opened, where the one that was open here is held.</summary>
    /// <param name="before">Whose browser it was so far; null: nobody's.</param>
    /// <param name="opened">Whose it becomes.</param>
    public async Task CarryOver(ParticipantId? before, ParticipantId opened)
    {
        if (before is not { } left || left == opened)
        {
            return;
        }

        string? rule;
        Instant? since;
        using (var work = Work(left))
        {
            (rule, since) = Skills(work).Conversation.Current is var current ? (current.SafetyHold, current.SafetyHoldSince) : default;
        }

        for (var attempt = 1; rule is not null; attempt++)
        {
            using var work = Work(opened);
            var skills = Skills(work);
            skills.Safety.CarryOver(screen.Rule(rule), since);
            skills.Rhythm.Schedule(null);
            skills.Conversation.Close(null);
            if (await work.CommitAsync(writer) is CommitOutcome.Committed)
            {
                return;
            }

            if (attempt == MostConflicts)
            {
                throw new InvalidOperationException("Support mode could not be carried over: the conversation kept changing.");
            }
        }
    }

    private SkillSet Skills(TurnWork work) => new(work, catalogue, triggers.Value, safety.Value);

    private TurnWork Work(ParticipantId participant) => new(database, participant, Instant.FromDateTimeOffset(clock.GetUtcNow()), random);
}
