using Nof1Agent.Host.Agent;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Rhythm;
using NodaTime;
using Orleans.Concurrency;

namespace Nof1Agent.Host.Cluster;

/// <summary>One participant: one turn at a time. It keeps nothing: the database is the truth, and a turn commits against its version.</summary>
internal interface IParticipantGrain : IGrainWithStringKey
{
    /// <summary>Answers what waits. Returns when it is answered and stored.</summary>
    Task AnswerWaiting();

    /// <summary>Says what is due, if it still is.</summary>
    /// <returns>Whether this call said it and moved its row.</returns>
    Task<bool> SayDue(DueKind kind, DateTimeOffset dueAt);

    /// <summary>Cancels a turn that waits for a model: something graver has come in. Runs beside the turn.</summary>
    [AlwaysInterleave]
    Task Interrupt();
}

/// <inheritdoc />
internal sealed class ParticipantGrain(TurnRunner turns, Delivery.TypingSigns typingSigns, Delivery.OutboxPump outbox) : Grain, IParticipantGrain, IDisposable
{
    private CancellationTokenSource current = new();

    private ParticipantId Id => new(this.GetPrimaryKeyString());

    public async Task AnswerWaiting()
    {
        using var typing = typingSigns.Show(Id);
        for (var interrupted = true; interrupted;)
        {
            try
            {
                await turns.AnswerWaiting(Id, current.Token);
                interrupted = current.IsCancellationRequested;
            }
            catch (OperationCanceledException) when (current.IsCancellationRequested)
            {
                interrupted = true;
            }

            if (interrupted)
            {
                current.Dispose();
                current = new CancellationTokenSource();
            }
        }

        outbox.Wake();
    }

    public async Task<bool> SayDue(DueKind kind, DateTimeOffset dueAt)
    {
        var said = await turns.SayDue(new DueRow { ParticipantId = Id, Kind = kind, DueAt = Instant.FromDateTimeOffset(dueAt) });
        outbox.Wake();
        return said;
    }

    public Task Interrupt() => current.CancelAsync();

    public void Dispose() => current.Dispose();
}
