using Nof1Agent.Stats.Pooling;

namespace Nof1Agent.Tests.Stats.Pooling;

/// <summary>
/// dat.bcg: 13 trials of the BCG vaccine, log relative risks (G. A. Colditz et al., JAMA 271(9), 1994), as distributed with the R package metafor 3.8-1;
/// the expected figures are metafor's (rma, blup) with its default convergence threshold for
/// DerSimonian-Laird and REML (which then agrees to about 1e-7), and with a threshold of 1e-14 for Paule-Mandel, which by default stops 2e-5 short.
/// </summary>
public class RandomEffectsTests
{
    private const double Tolerance = 1e-6;

    private static readonly double[] Effects =
    [
        -0.8893113339202054, -1.5853886572014306, -1.3480731482996933, -1.4415511900213054, -0.2175473222112956, -0.7861155858188640, -1.6208982235983918,
        0.0119523335238405, -0.4694176487381494, -1.3713448034727844, -0.3393588283383906, 0.4459134005713787, -0.0173139482168798,
    ];

    private static readonly double[] Variances =
    [
        0.32558476500396133, 0.19458112139814385, 0.41536796536796539, 0.02001003190224757, 0.05121017216963086, 0.00690561845590876, 0.22301724757231517,
        0.00396157929781773, 0.05643421046324897, 0.07302479361302891, 0.01241221397155972, 0.53250584520015276, 0.07140465968398629,
    ];

    private static StudyEffect[] Bcg(params int[] which) =>
        [.. (which.Length == 0 ? Enumerable.Range(0, 13) : which).Select(i => new StudyEffect(Effects[i], Math.Sqrt(Variances[i])))];

    private static RandomEffects Pool(StudyEffect[] studies, HeterogeneityEstimator estimator = HeterogeneityEstimator.RestrictedMaximumLikelihood)
    {
        var (result, reason) = RandomEffects.Pool(studies, estimator);
        Assert.Null(reason);
        return result!;
    }

    [Theory]
    [InlineData(HeterogeneityEstimator.DerSimonianLaird, -0.714117222073227, 0.178742089535403, 0.308760262862376, 92.1173468545621, 0.180696628335547, -1.10782135416833, -0.320413089978125)]
    [InlineData(HeterogeneityEstimator.RestrictedMaximumLikelihood, -0.714532348365101, 0.179781531780361, 0.313243325980895, 92.2213860749656, 0.1807917455191, -1.10844372300005, -0.320620973730153)]
    [InlineData(HeterogeneityEstimator.PauleMandel, -0.714968153493444, 0.180892191537624, 0.318068452205024, 92.3303379541532, 0.180892191537623, -1.10909838120224, -0.320837925784648)]
    public void Pool_Bcg_EqualsMetafor(
        HeterogeneityEstimator estimator, double mean, double standardError, double tauSquared, double iSquaredPercent, double hartungKnapp, double low, double high)
    {
        var pooled = Pool(Bcg(), estimator);
        Assert.Equal(mean, pooled.Mean, Tolerance);
        Assert.Equal(standardError, pooled.StandardError, Tolerance);
        Assert.Equal(tauSquared, pooled.TauSquared, Tolerance);
        Assert.Equal(iSquaredPercent / 100, pooled.ISquared, Tolerance);
        Assert.Equal(152.233008082373, pooled.Q, Tolerance);
        Assert.Equal(hartungKnapp, pooled.HartungKnappStandardError, Tolerance);

        // The interval of Hartung and Knapp, which the modification leaves alone unless q < 1 (so for Paule-Mandel, where q is 1 by construction, by rounding).
        var half = (high - low) / 2 * (pooled.ModifiedStandardError / pooled.HartungKnappStandardError);
        Assert.Equal(mean - half, pooled.Interval.Low, Tolerance);
        Assert.Equal(mean + half, pooled.Interval.High, Tolerance);
    }

    /// <summary>Four of the trials, chosen for q &lt; 1 and tau^2 = 0 with variances times 20: metafor's test = "adhoc" is the modified interval.</summary>
    [Theory]
    [InlineData(HeterogeneityEstimator.DerSimonianLaird)]
    [InlineData(HeterogeneityEstimator.RestrictedMaximumLikelihood)]
    [InlineData(HeterogeneityEstimator.PauleMandel)]
    public void Pool_TrialsThatAgree_FloorsTheStandardError(HeterogeneityEstimator estimator)
    {
        StudyEffect[] agreeing = [.. Bcg(4, 5, 6, 12).Select(study => study with { StandardError = study.StandardError * Math.Sqrt(20) })];
        var pooled = Pool(agreeing, estimator);
        Assert.Equal(0, pooled.TauSquared);
        Assert.Equal(-0.686970082722720, pooled.Mean, Tolerance);
        Assert.Equal(-1.739555945354972, pooled.Interval.Low, Tolerance);
        Assert.Equal(0.365615779909533, pooled.Interval.High, Tolerance);
        Assert.True(pooled.HartungKnappStandardError < pooled.StandardError);
    }

