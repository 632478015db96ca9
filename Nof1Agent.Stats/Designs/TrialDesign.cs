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

    /// <summary>Which orders are admissible; permuted blocks by default.</summary>
    public RandomizationScheme Scheme { get; init; }

    /// <summary>How many periods of the same arm may follow one another, at least 1; null for no limit. Not for Williams squares, whose rows fix it.</summary>
    public int? MaxRunPeriods { get; init; }

    /// <summary>Number of periods.</summary>
    public int PeriodCount => ArmCount * BlockCount;

    /// <summary>Length of the trial in days.</summary>
    public int TotalDays => PeriodCount * PeriodDays;

    /// <summary>Reads a design as <see cref="ToJson"/> writes it.</summary>
    /// <param name="design">An object with <c>armCount</c>, <c>blockCount</c>, <c>periodDays</c> and <c>discardDays</c>, and optionally <c>scheme</c> and
    /// <c>maxRunPeriods</c>; other members are not looked at.</param>
    /// <returns>The design, or null where a member is missing or unreadable.</returns>
    public static TrialDesign? FromJson(JsonNode? design)
    {
        if (design is not JsonObject members
            || ReadInt(members, "armCount") is not { } armCount
            || ReadInt(members, "blockCount") is not { } blockCount
            || ReadInt(members, "periodDays") is not { } periodDays
            || ReadInt(members, "discardDays") is not { } discardDays
            || ReadScheme(members) is not { } scheme)
        {
            return null;
        }

        var maxRunPeriods = ReadInt(members, "maxRunPeriods");
        return maxRunPeriods is null && members["maxRunPeriods"] is not null ? null : new TrialDesign
        {
            ArmCount = armCount,
            BlockCount = blockCount,
            PeriodDays = periodDays,
            DiscardDays = discardDays,
            Scheme = scheme,
            MaxRunPeriods = maxRunPeriods,
        };
    }

    /// <summary>The members that fix the draw, as they stand in a protocol under <c>design</c>; a scheme or limit that is the default is left out.</summary>
    public JsonObject ToJson()
    {
        var design = new JsonObject
        {
            ["armCount"] = ArmCount,
            ["blockCount"] = BlockCount,
            ["periodDays"] = PeriodDays,
            ["discardDays"] = DiscardDays,
        };
        if (Scheme != RandomizationScheme.PermutedBlocks)
        {
            design["scheme"] = SchemeName(Scheme);
        }

        if (MaxRunPeriods is { } maxRunPeriods)
        {
            design["maxRunPeriods"] = maxRunPeriods;
        }

        return design;
    }

    /// <summary>How a scheme is written in a protocol.</summary>
    /// <param name="scheme">The scheme.</param>
    public static string SchemeName(RandomizationScheme scheme) => scheme switch
    {
        RandomizationScheme.PermutedBlocks => "permutedBlocks",
        RandomizationScheme.WilliamsSquare => "williamsSquare",
        RandomizationScheme.Balanced => "balanced",
    };

    /// <summary>What makes the design impossible, in plain words; empty for a design that can be drawn.</summary>
    public IReadOnlyList<string> Problems() => DesignReview.Problems(this);

    /// <summary>What makes the design weak, in plain words; empty for a sound one. A possible design can be drawn whatever the warnings say.</summary>
    public IReadOnlyList<string> Warnings() => DesignReview.Warnings(this);

    /// <summary>Every day of the trial with its period, cycle and arm, and whether it counts.</summary>
    /// <param name="sequence">The arm of each period, as drawn.</param>
    /// <exception cref="ArgumentException">The sequence has another number of periods, or an arm that the design does not have.</exception>
    public IReadOnlyList<PlannedDay> DayPlan(IReadOnlyList<int> sequence) => Calendar.Plan(this, sequence);

    private static int? ReadInt(JsonObject members, string name) =>
        members.TryGetPropertyValue(name, out var node) && node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static RandomizationScheme? ReadScheme(JsonObject members)
    {
        if (members["scheme"] is not { } node)
        {
            return RandomizationScheme.PermutedBlocks;
        }

        var name = node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        return Enum.GetValues<RandomizationScheme>().Where(scheme => SchemeName(scheme) == name).Select(scheme => (RandomizationScheme?)scheme).FirstOrDefault();
    }
}
