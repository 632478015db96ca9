using NodaTime;

namespace Nof1Agent.Skills.Alerts;

/// <summary>Who has to know.</summary>
public enum Audience
{
    /// <summary>Who looks after the participant.</summary>
    Coach,

    /// <summary>Who runs the service.</summary>
    Operator,
}

/// <summary>What happened. A kind says to whom it matters: see <see cref="AlertKinds"/>.</summary>
public enum AlertKind
{
    /// <summary>A participant can no longer be reached on a channel: blocked, deleted, removed.</summary>
    ChannelUnreachable,

    /// <summary>Two days without an answer, although they were asked and reminded.</summary>
    SilentDays,

    /// <summary>A side effect at or above the threshold was reported.</summary>
    Harm,

    /// <summary>The safety screen found a red flag.</summary>
    Safety,

    /// <summary>The participant asks for a human.</summary>
    HumanRequested,

    /// <summary>The participant would start something that needs a coach's yes first.</summary>
    ApprovalRequested,

    /// <summary>A message that no channel will ever accept, or that was tried for too long.</summary>
    DeadLetter,

    /// <summary>Due work is not being said.</summary>
    SchedulerStalled,

    /// <summary>The outbox grows faster than it is delivered.</summary>
    OutboxGrowing,

    /// <summary>A channel refuses everything.</summary>
    ChannelFailing,
}

/// <summary>Which kind matters to whom.</summary>
public static class AlertKinds
{
    /// <summary>The one who has to act.</summary>
    public static Audience Audience(this AlertKind kind) => kind switch
    {
        AlertKind.ChannelUnreachable or AlertKind.SilentDays or AlertKind.Harm or AlertKind.Safety or AlertKind.HumanRequested or AlertKind.ApprovalRequested => Alerts.Audience.Coach,
        AlertKind.DeadLetter or AlertKind.SchedulerStalled or AlertKind.OutboxGrowing or AlertKind.ChannelFailing => Alerts.Audience.Operator,
    };
}

/// <summary>One alert. It says what happened, never what a person wrote.</summary>
public sealed record Alert
{
    public required string Id { get; init; }

    public required AlertKind Kind { get; init; }

    /// <summary>What it is about; at most one alert per kind and subject waits to be seen.</summary>
    public required string Subject { get; init; }

    public ParticipantId? ParticipantId { get; init; }

    public required string Text { get; init; }

    public required Instant At { get; init; }

    public Instant? AcknowledgedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    /// <summary>When the condition ended.</summary>
    public Instant? ClearedAt { get; init; }
}
