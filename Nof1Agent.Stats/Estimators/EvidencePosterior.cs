namespace Nof1Agent.Stats.Estimators;

/// <summary>An effect "together with what is known": the trial's flat posterior times a robust <see cref="EvidencePrior"/>.</summary>
/// <remarks>
/// Under the flat prior the posterior density of the effect is its likelihood with everything else integrated out, up to a constant. For any prior pi that
/// does not depend on sigma the posterior is therefore pi(b) L(b) / integral: one-dimensional quadrature, exact to rounding (8-point Gauss-Legendre on
/// panels that follow both the prior and the likelihood). No grid over sigma is needed.
/// </remarks>
public sealed class EvidencePosterior
{
    /// <summary>Nodes and weights of 8-point Gauss-Legendre quadrature on (-1, 1), positive half.</summary>
    private static readonly double[] Nodes = [0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363];
    private static readonly double[] NodeWeights = [0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];

    private readonly EffectPosterior flat;
    private readonly EvidencePrior prior;
    private readonly double wideScale;
    private readonly double[] edges;
    private readonly double[] cumulative;
    private readonly StudentDistribution wide = new(3);
    private readonly double total;

    private EvidencePosterior(EffectPosterior flat, EvidencePrior prior)
    {
        this.flat = flat;
        this.prior = prior;
        wideScale = Math.Sqrt(prior.Mean * prior.Mean + prior.StandardDeviation * prior.StandardDeviation);
        edges = Edges();
        cumulative = new double[edges.Length];
        double narrowMass = 0, first = 0, second = 0;
        var centre = flat.Mean;
        for (var i = 1; i < edges.Length; i++)
        {
            var mass = Integrate(edges[i - 1], edges[i], (b, likelihood) =>
            {
                var narrow = (1 - EvidencePrior.WideWeight) * Narrow(b) * likelihood;
                var both = narrow + EvidencePrior.WideWeight * Wide(b) * likelihood;
                return (both, narrow, both * (b - centre), both * (b - centre) * (b - centre));
            });
            cumulative[i] = cumulative[i - 1] + mass.Both;
            narrowMass += mass.Narrow;
            first += mass.First;
            second += mass.Second;
        }
        total = cumulative[^1];
        Mean = centre + first / total;
        StandardDeviation = Math.Sqrt(Math.Max(0, second / total - first / total * (first / total)));
        EvidenceWeight = narrowMass / total;
    }

    /// <summary>Posterior mean, outcome units.</summary>
    public double Mean { get; }

    /// <summary>Posterior standard deviation, outcome units.</summary>
    public double StandardDeviation { get; }

    /// <summary>Posterior weight of the evidence, 0 to 1 (0.8 before the data): near 0 when the trial contradicts it.</summary>
    public double EvidenceWeight { get; }

    /// <summary>Combines.</summary>
    /// <param name="flat">The effect under the flat prior.</param>
    /// <param name="prior">What is known, in the same outcome units.</param>
    /// <returns>Null when the two are so far apart in scale that their product cannot be represented.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The prior's mean is not finite or its standard deviation not positive.</exception>
    public static EvidencePosterior? Combine(EffectPosterior flat, EvidencePrior prior)
    {
        if (!double.IsFinite(prior.Mean) || !(prior.StandardDeviation > 0 && double.IsFinite(prior.StandardDeviation)))
            throw new ArgumentOutOfRangeException(nameof(prior), prior, "A finite mean and a positive standard deviation.");
        var combined = new EvidencePosterior(flat, prior);
        return combined.total > 0 && double.IsFinite(combined.total) && double.IsFinite(combined.Mean) && double.IsFinite(combined.StandardDeviation)
            ? combined
            : null;
    }

    /// <summary>P(effect &gt; x), 0 to 1.</summary>
    public double ProbabilityAbove(double x)
    {
        if (x <= edges[0])
            return 1;
        if (x >= edges[^1])
            return 0;
        var panel = Array.BinarySearch(edges, x);
        panel = panel >= 0 ? panel : ~panel - 1;
        return Math.Clamp(1 - (cumulative[panel] + Mass(edges[panel], x)) / total, 0, 1);
    }

    /// <summary>P(low &lt; effect &lt; high), 0 to 1.</summary>
    public double ProbabilityBetween(double low, double high) =>
        Math.Clamp(ProbabilityAbove(low) - ProbabilityAbove(high), 0, 1);

    /// <summary>The value below which the effect lies with probability <paramref name="p"/>, outcome units.</summary>
    /// <param name="p">Between 0 and 1, both excluded.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not inside (0, 1).</exception>
    public double Quantile(double p)
    {
        if (!(p > 0 && p < 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability between 0 and 1.");
        var panel = 1;
        while (cumulative[panel] < p * total)
            panel++;
        double low = edges[panel - 1], high = edges[panel];
        for (var iteration = 0; iteration < 60; iteration++)
        {
            var middle = 0.5 * (low + high);
            if (cumulative[panel - 1] + Mass(edges[panel - 1], middle) < p * total)
                low = middle;
            else
                high = middle;
        }
        return 0.5 * (low + high);
    }

    /// <summary>The central interval that holds the effect with probability <paramref name="level"/>.</summary>
    /// <param name="level">Between 0 and 1, both excluded; 0.95 is customary.</param>
    public (double Low, double High) Interval(double level = 0.95) => (Quantile((1 - level) / 2), Quantile((1 + level) / 2));

    private double Narrow(double b)
    {
        var z = (b - prior.Mean) / prior.StandardDeviation;
        return Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI) * (wideScale / prior.StandardDeviation);
    }

    /// <summary>Both densities are taken per <see cref="wideScale"/>, so that extreme units neither overflow nor vanish.</summary>
    private double Wide(double b) => wide.Density(b / wideScale);

    /// <summary>Panel borders: fine where the prior, the wide component or the likelihood changes, then doubling outwards.</summary>
    private double[] Edges()
    {
        var all = new List<double>();
        void Around(double centre, double spread)
        {
            for (var k = -18; k <= 18; k++)
                all.Add(centre + 0.5 * k * spread);
            for (var reach = 12.0; reach < 1e6; reach *= 1.5)
            {
                all.Add(centre - reach * spread);
                all.Add(centre + reach * spread);
            }
        }
        Around(flat.Mean, flat.StandardDeviation);
        Around(prior.Mean, prior.StandardDeviation);
        Around(0, wideScale);
        return [.. all.Where(double.IsFinite).Distinct().Order()];
    }

    private double Mass(double low, double high) => Integrate(low, high, (b, likelihood) =>
        (((1 - EvidencePrior.WideWeight) * Narrow(b) + EvidencePrior.WideWeight * Wide(b)) * likelihood, 0, 0, 0)).Both;

    private (double Both, double Narrow, double First, double Second) Integrate(
        double low, double high, Func<double, double, (double Both, double Narrow, double First, double Second)> density)
    {
        double half = 0.5 * (high - low), middle = low + half, width = half / flat.StandardDeviation;
        double both = 0, narrow = 0, first = 0, second = 0;
        for (var k = 0; k < 2 * Nodes.Length; k++)
        {
            var node = (k % 2 == 0 ? 1 : -1) * Nodes[k / 2];
            var weight = NodeWeights[k / 2] * width;
            var b = middle + half * node;
            var value = density(b, flat.Density(b) * flat.StandardDeviation);
            both += weight * value.Both;
            narrow += weight * value.Narrow;
            first += weight * value.First;
            second += weight * value.Second;
        }
        return (both, narrow, first, second);
    }
}
