using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Stats.Diagnostics;

/// <summary>What the fitted model leaves unexplained: predictive checks on the standardised one-day-ahead errors.</summary>
/// <remarks>
/// At the most probable (phi, g) the errors are whitened, the columns fitted by generalised least squares and the period shocks by their conditional
/// mean. If the model holds, the errors are uncorrelated with variance 1 up to the few fitted parameters: the lag-1 correlation is near 0 (standard error
/// about 1 / sqrt(n)), signs alternate like tosses of a coin (Wald and Wolfowitz 1940), none is much beyond 3.
/// </remarks>
public sealed record ResidualCheck
{
    /// <summary>Correlation of neighbouring standardised errors, -1 to 1.</summary>
    public required double LagOne { get; init; }

    /// <summary>Runs of equal sign.</summary>
    public required int Runs { get; init; }

    /// <summary>Two-sided p of that many runs by chance (normal approximation with the exact mean and variance), 0 to 1.</summary>
    public required double RunsPValue { get; init; }

    /// <summary>Day of the largest standardised error.</summary>
    public required int LargestDay { get; init; }

    /// <summary>That error in standard deviations, signed.</summary>
    public required double Largest { get; init; }

    /// <summary>Correlation of the noise at which the check was made.</summary>
    public required double Phi { get; init; }

    /// <summary>Size of the period shocks at which the check was made, in units of the day-to-day standard deviation.</summary>
    public required double PeriodShock { get; init; }

    /// <summary>True when neighbouring errors still go together more than chance explains (2.6 standard errors).</summary>
    public bool IsCorrelated => Math.Abs(LagOne) * Math.Sqrt(Count) > 2.6;

    /// <summary>Number of errors.</summary>
    public required int Count { get; init; }

    internal static ResidualCheck? Of(EngineDesign design, EngineFit fit)
    {
        if (fit.Solution is not { } solution)
            return null;
        var errors = StandardisedErrors(design, solution.ModePhi, solution.ModeShock);
        if (errors is null)
            return null;
        var count = errors.Length;
        double sum = errors.Sum(e => e * e), mean = errors.Average();
        double lagged = 0, centred = 0;
        for (var i = 0; i < count; i++)
        {
            centred += (errors[i] - mean) * (errors[i] - mean);
            if (i > 0)
                lagged += (errors[i] - mean) * (errors[i - 1] - mean);
        }
        var largest = Enumerable.Range(0, count).MaxBy(i => Math.Abs(errors[i]));
        var (runs, p) = RunsTest(errors);
        return sum > 0 && centred > 0
            ? new ResidualCheck
            {
                LagOne = lagged / centred,
                Runs = runs,
                RunsPValue = p,
                LargestDay = design.Rows.Days[largest],
                Largest = errors[largest],
                Phi = solution.ModePhi,
                PeriodShock = solution.ModeShock,
                Count = count,
            }
            : null;
    }

    /// <summary>The largest number of periods for which the shocks are solved by a dense matrix.</summary>
    private const int MostPeriods = 300;

    private static double[]? StandardisedErrors(EngineDesign design, double phi, double shock)
    {
        var rows = design.Rows;
        var columns = rows.Columns[..^1].Select(column => AutoregressiveWhitening.Apply(phi, rows.Days, column)).ToList();
        int fixedColumns = columns.Count, count = rows.Days.Length;
        if (rows.Runs is { } runs && shock > 0)
        {
            if (runs[^1] >= MostPeriods)
                return null;
            for (var period = 0; period <= runs[^1]; period++)
                columns.Add(AutoregressiveWhitening.Apply(phi, rows.Days, [.. runs.Select(run => run == period ? 1.0 : 0.0)]));
        }
        var outcome = AutoregressiveWhitening.Apply(phi, rows.Days, rows.Columns[^1]);
        columns.Add(outcome);
        var width = columns.Count;
        var triangle = new double[width * (width + 1) / 2];
        for (int j = 0, at = 0; j < width; j++)
            for (var k = 0; k <= j; k++, at++)
            {
                for (var i = 0; i < count; i++)
                    triangle[at] += columns[j][i] * columns[k][i];
                if (j == k && j >= fixedColumns && j < width - 1)
                    triangle[at] += 1 / (shock * shock);
            }
        if (!Cholesky.Factor(triangle, width))
            return null;
        var last = width * (width - 1) / 2;
        var coefficients = new double[width - 1];
        for (var j = width - 2; j >= 0; j--)
        {
            var sum = triangle[last + j];
            for (var k = j + 1; k < width - 1; k++)
                sum -= triangle[k * (k + 1) / 2 + j] * coefficients[k];
            coefficients[j] = sum / triangle[j * (j + 1) / 2 + j];
        }
        var sigma = triangle[^1] / Math.Sqrt(count - fixedColumns);
        return [.. Enumerable.Range(0, count).Select(i => (outcome[i] - Enumerable.Range(0, width - 1).Sum(j => coefficients[j] * columns[j][i])) / sigma)];
    }

    internal static (int Runs, double PValue) RunsTest(IReadOnlyList<double> values)
    {
        int positive = values.Count(value => value > 0), negative = values.Count - positive, runs = 1;
        for (var i = 1; i < values.Count; i++)
            if (values[i] > 0 != values[i - 1] > 0)
                runs++;
        if (positive == 0 || negative == 0)
            return (runs, 1);
        double total = values.Count, product = 2.0 * positive * negative;
        double expected = product / total + 1, variance = product * (product - total) / (total * total * (total - 1));
        if (!(variance > 0))
            return (runs, 1);
        return (runs, MathNet.Numerics.SpecialFunctions.Erfc(Math.Abs(runs - expected) / Math.Sqrt(2 * variance)));
    }
}
