using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Stats.Planning;

/// <summary>One length that a person can choose, with what it can be expected to show.</summary>
/// <param name="Design">The design.</param>
/// <param name="Power">Chance to find the effect that matters, 0 to 1.</param>
/// <param name="DetectableEffectInSd">Effect found with 80 % power, in SD; null where none is.</param>
/// <param name="MeanWidthInSd">Mean width of the 95 % interval in SD; null where every simulated trial was refused.</param>
/// <param name="Coverage">Share of the simulated 95 % intervals that hold the true effect; null where every simulated trial was refused.</param>
/// <param name="Warnings">What is weak about it, in plain words, among them a detectable effect above the effect that matters.</param>
public sealed record LengthOption(
    TrialDesign Design, double Power, double? DetectableEffectInSd, double? MeanWidthInSd, double? Coverage, IReadOnlyList<string> Warnings)
{
    /// <summary>Length in days.</summary>
    public int TotalDays => Design.TotalDays;
}

/// <summary>Puts the length of a trial against its chance to find what matters, by simulation.</summary>
public static class LengthChooser
{
    /// <summary>Power that is usually asked for.</summary>
    public const double CustomaryPower = 0.8;

    /// <summary>The same design with different numbers of cycles, shortest first.</summary>
    /// <param name="template">The design; its number of cycles is not used.</param>
    /// <param name="assumptions">The person, with the effect that matters (the MCID in SD) as effect.</param>
    /// <param name="fewestCycles">Fewest cycles, at least 1.</param>
    /// <param name="mostCycles">Most cycles, at least <paramref name="fewestCycles"/>.</param>
    /// <param name="trials">Simulated trials per length.</param>
    /// <param name="seed">Seed; every length uses the same one.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="ArgumentException">The design or the assumptions are impossible, or the cycles are in the wrong order.</exception>
    public static IReadOnlyList<LengthOption> ByCycles(
        TrialDesign template, PowerAssumptions assumptions, int fewestCycles, int mostCycles, int trials, ulong seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(template);
        if (fewestCycles < 1 || mostCycles < fewestCycles)
        {
            throw new ArgumentException("The fewest cycles are at least 1 and not more than the most.", nameof(mostCycles));
        }

        var designs = Enumerable.Range(fewestCycles, mostCycles - fewestCycles + 1).Select(cycles => template with { BlockCount = cycles });
        return Compare([.. designs], assumptions, trials, seed, cancellation);
    }

    /// <summary>Any designs side by side, in the order given.</summary>
    /// <param name="designs">The designs.</param>
    /// <param name="assumptions">The person, with the effect that matters as effect.</param>
    /// <param name="trials">Simulated trials per design.</param>
    /// <param name="seed">Seed; every design uses the same one.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="ArgumentException">A design or the assumptions are impossible.</exception>
    public static IReadOnlyList<LengthOption> Compare(
        IReadOnlyList<TrialDesign> designs, PowerAssumptions assumptions, int trials, ulong seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(designs);
        ArgumentNullException.ThrowIfNull(assumptions);
        return [.. designs.Select(design => Option(design, assumptions, PowerSimulation.Simulate(design, assumptions, trials, seed, cancellation: cancellation)))];
    }

    /// <summary>The shortest option whose chance reaches the wanted power; null where none does.</summary>
    /// <param name="options">The options.</param>
    /// <param name="power">Wanted power; by default <see cref="CustomaryPower"/>.</param>
    public static LengthOption? Shortest(IReadOnlyList<LengthOption> options, double power = CustomaryPower)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Where(option => option.Power >= power).OrderBy(option => option.TotalDays).ThenByDescending(option => option.Power).FirstOrDefault();
    }

    private static LengthOption Option(TrialDesign design, PowerAssumptions assumptions, SimulatedTrials simulated)
    {
        var detectable = simulated.DetectableEffectInSd(CustomaryPower);
        var warnings = design.Warnings().ToList();
        if (detectable is null)
        {
            warnings.Add("So many simulated trials had too few answered days that no effect would be found reliably.");
        }
        else if (detectable > Math.Abs(assumptions.EffectInSd) && assumptions.EffectInSd != 0)
        {
            warnings.Add("Only effects larger than the one that matters are found reliably: \"cannot tell\" is a likely answer.");
        }

        return new LengthOption(design, simulated.PowerAt(assumptions.EffectInSd), detectable, simulated.MeanWidthInSd, simulated.Coverage, warnings);
    }
}
