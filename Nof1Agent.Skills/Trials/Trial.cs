using System.Text.Json.Serialization;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Stats.Designs;
using NodaTime;

namespace Nof1Agent.Skills.Trials;

/// <summary>Where a trial stands.</summary>
public enum TrialState
{
    /// <summary>A plan that can still be changed.</summary>
    Draft,

    /// <summary>A week of only observing, before the plan is fixed.</summary>
    Baseline,

    /// <summary>Fixed, hashed and committed to; waits for the person's word.</summary>
    Frozen,

    Running,

    Paused,

    /// <summary>Ended as planned.</summary>
    Finished,

    /// <summary>Ended early.</summary>
    Stopped,

    /// <summary>Given up before it began.</summary>
    Cancelled,
}

/// <summary>One arm: what is done on its days.</summary>
public sealed record Arm(string Name, string Instruction)
{
    /// <summary>Its name in a language.</summary>
    public string NameIn(SpokenLanguage language) => language.Translated(Name);

    /// <summary>Its instruction in a language.</summary>
    public string InstructionIn(SpokenLanguage language) => language.Translated(Instruction);
}

/// <summary>The plan of a trial: a draft until it is frozen.</summary>
public sealed record TrialPlan
{
    /// <summary>Arm 0 is what the others are compared with.</summary>
    public required IReadOnlyList<Arm> Arms { get; init; }

    /// <summary>Id of the daily outcome.</summary>
    public required string Outcome { get; init; }

    /// <summary>Ids of the outcomes that are followed beside it, at most two; null where none is (a stored plan stays as it was written).</summary>
    public IReadOnlyList<string>? AlsoFollowed { get; init; }

    /// <summary>The same, empty where none is. They are looked at; the answer rests on the primary one.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Secondary => AlsoFollowed ?? [];

    /// <summary>How much the person expected it to help before the start, 0-10.</summary>
    public double? Expectation { get; init; }

    public double? Mcid { get; init; }

    public required TrialDesign Design { get; init; }

    /// <summary>Why the length is what it is; the person has chosen it.</summary>
    public bool LengthChosen { get; init; }

    /// <summary>Day-to-day standard deviation that lengths are compared with, in the outcome's unit.</summary>
    public required double AssumedSd { get; init; }

    /// <summary>Correlation from one day to the next that lengths are compared with; 0.3 until the person's own days are known.</summary>
    public double AssumedPhi { get; init; } = Stats.Planning.Baseline.DefaultPhi;

    /// <summary>Where these numbers come from, in words.</summary>
    public required string AssumedSdFrom { get; init; }

    /// <summary>Whether the answer may come early: looks at the end of each cycle from <see cref="Stats.Verdicts.LookRule.FirstBlock"/> on, declared before the start.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EndsEarlyWhenClear { get; init; }

    /// <summary>
    /// Whether the person is not told which arm a period has: somebody else prepares portions that look alike, in containers A and B (<see cref="BlindCodes"/>).
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Blinded { get; init; }

    /// <summary>The study whose protocol it is; null: the person's own choice.</summary>
    public StudyRef? Study { get; init; }

    /// <summary>First day of observing only, if there is one.</summary>
    public LocalDate? BaselineFrom { get; init; }
}

/// <summary>A trial of one person.</summary>
public sealed record Trial
{
    public required TrialId Id { get; init; }

    public required TrialState State { get; init; }

    public required TrialPlan Plan { get; init; }

    /// <summary>The frozen protocol, canonical JSON.</summary>
    public string? Protocol { get; init; }

    public string? ProtocolHash { get; init; }

    /// <summary>SHA-256 of the secret, published before the person gave their word.</summary>
    public string? Commitment { get; init; }

    /// <summary>Hex. Never leaves this record before the end of the trial, except into its receipt then.</summary>
    internal string? Secret { get; init; }

    public string? Nonce { get; init; }

    /// <summary>Arm of each period, drawn once.</summary>
    internal IReadOnlyList<int>? Sequence { get; init; }

    public LocalDate? StartsOn { get; init; }

    public required Instant CreatedAt { get; init; }

    public Instant? FrozenAt { get; init; }

    public Instant? BeganAt { get; init; }

    public Instant? EndedAt { get; init; }

    public string? EndReason { get; init; }

    /// <summary>The round after which a declared look ended it, from 1.</summary>
    public int? EndedAtLook { get; init; }

    /// <summary>Since when it is paused.</summary>
    public LocalDate? PausedOn { get; init; }

    public string? PauseReason { get; init; }

    /// <summary>Days by which pauses have moved the days from an ordinal day on.</summary>
    public IReadOnlyList<PauseShift> Shifts { get; init; } = [];

    /// <summary>Arms that harm has stopped while the others go on.</summary>
    public IReadOnlyList<StoppedArm> StoppedArms { get; init; } = [];

    /// <summary>Begun and not ended.</summary>
    public bool IsUnderWay => State is TrialState.Running or TrialState.Paused;

    /// <summary>Not over yet.</summary>
    public bool IsOpen => State is TrialState.Draft or TrialState.Baseline or TrialState.Frozen or TrialState.Running or TrialState.Paused;

    /// <summary>Over, after having begun: the allocation may be shown.</summary>
    public bool IsOver => State is TrialState.Finished or TrialState.Stopped;
}

/// <summary>A pause that is over: the trial's days from <paramref name="FromDay"/> (0-based) on lie <paramref name="Days"/> later.</summary>
public sealed record PauseShift(int FromDay, int Days);