    [Theory]
    [InlineData(HeterogeneityEstimator.DerSimonianLaird, 0.375414986646977, -0.851474643837841, -1.986417140647223, 0.283467852971540)]
    [InlineData(HeterogeneityEstimator.RestrictedMaximumLikelihood, 0.457418198305857, -0.863559903041011, -2.007463507480855, 0.280343701398832)]
    [InlineData(HeterogeneityEstimator.PauleMandel, 0.450498431928419, -0.862682146992465, -1.9987633502939, 0.273399056308968)]
    public void Pool_FourTrialsThatDiffer_EqualsMetafor(HeterogeneityEstimator estimator, double tauSquared, double mean, double low, double high)
    {
        var pooled = Pool(Bcg(1, 5, 7, 9), estimator);
        Assert.Equal(tauSquared, pooled.TauSquared, Tolerance);
        Assert.Equal(mean, pooled.Mean, Tolerance);
        Assert.Equal(low, pooled.Interval.Low, Tolerance);
        Assert.Equal(high, pooled.Interval.High, Tolerance);
    }

    /// <summary>Mean -+ qt(.975, 11) sqrt(tau^2 + se^2), computed in R from metafor's tau^2 and Hartung-Knapp standard error.</summary>
    [Fact]
    public void PredictionInterval_Bcg_UsesKMinusTwoDegreesOfFreedom()
    {
        var (low, high) = Pool(Bcg()).PredictionInterval!.Value;
        Assert.Equal(-2.00905765133606, low, Tolerance);
        Assert.Equal(0.579992967019779, high, Tolerance);
        var (nextLow, nextHigh) = Pool(Bcg()).NextPerson!.Value.Interval(0.95);
        Assert.Equal(low, nextLow, 1e-9);
        Assert.Equal(high, nextHigh, 1e-9);
    }

    [Fact]
    public void Individual_Bcg_EqualsMetaforsBlup()
    {
        double[] predictions =
        [
            -0.80023357459396716, -1.25170602725994096, -0.98690313052621526, -1.39789770575490846, -0.28737979434894345, -0.78457153410704583, -1.24396351544210759,
            0.00287924975981698, -0.50683635337311050, -1.24717303898150678, -0.35365839777827990, -0.28473365815812102, -0.14674304818198736,
        ];
        double[] standardErrors =
        [
            0.410045838503635, 0.353302994724812, 0.434967679581272, 0.137573188800084, 0.21132877488015, 0.0822913824790412, 0.368677409885138,
            0.0625875483045419, 0.220410526140368, 0.245738702595378, 0.109483382408909, 0.458457991634489, 0.243466078028845,
        ];
        var individual = Pool(Bcg()).Individual;
        for (var i = 0; i < 13; i++)
        {
            Assert.Equal(predictions[i], individual[i].Estimate, Tolerance);
            Assert.Equal(standardErrors[i], individual[i].StandardError, Tolerance);
        }
    }

    [Theory]
    [InlineData(1e6, 0)]
    [InlineData(1e-6, 0)]
    [InlineData(-3, 40)]
    public void Pool_OtherUnitAndOrigin_TurnsTheResultAlong(double factor, double shift)
    {
        var pooled = Pool(Bcg());
        var moved = Pool([.. Bcg().Select(study => new StudyEffect((study.Estimate * factor) + shift, study.StandardError * Math.Abs(factor)))]);
        Assert.Equal((pooled.Mean * factor) + shift, moved.Mean, Math.Abs(factor) * 1e-9);
        Assert.Equal(pooled.TauSquared * factor * factor, moved.TauSquared, factor * factor * 1e-8);
        Assert.Equal(pooled.ISquared, moved.ISquared, 1e-8);
    }

    [Fact]
    public void Pool_OrderOfTrials_DoesNotMatter()
    {
        var backwards = Pool([.. Bcg().Reverse()]);
        Assert.Equal(Pool(Bcg()).Mean, backwards.Mean, 1e-10);
        Assert.Equal(Pool(Bcg()).Individual[3].Estimate, backwards.Individual[9].Estimate, 1e-10);
    }

    [Fact]
    public void Pool_IdenticalTrials_FindsNoDifferenceBetweenPeople()
    {
        var pooled = Pool([new(1, 0.5), new(1, 0.5), new(1, 0.5)]);
        Assert.Equal((0, 1), (pooled.TauSquared, pooled.Mean));
        Assert.Equal(0.5 / Math.Sqrt(3), pooled.ModifiedStandardError, 1e-12);
        Assert.All(pooled.Individual, effect => Assert.Equal(1, effect.Estimate, 1e-12));
    }

    [Fact]
    public void Pool_TwoTrials_HasNoPredictionInterval()
    {
        var pooled = Pool([new(0, 0.1), new(3, 0.1)]);
        Assert.Null(pooled.PredictionInterval);
        Assert.Null(pooled.NextPerson);
        Assert.Equal(4.5 - 0.01, pooled.TauSquared, 1e-6);
    }

    [Theory]
    [InlineData(0, 0.0, 1.0, "two finished trials")]
    [InlineData(3, double.NaN, 1.0, "effect is not a finite")]
    [InlineData(3, 1.0, 0.0, "standard error")]
    [InlineData(3, 1.0, double.PositiveInfinity, "standard error")]
    [InlineData(3, 1e300, 1.0, "same unit")]
    [InlineData(3, 1.0, 1e300, "same unit")]
    public void Pool_Unusable_GivesAReason(int others, double estimate, double standardError, string named)
    {
        StudyEffect[] studies = [.. Bcg()[..others], new(estimate, standardError)];
        var (result, reason) = RandomEffects.Pool(studies);
        Assert.Null(result);
        Assert.Contains(named, reason, StringComparison.Ordinal);
    }
}
