using System.Globalization;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Host.Cli;

/// <summary>Values and differences in the unit of the outcome, with as many digits as the day-to-day variation deserves.</summary>
internal sealed record Amounts(string Format, double Factor, string Unit)
{
    public static Amounts For(OutcomeScale scale, TrialReport report)
    {
        if (scale is OutcomeScale.YesNo)
            return new Amounts("0.0", 100, " percentage points");
        var spread = report.Arms.Max(arm => arm.StandardDeviation ?? 0);
        var digits = spread > 0 ? (int)Math.Floor(Math.Log10(spread)) : 0;
        return new Amounts(digits is > 6 or < -4 ? "0.###e+0" : "0" + (digits < 2 ? "." + new string('0', 2 - digits) : ""), 1, "");
    }

    /// <summary>A mean or standard deviation.</summary>
    public string Level(double? value) => value is { } level ? (Factor * level).ToString(Format, CultureInfo.InvariantCulture) + (Factor == 1 ? "" : " %") : "-";

    /// <summary>A difference, with its sign.</summary>
    public string Difference(double value) => (value > 0 ? "+" : "") + (Factor * value).ToString(Format, CultureInfo.InvariantCulture) + Unit;

    /// <summary>A size as the person gave it.</summary>
    public string Size(double value) => (Factor * value).ToString("0.######", CultureInfo.InvariantCulture) + Unit;
}
