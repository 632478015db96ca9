using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Privacy;
using Nof1Agent.Skills.Protection;
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
    ILogger<TurnRunner> logger,
    IOptions<SafetySettings>? safety = null,
    IOptions<CheckInSettings>? checkIns = null)
{
    private const int MostTries = 4;

    // SQLite's result code for a broken constraint: another turn stored first what this one meant to store.
    private const int Constraint = 19;

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
            var next = waiting.FirstOrDefault(inbound => screen.Check(inbound.Text) is { Rule.Level: SafetyLevel.Emergency }) ?? waiting[0];
            await Answer(participant, next, cancellation);
            turns++;
        }

        return turns;
    }

    /// <summary>Says what is due for a participant, if it still is.</summary>
    /// <returns>Whether this call did: false where the row has moved meanwhile, or the conversation kept changing.</returns>
    public Task<bool> SayDue(DueRow row) => Retried(
        row.ParticipantId,
        turn =>
        {
            turn.SayDue(row);
            return Task.CompletedTask;
        },
        due: row);

    /// <summary>
    /// Says what is due for many participants, one row each. Their turns are read together and share their commits; each is stored or
    /// refused by itself, against the same conditions as any turn.
    /// </summary>
    /// <returns>What became of them.</returns>
    public async Task<DueOutcomes> SayDue(IReadOnlyList<DueRow> rows)
    {
        var (commits, left, failed) = (new List<(DueRow Row, Task<CommitOutcome> Commit)>(), new List<DueRow>(), new List<DueRow>());
        using (var batch = new DueBatch(database, rows, Instant.FromDateTimeOffset(clock.GetUtcNow()), random))
        {
            left.AddRange(batch.Busy);
            foreach (var (row, work) in batch.Turns)
            {
                try
                {
                    var turn = new Turn(new SkillSet(work, catalogue, triggers.Value, safety?.Value, checkIns?.Value), screen, agents, DueWork.TurnId(row));
                    if (turn.NeedsTime)
                    {
                        left.Add(row);
                        continue;
                    }

                    turn.SayDue(row);
                    commits.Add((row, work.CommitAsync(writer)));
                }
                catch (Exception problem) when (problem is not SqliteException)
                {
                    DueFailed(logger, row.Kind, problem.GetType().Name, problem);
                    failed.Add(row);
                }
            }
        }

        var done = 0;
        foreach (var (row, commit) in commits)
        {
            try
            {
                if (await commit is CommitOutcome.Committed)
                {
                    done++;
                    continue;
                }
            }
            catch (SqliteException problem) when (problem.SqliteErrorCode == Constraint)
            {
                // The same as a conflict: another turn stored first what this one meant to store.
            }

            left.Add(row);
        }

        return new DueOutcomes(done, left, failed);
    }

    // A message that no turn can be made of gets an apology, so that what the person writes next does not wait behind it for ever.
    // Trouble of the database is no fault of the message: that one stays waiting.
    private async Task Answer(ParticipantId participant, Inbound inbound, CancellationToken cancellation)
    {
        try
        {
            if (await Retried(participant, turn => turn.Answer(inbound, cancellation), inbound))
            {
                return;
            }
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested && problem is not (SqliteException { SqliteErrorCode: not Constraint } or ObjectDisposedException))
        {
            TurnFailed(logger, problem.GetType().Name, problem);
        }

        var apologized = await Retried(participant, turn =>
        {
            turn.Apologize(inbound);
            return Task.CompletedTask;
        }, inbound);
        if (!apologized)
        {
            throw new InvalidOperationException("Not even an apology could be stored: the conversation kept changing.");
        }
    }

    private async Task<bool> Retried(ParticipantId participant, Func<Turn, Task> run, Inbound? inbound = null, DueRow? due = null)
    {
        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            using var work = Work(participant);
            if (attempt > 1 && inbound is not null && !new ConversationStore(work).Waiting().Any(waiting => waiting.Id == inbound.Id))
            {
                // The conflict was that another process has answered it.
                return true;
            }

            if (attempt > 1 && due is not null && !DueWork.IsStill(work, due))
            {
                return false;
            }

            var turn = new Turn(new SkillSet(work, catalogue, triggers.Value, safety?.Value, checkIns?.Value), screen, agents, due is null ? work.Random.NewId() : DueWork.TurnId(due));
            await run(turn);
            try
            {
                if (await work.CommitAsync(writer) is CommitOutcome.Committed)
                {
                    if (turn.Erased)
                    {
                        Erasure.Settle(database);
                    }

                    return true;
                }
            }
            catch (SqliteException problem) when (problem.SqliteErrorCode == Constraint && attempt < MostTries)
            {
                // The same as a conflict: what this turn read is no longer so.
            }
        }

        ConflictRemains(logger);
        return false;
    }

    private TurnWork Work(ParticipantId participant) => new(database, participant, Instant.FromDateTimeOffset(clock.GetUtcNow()), random);

    [LoggerMessage(LogLevel.Warning, "A turn met a conflict on every try; nothing of it is stored.")]
    private static partial void ConflictRemains(ILogger logger);

    [LoggerMessage(LogLevel.Error, "What was due ({Due}) could not be said ({Kind}); it is tried again later.")]
    private static partial void DueFailed(ILogger logger, DueKind due, string kind, Exception problem);

    [LoggerMessage(LogLevel.Error, "A turn failed ({Kind}); the person is told so.")]
    private static partial void TurnFailed(ILogger logger, string kind, Exception problem);
}
