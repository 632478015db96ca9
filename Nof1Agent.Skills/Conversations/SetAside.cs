using Dapper;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Conversations;

/// <summary>A delivery that could not be taken in for a reason of its own.</summary>
public sealed record SetAsideDelivery
{
    /// <summary>Where it came in.</summary>
    public required string Channel { get; init; }

    /// <summary>The channel's own id of it.</summary>
    public required string DeliveryKey { get; init; }

    /// <summary>As it came; null where it could not be kept, because it is nobody's who could have it deleted.</summary>
    public required string? Body { get; init; }

    /// <summary>The kind of trouble, without content.</summary>
    public required string Problem { get; init; }

    public required Instant At { get; init; }
}

/// <summary>Deliveries that would hold up everybody behind them: set aside, told to the operator, and kept until they can be taken in.</summary>
public sealed class SetAside(Database database, WriterQueue writer, TimeProvider clock, RandomSource random)
{
    /// <summary>Keeps one and tells the operator; when the task ends, it is on the disk. A delivery that comes twice is kept once.</summary>
    /// <param name="channel">Where it came in.</param>
    /// <param name="deliveryKey">The channel's own id of it.</param>
    /// <param name="sender">Whose it is: it is sealed with their key and deleted with them. Null where that cannot be told: then only that it came is kept.</param>
    /// <param name="body">As it came.</param>
    /// <param name="problem">The kind of trouble, without content.</param>
    public Task Keep(string channel, string deliveryKey, ParticipantId? sender, string body, string problem)
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        return writer.CommitAsync(
        [
            new Write(
                "insert into set_aside (channel, delivery_key, participant_id, body, problem, at) values (@channel, @deliveryKey, @sender, @body, @problem, @now) on conflict (channel, delivery_key) do nothing",
                new { channel, deliveryKey, sender = sender?.Value, body = Sealed(sender, body), problem, now }),
            AlertLog.Raise(random.NewId(), AlertKind.DeadLetter, $"in {channel}", $"A message that came in on the channel {channel} could not be taken in and was set aside. The command dead-letters lists it; it is tried again at the next start.", now, null),
        ]);
    }

    /// <summary>What is set aside, the oldest first.</summary>
    public IReadOnlyList<SetAsideDelivery> All()
    {
        using var connection = database.Open();
        return
        [
            .. connection.Query<Row>("select channel, delivery_key, body, problem, at from set_aside order by at, delivery_key").Select(row => new SetAsideDelivery
            {
                Channel = row.Channel, DeliveryKey = row.DeliveryKey, Body = database.Keys.Open(row.Body) is { Length: > 0 } body ? body : null, Problem = row.Problem, At = row.At,
            }),
        ];
    }

    /// <summary>It was taken in after all.</summary>
    public Task Taken(SetAsideDelivery delivery) =>
        writer.CommitAsync([new Write("delete from set_aside where channel = @Channel and delivery_key = @DeliveryKey", new { delivery.Channel, delivery.DeliveryKey })]);

    private string? Sealed(ParticipantId? sender, string body)
    {
        try
        {
            return sender is { } participant ? database.Keys.Seal(DataKeys.Of(database, participant), body) : null;
        }
        catch (StorageProblemException)
        {
            // A missing key may be the very reason.
            return null;
        }
    }

    private sealed record Row
    {
        public string Channel { get; init; } = "";

        public string DeliveryKey { get; init; } = "";

        public string? Body { get; init; }

        public string Problem { get; init; } = "";

        public Instant At { get; init; }
    }
}
