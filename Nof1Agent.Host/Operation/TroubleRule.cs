using System.Globalization;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Conversations;
using NodaTime;

namespace Nof1Agent.Host.Operation;

/// <summary>What is seen of delivery and due work at one moment.</summary>
internal sealed record ServiceSigns
{
    public required Instant At { get; init; }

    /// <summary>How long ago the scheduler was at work.</summary>
    public required TimeSpan SchedulerSilence { get; init; }

    /// <summary>Since when the oldest due row waits; null when nothing is due.</summary>
    public Instant? OldestDue { get; init; }

    /// <summary>How many are due.</summary>
    public long Due { get; init; }

    /// <summary>What waits in the outbox, by channel.</summary>
    public IReadOnlyList<OutboxBacklog> Backlog { get; init; } = [];

    /// <summary>How the language model has done over the last minutes.</summary>
    public ModelSigns Model { get; init; } = ModelSigns.None;

    /// <summary>Channels that refuse everything, and since when.</summary>
    public IReadOnlyDictionary<string, Instant> Failing { get; init; } = new Dictionary<string, Instant>();
}

/// <summary>When signs are trouble. A long backlog alone is none: a channel with a limit takes its time. One that does not shrink is.</summary>
internal static class TroubleRule
{
    /// <summary>The scheduler looks every 20 seconds and after every batch.</summary>
    public static readonly TimeSpan SchedulerMayBeSilent = TimeSpan.FromMinutes(2);

    /// <summary>A due row that waits so long is not being said.</summary>
    public static readonly Duration DueMayWait = Duration.FromMinutes(10);

    /// <summary>Over this stretch a backlog has to have shrunk.</summary>
    public static readonly Duration BacklogMayStand = Duration.FromMinutes(10);

    /// <summary>A channel may refuse everything for so long: a restart of a provider.</summary>
    public static readonly Duration ChannelMayFail = Duration.FromMinutes(2);

    /// <summary>The stretch over which the language model is looked at.</summary>
    public static readonly Duration ModelLookedAt = Duration.FromMinutes(15);

    /// <summary>The troubles of now.</summary>
    /// <param name="now">What is seen now.</param>
    /// <param name="before">What was seen at least <see cref="BacklogMayStand"/> ago; null before that.</param>
    public static IReadOnlyList<Trouble> Of(ServiceSigns now, ServiceSigns? before)
    {
        var found = new List<Trouble>();
        if (now.SchedulerSilence > SchedulerMayBeSilent)
        {
            found.Add(new Trouble(AlertKind.SchedulerStalled, "due work", $"The scheduler has not been at work for {Minutes(Duration.FromTimeSpan(now.SchedulerSilence))}. Reminders are not sent. Look for errors about due work in the log, and restart the service if there are none."));
        }
        else if (now.OldestDue is { } oldest && now.At - oldest > DueMayWait)
        {
            found.Add(new Trouble(AlertKind.SchedulerStalled, "due work", $"{now.Due} due rows wait, the oldest for {Minutes(now.At - oldest)}. Look for errors about due work in the log."));
        }

        foreach (var waiting in now.Backlog.Where(waiting => now.At - waiting.Oldest > BacklogMayStand))
        {
            if (before?.Backlog.FirstOrDefault(then => then.Channel == waiting.Channel) is { } then && waiting.Waiting >= then.Waiting)
            {
                found.Add(new Trouble(AlertKind.OutboxGrowing, waiting.Channel, $"{waiting.Waiting} messages wait for the channel {waiting.Channel}, the oldest for {Minutes(now.At - waiting.Oldest)}, and they are not getting fewer. Check that the channel is configured and its limit fits."));
            }
        }

        foreach (var (channel, since) in now.Failing.Where(failing => now.At - failing.Value > ChannelMayFail))
        {
            found.Add(new Trouble(AlertKind.ChannelFailing, channel, $"The channel {channel} has refused every message for {Minutes(now.At - since)}. Check its credentials and whether its provider is up."));
        }

        if (now.Model.IsOutage)
        {
            found.Add(new Trouble(AlertKind.ModelOutage, "language model", $"The language model has answered none of its last {now.Model.Calls} calls; the built-in guide talks in its place. Check its address, key and quota with the command doctor."));
        }

        if (now.Model.IsGuardStorm)
        {
            found.Add(new Trouble(AlertKind.GuardStorm, "language model", $"Of {now.Model.Judged} answers of the language model {now.Model.HeldBack} were held back within {Minutes(ModelLookedAt)}; people got the functions' own wording. Check whether the model was changed."));
        }

        return found;
    }

    private static string Minutes(Duration time) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalMinutes):0} minutes");
}
