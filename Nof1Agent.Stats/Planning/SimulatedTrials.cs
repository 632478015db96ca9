namespace Nof1Agent.Stats.Planning;

/// <summary>
/// The 95 % intervals of many simulated trials without effect, from which power at any effect follows: adding an effect to the data moves the engine's
/// flat-prior interval by exactly that effect.
/// </summary>
public sealed class SimulatedTrials
{
    private readonly (double Low, double High)[] _intervals;

    internal SimulatedTrials(int trials, (double Low, double High)[] intervals)
    {
        Trials = trials;
        _intervals = intervals;
    }

    /// <summary>Number of simulated trials.</summary>
    public int Trials { get; }

    /// <summary>Trials that gave no interval (too few answered days); they count as not having found anything.</summary>
    public int Refused => Trials - _intervals.Length;

    /// <summary>Share of the intervals that hold the true effect; null where every trial was refused.</summary>
    public double? Coverage => _intervals.Length == 0 ? null : _intervals.Count(interval => interval is { Low: <= 0, High: >= 0 }) / (double)_intervals.Length;

    /// <summary>Mean width of the intervals in SD; null where every trial was refused.</summary>
    public double? MeanWidthInSd => _intervals.Length == 0 ? null : _intervals.Average(interval => interval.High - interval.Low);

    /// <summary>Share of the trials whose interval excludes 0 on the side of a true effect (either side for no effect, which is then the error rate).</summary>
    /// <param name="effectInSd">The true effect, in SD.</param>
    public double PowerAt(double effectInSd) => effectInSd switch
    {
        > 0 => Share(interval => interval.Low + effectInSd > 0),
        < 0 => Share(interval => interval.High + effectInSd < 0),
        _ => Share(interval => interval.Low > 0 || interval.High < 0),
    };

    /// <summary>Share of the trials whose interval excludes 0 on the wrong side.</summary>
    /// <param name="effectInSd">The true effect, in SD.</param>
    public double WrongDirectionAt(double effectInSd) => effectInSd switch
    {
        > 0 => Share(interval => interval.High + effectInSd < 0),
        < 0 => Share(interval => interval.Low + effectInSd > 0),
        _ => 0,
    };

    /// <summary>
    /// The smallest effect that is found with the wanted power: the same trials at every effect, so that power never falls as the effect grows, and the
    /// crossing is an order statistic of the lower ends.
    /// </summary>
    /// <param name="power">Wanted power, between 0 and 1; by default 0.8.</param>
    /// <returns>The effect in SD, or null where so many trials were refused that no effect reaches the power.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The power is not between 0 and 1.</exception>
    public double? DetectableEffectInSd(double power = 0.8)
    {
        if (!(power > 0 && power < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(power), power, "Power lies between 0 and 1.");
        }

        var needed = (int)Math.Ceiling(power * Trials);
        return needed > _intervals.Length ? null : Math.Max(0, _intervals.Select(interval => -interval.Low).Order().ElementAt(needed - 1));
    }

    private double Share(Func<(double Low, double High), bool> found) => _intervals.Count(found) / (double)Trials;
}
