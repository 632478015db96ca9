using System.Text.Json.Nodes;

namespace Nof1Agent.Stats.Designs;

/// <summary>
/// The plan of a randomized crossover trial in one person: cycles (blocks) of one period per arm, each period some days long, of which the first
/// days after a change of arm may not count.
/// </summary>
public sealed record TrialDesign
{
    /// <summary>The largest number of arms; with more, no trial of bearable length has enough cycles.</summary>
    public const int MaxArms = 8;

    /// <summary>The longest trial in days.</summary>
    public const int MaxTotalDays = 10_000;

    /// <summary>Number of arms, 2 to 8. Arm 0 is the reference (usual routine or comparator).</summary>
    public int ArmCount { get; init; } = 2;

    /// <summary>Number of cycles (blocks), at least 1. Every arm has one period in each cycle.</summary>
    public int BlockCount { get; init; } = 4;

    /// <summary>Length of a period in days, at least 1.</summary>
    public int PeriodDays { get; init; } = 7;

    /// <summary>Days at the start of a period that do not count when the arm has changed (the longer of onset and offset), 0 to <see cref="PeriodDays"/> - 1.</summary>
    public int DiscardDays { get; init; }

    /// <summary>Number of periods.</summary>
    public int PeriodCount => ArmCount * BlockCount;

    /// <summary>Length of the trial in days.</summary>
    public int TotalDays => PeriodCount * PeriodDays;

    /// <summary>Reads a design as <see cref="ToJson"/> writes it.</summary>
    /// <param name="design">An object with <c>armCount</c>, <c>blockCount</c>, <c>periodDays</c> and <c>discardDays</c>; other members are not looked at.</param>
    /// <returns>The design, or null where a member is missing or is no whole number.</returns>
    public static TrialDesign? FromJson(JsonNode? design)
    {
        if (design is not JsonObject members
            || ReadInt(members, "armCount") is not { } armCount
            || ReadInt(members, "blockCount") is not { } blockCount
            || ReadInt(members, "periodDays") is not { } periodDays
            || ReadInt(members, "discardDays") is not { } discardDays)
        {
            return null;
        }

        return new TrialDesign { ArmCount = armCount, BlockCount = blockCount, PeriodDays = periodDays, DiscardDays = discardDays };
    }

    /// <summary>The members that fix the draw, as they stand in a protocol under <c>design</c>.</summary>
    public JsonObject ToJson() => new()
    {
        ["armCount"] = ArmCount,
        ["blockCount"] = BlockCount,
        ["periodDays"] = PeriodDays,
        ["discardDays"] = DiscardDays,
    };

    /// <summary>What makes the design impossible, in plain words; empty for a design that can be drawn.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (ArmCount is < 2 or > MaxArms)
        {
            problems.Add($"A trial compares 2 to {MaxArms} arms, not {ArmCount}.");
        }

        if (BlockCount < 1)
        {
            problems.Add($"A trial has at least 1 cycle, not {BlockCount}.");
        }

        if (PeriodDays < 1)
        {
            problems.Add($"A period is at least 1 day long, not {PeriodDays}.");
        }

        if (DiscardDays < 0)
        {
            problems.Add($"The number of days that do not count cannot be {DiscardDays}.");
        }
        else if (PeriodDays >= 1 && DiscardDays >= PeriodDays)
        {
            problems.Add($"With {DiscardDays} days not counted after a change, a period of {PeriodDays} days has no day left that counts.");
        }

        if ((double)ArmCount * BlockCount * PeriodDays > MaxTotalDays)
        {
            problems.Add($"The trial is longer than {MaxTotalDays} days.");
        }

        return problems;
    }

    /// <summary>Every day of the trial with its period, cycle and arm, and whether it counts.</summary>
    /// <param name="sequence">The arm of each period, as drawn.</param>
    /// <exception cref="ArgumentException">The sequence has another number of periods, or an arm that the design does not have.</exception>
    public IReadOnlyList<PlannedDay> DayPlan(IReadOnlyList<int> sequence) => Calendar.Plan(this, sequence);

    private static int? ReadInt(JsonObject members, string name) =>
        members.TryGetPropertyValue(name, out var node) && node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
}
