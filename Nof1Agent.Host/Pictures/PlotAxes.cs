using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Nof1Agent.Host.Pictures;

/// <summary>Axes as a narrow picture needs them: few, large numbers without digits that mean nothing.</summary>
internal static class PlotAxes
{
    /// <summary>Only the horizontal axis, with round numbers.</summary>
    public static void OnlyBottom(Plot plot, string decimalSign, int mostTicks)
    {
        plot.Axes.Left.IsVisible = false;
        plot.Axes.Right.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        plot.HideGrid();
        var limits = plot.Axes.GetLimits();
        // A number at the very edge would be cut off.
        var edge = 0.07 * (limits.Right - limits.Left);
        plot.Axes.Bottom.TickGenerator = RoundTicks(limits.Left + edge, limits.Right - edge, decimalSign, mostTicks);
    }

    /// <summary>Round numbers between two ends: steps of 1, 2 or 5 times a power of ten.</summary>
    public static NumericManual RoundTicks(double low, double high, string decimalSign, int most)
    {
        var ticks = new NumericManual();
        var step = RoundStep((high - low) / most);
        for (var place = Math.Ceiling(low / step); place * step <= high; place++)
        {
            ticks.AddMajor(place * step, Number(place * step, step, decimalSign));
        }

        return ticks;
    }

    /// <summary>Times of day between two ends, both in minutes after <paramref name="from"/>: full hours, halves, quarters or five minutes.</summary>
    public static NumericManual ClockTicks(double low, double high, int from, int most)
    {
        var ticks = new NumericManual();
        var step = ClockSteps.FirstOrDefault(minutes => (high - low) / minutes <= most, ClockSteps[^1]);
        for (var at = (int)Math.Ceiling((low + from) / step) * step; at - from <= high; at += step)
        {
            ticks.AddMajor(at - from, string.Create(CultureInfo.InvariantCulture, $"{(at / 60) % 24:00}:{at % 60:00}"));
        }

        return ticks;
    }

    private static readonly int[] ClockSteps = [5, 10, 15, 30, 60, 120, 180, 360];

    private static double RoundStep(double atLeast)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        return power * new[] { 1.0, 2, 5, 10 }.First(factor => factor * power >= atLeast * 0.999);
    }

    private static string Number(double value, double step, string decimalSign)
    {
        var digits = Math.Max(0, (int)Math.Ceiling(-Math.Log10(step) - 1e-9));
        var rounded = Math.Round(value, Math.Min(digits, 15));
        return (rounded == 0 ? 0 : rounded).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            .Replace(".", decimalSign, StringComparison.Ordinal).Replace('-', '\u2212');
    }
}
