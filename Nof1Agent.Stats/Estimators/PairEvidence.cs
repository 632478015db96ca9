namespace Nof1Agent.Stats.Estimators;

/// <summary>
/// Evidence against "no effect on any day" that may be looked at after every cycle, whatever the noise: a bet on the sign of each cycle's difference.
/// </summary>
/// <remarks>
/// Under no effect the sign of D_k is a fair coin given |D_k| and the past, so 1 + tanh(c |D_k| / m_k) sign_k = exp(x) / cosh(x) has expectation 1 and the
/// product is a test martingale; m_k is the mean of |D_1..k|. E is the average over c in {0.5, 1, 2, 4} and over bets on both signs. Ville's inequality:
/// P(E ever reaches 20) is at most 5 %. After K cycles E cannot exceed 2^(K-1).
/// </remarks>
public static class PairEvidence
{
    private static readonly double[] Stakes = [0.5, 1, 2, 4];

    /// <summary>The e-value after each cycle, in order; 1 means no evidence.</summary>
    /// <param name="differences">Arm minus reference, one finite number per cycle, cycles drawn independently of each other.</param>
    public static IReadOnlyList<double> Run(IReadOnlyList<double> differences)
    {
        var products = new double[2 * Stakes.Length];
        Array.Fill(products, 1);
        var values = new double[differences.Count];
        // Dividing by the largest first keeps sums of huge differences finite; the ratio |D| / m is the same.
        var largest = differences.Select(Math.Abs).DefaultIfEmpty(0).Max();
        var sum = 0.0;
        for (var k = 0; k < differences.Count; k++)
        {
            var difference = largest == 0 ? 0 : differences[k] / largest;
            sum += Math.Abs(difference);
            var standardised = sum == 0 ? 0 : difference * (k + 1) / sum;
            for (var i = 0; i < Stakes.Length; i++)
            {
                var bet = Math.Tanh(Stakes[i] * standardised);
                products[2 * i] *= 1 + bet;
                products[2 * i + 1] *= 1 - bet;
            }
            values[k] = products.Average();
        }
        return values;
    }
}
