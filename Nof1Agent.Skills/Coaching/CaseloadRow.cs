using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Languages;
using NodaTime;

namespace Nof1Agent.Skills.Coaching;

/// <summary>What is known of one study day, at a glance. Nothing of it tells an arm.</summary>
public enum DayMark
{
    /// <summary>No day of a trial or of a week of observing.</summary>
    None,

    /// <summary>Answered, and done as planned.</summary>
    Answered,

    /// <summary>Answered, and done in part.</summary>
    Partly,

    /// <summary>Answered, and not done.</summary>
    No,

    /// <summary>No value, and the person said why: ill, travelling.</summary>
    Excused,

    /// <summary>No answer.</summary>
    Missing,

    /// <summary>The trial was paused.</summary>
    Paused,

    /// <summary>It can still be answered in time.</summary>
    Open,
}

/// <summary>Where somebody is on the way.</summary>
public enum CasePhase
{
    /// <summary>Nothing is planned: interview, or looking at candidates.</summary>
    Talking,

    /// <summary>A plan is being made.</summary>
    Planning,

    /// <summary>A week of only observing.</summary>
    Observing,

    /// <summary>The plan is fixed and waits for the person's word.</summary>
    Waiting,

    Running,

    Paused,

    /// <summary>The last trial ended as planned.</summary>
    Finished,

    /// <summary>The last trial ended early.</summary>
    Stopped,
}

/// <summary>An alert about somebody that is not over.</summary>
/// <param name="Id">The alert.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When.</param>
/// <param name="IsSeen">Whether somebody has acknowledged it.</param>
/// <param name="Owner">Who looks after it; null: whoever looks after the participant.</param>
public sealed record CaseAlert(string Id, AlertKind Kind, Instant At, bool IsSeen, string? Owner);

/// <summary>One participant in the list of those whom a coach looks after. Nothing of it unblinds.</summary>
public sealed record CaseloadRow
{
    public required ParticipantId Id { get; init; }

    /// <summary>What coaches call them (<see cref="Aliases"/>).</summary>
    public required string Alias { get; init; }

    /// <summary>The coach whom they have said yes to.</summary>
    public required string Owner { get; init; }

    /// <summary>The study that they joined; null: none.</summary>
    public string? Study { get; init; }

    /// <summary>Their goal in their own words, else as the catalogue names it; null before they told one.</summary>
    public string? Goal { get; init; }

    public required CasePhase Phase { get; init; }

    /// <summary>The day of the trial, from 1; null outside of one and in a pause.</summary>
    public int? Day { get; init; }

    /// <summary>How many days the trial has; null where none is planned.</summary>
    public int? Days { get; init; }

    /// <summary>The last fourteen study days, oldest first, the last being the latest that can have an answer.</summary>
    public required IReadOnlyList<DayMark> Strip { get; init; }

    /// <summary>When they wrote or pressed something last.</summary>
    public Instant? LastActivity { get; init; }

    /// <summary>Messages of theirs that this coach has not read yet, at most <see cref="MostUnread"/>.</summary>
    public required int Unread { get; init; }

    /// <summary>Unread messages are counted to this number.</summary>
    public const int MostUnread = 100;

    /// <summary>What is open about them, oldest first.</summary>
    public required IReadOnlyList<CaseAlert> Alerts { get; init; }

    /// <summary>Requests for a coach's yes that wait.</summary>
    public required int WaitingApprovals { get; init; }

    /// <summary>Since when they wait for a human; null: they do not.</summary>
    public Instant? AskedForHumanAt { get; init; }

    /// <summary>Days in a row without an answer, up to the last that could have one.</summary>
    public required int SilentDays { get; init; }

    /// <summary>The coach who has the floor; null while the agent has it.</summary>
    public string? Floor { get; init; }

    /// <summary>After a crisis the conversation is held until somebody has spoken with them.</summary>
    public required bool InSupportMode { get; init; }

    /// <summary>Why they need a coach, and how soon.</summary>
    public required Need Need { get; init; }

    /// <summary>The open alerts by kind.</summary>
    public IReadOnlyDictionary<AlertKind, int> AlertsByKind => Alerts.GroupBy(alert => alert.Kind).ToDictionary(kind => kind.Key, kind => kind.Count());

    /// <summary>Where they are, in words: "running, day 12 of 42". Never the arm.</summary>
    public string PhaseIn(SpokenLanguage language) => Phase switch
    {
        CasePhase.Talking => language.Say("caseload.talking"),
        CasePhase.Planning => language.Say("caseload.planning"),
        CasePhase.Observing => language.Say("caseload.observing"),
        CasePhase.Waiting => language.Say("caseload.waiting"),
        CasePhase.Running => Day is { } day && Days is { } days ? language.Say("caseload.running", ("day", day), ("days", days)) : language.Say("caseload.starting"),
        CasePhase.Paused => language.Say("caseload.paused"),
        CasePhase.Finished => language.Say("caseload.finished"),
        CasePhase.Stopped => language.Say("caseload.stopped"),
    };
}
