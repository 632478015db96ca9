using System.Globalization;
using System.Text;
using System.Text.Json;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Planning;

namespace Nof1Agent.Host.Cli;

/// <summary>The result of <c>plan</c> as plain text and as JSON. Effects and widths are in the outcome's unit where its standard deviation was given.</summary>
internal static class PlanPage
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static string Text(PlanRequest request, IReadOnlyList<LengthOption> options)
    {
        var text = new StringBuilder();
        var unit = request.StandardDeviation is null ? "day-to-day standard deviations" : "the outcome's unit";
        text.AppendLine(CultureInfo.InvariantCulture, $"{request.Trials} simulated trials per design, correlation from day to day {request.Assumptions.Phi}, {request.Assumptions.MissingShare:P0} of the days missing");
        text.AppendLine(request.Mcid is { } mcid
            ? string.Create(CultureInfo.InvariantCulture, $"Effect that matters: {mcid:0.######}. Effects and widths are in {unit}")
            : $"No effect that matters was named (--mcid names one). Effects and widths are in {unit}");
        text.AppendLine();
        text.AppendLine("cycles x days    days  finds it  smallest effect found  interval   interval");
        text.AppendLine("  per period                       8 times of 10      width      holds truth");
        foreach (var option in options)
        {
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Name(option.Design),-15}{option.TotalDays,6}{(request.Mcid is null ? "-" : $"{option.Power:P0}"),10}{Size(option.DetectableEffectInSd, request),19}{Size(option.MeanWidthInSd, request),14}{(option.Coverage is { } held ? $"{held:P0}" : "-"),12}"));
        }

        text.AppendLine();
        if (request.Mcid is not null)
        {
            text.AppendLine(LengthChooser.Shortest(options, request.Power) is { } shortest
                ? string.Create(CultureInfo.InvariantCulture, $"Shortest that finds it in at least {request.Power:P0} of the trials: {Name(shortest.Design)}, {shortest.TotalDays} days.")
                : string.Create(CultureInfo.InvariantCulture, $"None of these finds it in {request.Power:P0} of the trials."));
        }

        foreach (var group in options.SelectMany(option => option.Warnings.Select(warning => (warning, Design: Name(option.Design)))).GroupBy(pair => pair.warning))
            text.AppendLine($"! {string.Join(", ", group.Select(pair => pair.Design))}: {group.Key}");
        return text.ToString();
    }

    public static string Json(PlanRequest request, IReadOnlyList<LengthOption> options)
    {
        var shortest = request.Mcid is null ? null : LengthChooser.Shortest(options, request.Power);
        return JsonSerializer.Serialize(
            new
            {
                request.Trials,
                request.Seed,
                request.Mcid,
                request.StandardDeviation,
                EffectInSd = request.Mcid is null ? (double?)null : request.Assumptions.EffectInSd,
                request.Assumptions.Phi,
                request.Assumptions.MissingShare,
                request.Assumptions.TrendInSd,
                request.Assumptions.PeriodShockInSd,
                WantedPower = request.Power,
                Designs = options.Select(option => new
                {
                    Design = option.Design.ToJson(),
                    option.TotalDays,
                    Power = request.Mcid is null ? (double?)null : option.Power,
                    PowerStandardError = request.Mcid is null ? (double?)null : Math.Sqrt(option.Power * (1 - option.Power) / request.Trials),
                    option.Coverage,
                    option.DetectableEffectInSd,
                    DetectableEffect = InUnit(option.DetectableEffectInSd, request),
                    option.MeanWidthInSd,
                    MeanWidth = InUnit(option.MeanWidthInSd, request),
                    option.Warnings,
                }),
                Shortest = shortest is null ? null : new { Design = shortest.Design.ToJson(), shortest.TotalDays, shortest.Power },
            },
            Layout) + Environment.NewLine;
    }

    /// <summary>"4 x 7"; three and more arms say so.</summary>
    public static string Name(TrialDesign design) => $"{design.BlockCount} x {design.PeriodDays}{(design.ArmCount > 2 ? $", {design.ArmCount} arms" : "")}";

    private static string Size(double? inSd, PlanRequest request) =>
        (InUnit(inSd, request) ?? inSd) is { } size ? size.ToString(size is >= 1e6 or < 1e-3 ? "0.##e+0" : size >= 100 ? "0" : "0.00", CultureInfo.InvariantCulture) : "-";

    // A standard deviation of 1e300 times a width may leave the range of a double: then only the width in standard deviations is given.
    private static double? InUnit(double? inSd, PlanRequest request) =>
        inSd * request.StandardDeviation is { } size && double.IsFinite(size) ? size : null;
}
