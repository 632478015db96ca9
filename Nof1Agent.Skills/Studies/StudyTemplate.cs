using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.Studies;

/// <summary>Something that a study tests.</summary>
/// <param name="Name">As the catalogue names it; else a name of the study's own.</param>
/// <param name="Instruction">What is done on its days, to 240 characters; empty: the catalogue's words.</param>
public sealed record StudyArm(string Name, string Instruction = "");

/// <summary>One version of a study's protocol. From it every person gets a plan of their own, with an order drawn for them alone.</summary>
public sealed record StudyTemplate
{
    /// <summary>As people read it; 1 to 60 characters.</summary>
    public required string Name { get; init; }

    /// <summary>A goal of the catalogue.</summary>
    public required string Goal { get; init; }

    /// <summary>Id of the daily outcome; one of the goal's.</summary>
    public required string Outcome { get; init; }

    /// <summary>Smallest change that matters, in the outcome's unit, above 0, the same for all; null: each person's own.</summary>
    public double? Mcid { get; init; }

    /// <summary>What is tested, one to three things, each against the usual routine.</summary>
    public required IReadOnlyList<StudyArm> Arms { get; init; }

    /// <summary>What is done on days of the usual routine, to 240 characters; empty: the usual words.</summary>
    public string Comparator { get; init; } = "";

    /// <summary>Length of a period in days.</summary>
    public required int PeriodDays { get; init; }

    /// <summary>Days at the beginning of a period that do not count, for what takes effect or wears off.</summary>
    public required int WashoutDays { get; init; }

    /// <summary>Complete cycles, each with one period of every arm.</summary>
    public required int Cycles { get; init; }

    /// <summary>Whether declared looks may end a trial early.</summary>
    public bool EndsEarlyWhenClear { get; init; }

    /// <summary>What people are told, and agree to, beside the usual text; to 1,500 characters.</summary>
    public string ConsentText { get; init; } = "";

    /// <summary>When people are told what to do; null: as they have it.</summary>
    public LocalTime? Morning { get; init; }

    /// <summary>When people are asked; null: as they have it.</summary>
    public LocalTime? Evening { get; init; }
}

/// <summary>A study with the version of its protocol that holds for those who join now.</summary>
public sealed record Study
{
    public required string Id { get; init; }

    /// <summary>The coach who made it.</summary>
    public required string Owner { get; init; }

    /// <summary>Whether somebody may still join. Those who have joined go on.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>From 1.</summary>
    public required int Version { get; init; }

    public required StudyTemplate Template { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>When this version was made.</summary>
    public required Instant ChangedAt { get; init; }

    /// <summary>Study and version.</summary>
    public StudyRef Reference => new(Id, Version);
}
