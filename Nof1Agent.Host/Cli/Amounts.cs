using System.Globalization;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Host.Cli;

/// <summary>Values and differences in the unit of the outcome, with as many digits as the day-to-day variation deserves.</summary>
internal sealed record Amounts(OutcomeScale Scale, string Format)
{
    private const double MinutesPerDay = 1440;

    public static Amounts For(OutcomeScale scale, TrialReport report)
    {
        var spread = report.Arms.Max(arm => arm.StandardDeviation ?? 0);
        var digits = spread > 0 ? (int)Math.Floor(Math.Log10(spread)) : 0;
        return new Amounts(scale, scale switch
        {
            OutcomeScale.YesNo or OutcomeScale.TimeOfDay => "0.0",
            OutcomeScale.Continuous or OutcomeScale.Rating or OutcomeScale.Count =>
                digits is > 6 or < -4 ? "0.###e+0" : "0" + (digits < 2 ? "." + new string('0', 2 - digits) : ""),
        });
    }

    /// <summary>A mean.</summary>
    public string Level(double? value) => value is not { } level ? "-" : Scale is OutcomeScale.TimeOfDay ? Clock(level) : Number(level) + (Scale is OutcomeScale.YesNo ? " %" : "");

    /// <summary>A standard deviation.</summary>
    public string Spread(double? value) => value is { } spread ? Number(spread) + (Scale is OutcomeScale.YesNo ? " %" : "") : "-";

    /// <summary>A difference, with its sign.</summary>
    public string Difference(double value) => Signed(value) + Unit;

    /// <summary>A difference, with its sign and without its unit.</summary>
    public string Signed(double value) => (value > 0 ? "+" : "") + Number(value);

    /// <summary>A difference with its interval.</summary>
    public string Difference(double value, double low, double high) => $"{Difference(value)} (95 % interval {Signed(low)} to {Signed(high)})";

    /// <summary>A size as the person gave it.</summary>
    public string Size(double value) => (Factor * value).ToString("0.######", CultureInfo.InvariantCulture) + Unit;

    private double Factor => Scale is OutcomeScale.YesNo ? 100 : 1;

    private string Unit => Scale switch
    {
        OutcomeScale.YesNo => " points of 100",
        OutcomeScale.TimeOfDay => " min",
        OutcomeScale.Continuous or OutcomeScale.Rating or OutcomeScale.Count => "",
    };

    private string Number(double value) => (Factor * value).ToString(Format, CultureInfo.InvariantCulture);

    private static string Clock(double minutes)
    {
        var rounded = (int)Math.Round(((minutes % MinutesPerDay) + MinutesPerDay) % MinutesPerDay) % (int)MinutesPerDay;
        return string.Create(CultureInfo.InvariantCulture, $"{rounded / 60}:{rounded % 60:00}");
    }
}
