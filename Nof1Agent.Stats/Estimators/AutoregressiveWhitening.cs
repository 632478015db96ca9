namespace Nof1Agent.Stats.Estimators;

/// <summary>Turns a column with AR(1) noise at irregular whole days into one with independent noise.</summary>
/// <remarks>z_1 = v_1, z_i = (v_i - r_i v_(i-1)) / sqrt(1 - r_i^2), r_i = phi^gap: the exact Cholesky factor of the correlation matrix phi^|t - s|.</remarks>
internal static class AutoregressiveWhitening
{
    internal static double[] Apply(double phi, int[] days, double[] column)
    {
        var white = new double[column.Length];
        for (var i = 0; i < column.Length; i++)
        {
            var r = i == 0 ? 0 : Retained(phi, days, i);
            white[i] = i == 0 ? column[0] : (column[i] - r * column[i - 1]) / Math.Sqrt(1 - r * r);
        }
        return white;
    }

    /// <summary>Logarithm of the determinant of the correlation matrix.</summary>
    internal static double LogDeterminant(double phi, int[] days)
    {
        var sum = 0.0;
        for (var i = 1; i < days.Length; i++)
        {
            var r = Retained(phi, days, i);
            sum += Math.Log(1 - r * r);
        }
        return sum;
    }

    private static double Retained(double phi, int[] days, int i) => Math.Pow(phi, (double)days[i] - days[i - 1]);
}
