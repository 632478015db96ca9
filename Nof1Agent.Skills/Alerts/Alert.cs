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

    /// <summary>The safety screen found a red flag: a trial that was running is paused.</summary>
    Safety,

    /// <summary>The safety screen found a crisis: the conversation is held in support mode until somebody has spoken with the person.</summary>
    Crisis,

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

    /// <summary>The language model has not answered for a while: the built-in guide talks in its place.</summary>
    ModelOutage,

    /// <summary>Much of what the language model wrote was held back within a short time.</summary>
    GuardStorm,
}

/// <summary>Which kind matters to whom.</summary>
public static class AlertKinds
{
    /// <summary>The one who has to act.</summary>
    public static Audience Audience(this AlertKind kind) => kind switch
    {
        AlertKind.ChannelUnreachable or AlertKind.SilentDays or AlertKind.Harm or AlertKind.Safety or AlertKind.Crisis or AlertKind.HumanRequested or AlertKind.ApprovalRequested => Alerts.Audience.Coach,
        AlertKind.DeadLetter or AlertKind.SchedulerStalled or AlertKind.OutboxGrowing or AlertKind.ChannelFailing or AlertKind.ModelOutage or AlertKind.GuardStorm => Alerts.Audience.Operator,
    };
}

/// <summary>How far an alert that nobody has acknowledged has gone up.</summary>
public enum AlertStep
{
    /// <summary>Its owner is told: the coach who looks after the participant.</summary>
    Owner,

    /// <summary>Every lead is told too.</summary>
    Leads,

    /// <summary>Everybody is told.</summary>
    Everybody,
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

    /// <summary>When the condition ended, or somebody has dealt with it.</summary>
    public Instant? ClearedAt { get; init; }

    /// <summary>Who has dealt with it; null while nobody has, and where the condition ended by itself.</summary>
    public string? ResolvedBy { get; init; }

    /// <summary>Who looks after it; null: whoever looks after the participant.</summary>
    public string? Owner { get; init; }

    /// <summary>Who has been told so far.</summary>
    public AlertStep Step { get; init; }

    /// <summary>Since when they are.</summary>
    public Instant StepAt { get; init; }
}
