using Nof1Agent.Host.Agent;
using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Rhythm;
using NodaTime;

namespace Nof1Agent.Host.Delivery;

/// <summary>
/// Says everything that is due, in rounds: many participants at a time, one row each; those that need it get a turn of their own in their
/// grain. What failed is left alone for a while, so that it does not hold up the others.
/// </summary>
internal sealed partial class DueRounds(DueWork due, TurnRunner turns, IGrainFactory grains, OutboxPump outbox, DeliveryMetrics metrics, TimeProvider clock, ILogger<DueRounds> logger)
{
    private const int MostPerRound = 20_000;
    private const int MostTogether = 500;
    private const int AloneAtOnce = 8;
    private static readonly Duration LeaveAloneFor = Duration.FromMinutes(10);

    private readonly Dictionary<(ParticipantId, DueKind), Instant> leftAlone = [];

    /// <summary>Rows that failed and wait for their next try.</summary>
    public int LeftAlone => leftAlone.Count;

    /// <summary>Called after every batch: the work goes on.</summary>
    public Action Progress { get; set; } = () => { };

    /// <summary>Says what is due now.</summary>
    /// <returns>How many rows were answered.</returns>
    public async Task<int> SayAll(CancellationToken cancellation)
    {
        var total = 0;
        foreach (var (row, until) in leftAlone.Where(one => one.Value <= Now).ToList())
        {
            leftAlone.Remove(row);
        }

        while (!cancellation.IsCancellationRequested)
        {
            // In the order of the participants, so that a commit writes to neighbouring places of every index.
            var rows = due.Due(Now, MostPerRound + leftAlone.Count).Where(row => !leftAlone.ContainsKey((row.ParticipantId, row.Kind)))
                .DistinctBy(row => row.ParticipantId).OrderBy(row => row.ParticipantId.Value, StringComparer.Ordinal).ToList();
            if (rows.Count == 0)
            {
                return total;
            }

            var done = await Round(rows, cancellation);
            total += done;
            if (done == 0)
            {
                return total;
            }
        }

        return total;
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    // The next batch is read while the one before it is being stored.
    private async Task<int> Round(List<DueRow> rows, CancellationToken cancellation)
    {
        var (done, before) = (0, Task.FromResult(0));
        foreach (var batch in rows.Chunk(MostTogether))
        {
            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            var now = Task.Run(() => Say(batch, cancellation), CancellationToken.None);
            done += await before;
            before = now;
        }

        return done + await before;
    }

    private async Task<int> Say(IReadOnlyList<DueRow> batch, CancellationToken cancellation)
    {
        var outcome = await turns.SayDue(batch);
        foreach (var row in outcome.Failed)
        {
            LeaveAlone(row);
        }

        var alone = 0;
        await Parallel.ForEachAsync(outcome.Left, new ParallelOptions { MaxDegreeOfParallelism = AloneAtOnce, CancellationToken = cancellation }, async (row, _) =>
        {
            if (await Alone(row))
            {
                Interlocked.Increment(ref alone);
            }
        });
        metrics.Due(outcome.Done, "together");
        metrics.Due(alone, "alone");
        metrics.Due(batch.Count - outcome.Done - alone, "failed");
        metrics.Late(Now - batch.Min(row => row.DueAt));
        outbox.Wake();
        Progress();
        return outcome.Done + alone;
    }

    private async Task<bool> Alone(DueRow row)
    {
        try
        {
            if (await grains.GetGrain<IParticipantGrain>(row.ParticipantId.Value).SayDue(row.Kind, row.DueAt.ToDateTimeOffset()))
            {
                return true;
            }
        }
        catch (Exception problem)
        {
            RowFailed(logger, row.Kind, problem.GetType().Name, problem);
        }

        LeaveAlone(row);
        return false;
    }

    private void LeaveAlone(DueRow row)
    {
        lock (leftAlone)
        {
            leftAlone[(row.ParticipantId, row.Kind)] = Now + LeaveAloneFor;
        }
    }

    [LoggerMessage(LogLevel.Error, "What was due ({Due}) could not be said ({Kind}); it is tried again later.")]
    private static partial void RowFailed(ILogger logger, DueKind due, string kind, Exception problem);
}
