using Microsoft.Extensions.Options;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Safety;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Agent;

/// <summary>Runs turns: reads what came in or what is due, decides, and stores all of it in one piece. One at a time per participant.</summary>
internal sealed partial class TurnRunner(
    Database database,
    WriterQueue writer,
    EvidenceCatalogue catalogue,
    IOptions<TriggerSettings> triggers,
    SafetyScreen screen,
    AgentTeam agents,
    TimeProvider clock,
    RandomSource random,
    ILogger<TurnRunner> logger)
{
    private const int MostTries = 4;

    /// <summary>Answers everything that waits for a participant, oldest first.</summary>
    /// <returns>The channels that something was said on.</returns>
    public async Task<int> AnswerWaiting(ParticipantId participant, CancellationToken cancellation)
    {
        var turns = 0;
        while (!cancellation.IsCancellationRequested)
        {
            IReadOnlyList<Inbound> waiting;
            using (var look = Work(participant))
            {
                waiting = new ConversationStore(look).Waiting();
            }

            if (waiting.Count == 0)
            {
                return turns;
            }

            // What is waiting is screened before any of it is answered: a red flag never waits behind another message.
            var next = waiting.FirstOrDefault(inbound => screen.Check(inbound.Text) is { Level: SafetyLevel.Emergency }) ?? waiting[0];
            await Retried(participant, turn => turn.Answer(next, cancellation));
            turns++;
        }

        return turns;
    }

    /// <summary>Says what is due for a participant, if it still is.</summary>
    public Task SayDue(DueRow row) => Retried(row.ParticipantId, turn =>
    {
        turn.SayDue(row);
        return Task.CompletedTask;
    });

    private async Task Retried(ParticipantId participant, Func<Turn, Task> run)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var work = Work(participant);
            var turn = new Turn(new SkillSet(work, catalogue, triggers.Value), screen, agents, work.Random.NewId());
            await run(turn);
            if (await work.CommitAsync(writer) is CommitOutcome.Committed)
            {
                return;
            }

            if (attempt == MostTries)
            {
                ConflictRemains(logger);
                return;
            }
        }
    }

    private TurnWork Work(ParticipantId participant) => new(database, participant, Instant.FromDateTimeOffset(clock.GetUtcNow()), random);

    [LoggerMessage(LogLevel.Warning, "A turn met a conflict on every try; what came in stays waiting.")]
    private static partial void ConflictRemains(ILogger logger);
}
