using MathNet.Numerics;

namespace Nof1Agent.Stats.Diagnostics;

/// <summary>Whether days went unanswered more often on one arm than on the other.</summary>
/// <remarks>Fisher's exact test on the 2 x 2 table of counted days, two-sided: the sum of all tables that are at most as probable as the one seen.</remarks>
/// <param name="ReferenceMissing">Unanswered counted days on the reference.</param>
/// <param name="ReferenceDays">Counted days on the reference.</param>
/// <param name="ArmMissing">Unanswered counted days on the arm.</param>
/// <param name="ArmDays">Counted days on the arm.</param>
/// <param name="PValue">Two-sided p of equal missingness, 0 to 1.</param>
public sealed record MissingByArm(int ReferenceMissing, int ReferenceDays, int ArmMissing, int ArmDays, double PValue)
{
    /// <summary>p below which a reader is warned.</summary>
    public const double Warning = 0.1;

    /// <summary>Compares two arms; counts of missing days are between 0 and the days of the arm.</summary>
    public static MissingByArm Compare(int referenceMissing, int referenceDays, int armMissing, int armDays) =>
        new(referenceMissing, referenceDays, armMissing, armDays, FisherTwoSided(referenceMissing, referenceDays, armMissing, armDays));

    private static double FisherTwoSided(int a, int n, int b, int m)
    {
        var missing = a + b;
        double LogTable(int x) => LogChoose(n, x) + LogChoose(m, missing - x) - LogChoose(n + m, missing);
        // The relative margin that R's fisher.test allows for rounding.
        var seen = LogTable(a) + 1e-7;
        var p = 0.0;
        for (var x = Math.Max(0, missing - m); x <= Math.Min(n, missing); x++)
        {
            var log = LogTable(x);
            if (log <= seen)
                p += Math.Exp(log);
        }
        return Math.Min(1, p);
    }

    private static double LogChoose(int n, int k) => SpecialFunctions.GammaLn(n + 1.0) - SpecialFunctions.GammaLn(k + 1.0) - SpecialFunctions.GammaLn(n - k + 1.0);
}
