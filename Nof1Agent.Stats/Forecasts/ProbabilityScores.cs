namespace Nof1Agent.Stats.Forecasts;

/// <summary>Scores of a stated probability against what happened; lower is better. Both are proper: nobody gains by saying anything but what they believe.</summary>
public static class ProbabilityScores
{
    /// <summary>Probabilities nearer to 0 or 1 than this are scored as if they were this near, so that a log score stays finite (at most 27.6).</summary>
    public const double LogClip = 1e-12;

    /// <summary>Brier score (p - x)^2, from 0 to 1; always saying one half scores 0.25. (G. W. Brier, Monthly Weather Review 78(1), 1950.)</summary>
    /// <param name="probability">The stated probability, 0 to 1.</param>
    /// <param name="happened">Whether it happened.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public static double Brier(double probability, bool happened)
    {
        Require(probability);
        var miss = probability - (happened ? 1 : 0);
        return miss * miss;
    }

    /// <summary>Log score -ln(probability given to what happened), from 0; always saying one half scores 0.693. (I. J. Good, JRSS B 14(1), 1952.)</summary>
    /// <param name="probability">The stated probability, 0 to 1.</param>
    /// <param name="happened">Whether it happened.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public static double Log(double probability, bool happened)
    {
        Require(probability);
        return -Math.Log(Math.Max(happened ? probability : 1 - probability, LogClip));
    }

    internal static void Require(double probability)
    {
        if (!(probability >= 0 && probability <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");
        }
    }
}
