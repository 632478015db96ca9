namespace Nof1Agent.Stats.Estimators;

/// <summary>An effect as a regression prints it: estimate, standard error, degrees of freedom, 95 % interval. All but the degrees in outcome units.</summary>
/// <param name="Estimate">Arm minus reference.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom of the t distribution behind the interval; greater than 0, not always whole.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
public sealed record StandardLine(double Estimate, double StandardError, double DegreesOfFreedom, double Low, double High)
{
    /// <summary>Fewer degrees of freedom than this give intervals beyond any use, and quantiles beyond the range of a double.</summary>
    private const double FewestDegrees = 0.1;

    /// <summary>Null where the numbers do not make an interval.</summary>
    internal static StandardLine? From(double estimate, double standardError, double degreesOfFreedom)
    {
        if (!(degreesOfFreedom >= FewestDegrees && double.IsFinite(degreesOfFreedom) && double.IsFinite(standardError)))
            return null;
        var reach = standardError * UpperQuantile(degreesOfFreedom, 0.025);
        return double.IsFinite(estimate - reach) && double.IsFinite(estimate + reach)
            ? new StandardLine(estimate, standardError, degreesOfFreedom, estimate - reach, estimate + reach)
            : null;
    }

    internal StandardLine Times(double unit) => new(Estimate * unit, StandardError * unit, DegreesOfFreedom, Low * unit, High * unit);

    /// <summary>
    /// The t that is exceeded with probability <paramref name="tail"/> at any positive degrees of freedom, from the incomplete beta function: the quantile of
    /// the library gives up beyond 800, which few degrees exceed.
    /// </summary>
    internal static double UpperQuantile(double degrees, double tail)
    {
        // In the logarithm of t, because at few degrees it runs over hundreds of powers of ten.
        double low = -50, high = 700;
        for (var iteration = 0; iteration < 200 && high - low > 1e-14; iteration++)
        {
            double middle = 0.5 * (low + high), t = Math.Exp(middle);
            var beyond = 0.5 * MathNet.Numerics.SpecialFunctions.BetaRegularized(degrees / 2, 0.5, 1 / (1 + t / degrees * t));
            if (beyond > tail)
                low = middle;
            else
                high = middle;
        }
        return Math.Exp(0.5 * (low + high));
    }
}
