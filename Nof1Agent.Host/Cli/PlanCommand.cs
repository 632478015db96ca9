using System.CommandLine;
using Nof1Agent.Host.Cli.Drawings;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Planning;

namespace Nof1Agent.Host.Cli;

/// <summary><c>plan</c>: what designs can be expected to show, by simulation with the engine that analyses real trials.</summary>
internal static class PlanCommand
{
    /// <summary>Trials times days in one call: some minutes of work.</summary>
    private const long MostSimulatedDays = 20_000_000;

    private static readonly Dictionary<string, RandomizationScheme> Schemes = Enum.GetValues<RandomizationScheme>().ToDictionary(TrialDesign.SchemeName);

    public static Command Create()
    {
        var arms = PlanOptions.Whole("--arms", 2, TrialDesign.MaxArms, 2, "Number of arms, the reference included.");
        var cycles = PlanOptions.Several("--cycles", "3-8", "Cycles to compare: a number, a range such as 3-8, or a list such as 4,6,10.");
        var periods = PlanOptions.Several("--period-days", "7", "Days of a period to compare, written in the same way.");
        var discard = PlanOptions.Whole("--discard-days", 0, 365, 0, "Days that do not count after each change of arm.");
        var scheme = new Option<string>("--scheme") { Description = "Which orders can be drawn.", DefaultValueFactory = _ => TrialDesign.SchemeName(default) };
        scheme.AcceptOnlyFromAmong([.. Schemes.Keys]);
        var mcid = PlanOptions.Positive("--mcid", "Smallest effect that matters: in the unit of the outcome with --sd, else in day-to-day standard deviations.");
        var sd = PlanOptions.Positive("--sd", "Day-to-day standard deviation of the outcome, in its unit.");
        var phi = PlanOptions.Number("--phi", -0.95, 0.98, 0.3, "Correlation between one day and the next.");
        var missing = PlanOptions.Number("--missing", 0, 0.9, 0.15, "Share of days without an answer.");
        var trend = PlanOptions.Number("--trend", -100, 100, 0, "Drift over the whole trial, in day-to-day standard deviations.");
        var shocks = PlanOptions.Number("--period-shocks", 0, 100, 0, "Size of a shock that a whole period shares, in day-to-day standard deviations.");
        var power = PlanOptions.Number("--power", 0.01, 0.99, LengthChooser.CustomaryPower, "Chance to find the effect that the shortest sufficient trial must have.");
        var trials = PlanOptions.Whole("--trials", 50, 100_000, 1000, "Simulated trials per design.");
        var seed = PlanOptions.Whole("--seed", 0, int.MaxValue, 1, "Seed; the same seed gives the same figures on every machine.");
        var json = new Option<bool>("--json") { Description = "Print the result as JSON (fields: docs/cli.md)." };
        var (png, svg) = (PictureFile.PngOption(), PictureFile.SvgOption());
        var command = new Command("plan", "Simulate designs: chance to find what matters, coverage and width of the interval, length.")
        {
            arms, cycles, periods, discard, scheme, mcid, sd, phi, missing, trend, shocks, power, trials, seed, json, png, svg,
        };
        command.Validators.Add(call =>
        {
            if (call.GetValue(sd) is not null && call.GetValue(mcid) is null)
                call.AddError("--sd turns --mcid into standard deviations: give both.");
        });
        command.SetAction(call => Run(
            new PlanRequest
            {
                Designs =
                [
                    .. from days in call.GetRequiredValue(periods)
                       from count in call.GetRequiredValue(cycles)
                       select new TrialDesign
                       {
                           ArmCount = call.GetValue(arms),
                           BlockCount = count,
                           PeriodDays = days,
                           DiscardDays = call.GetValue(discard),
                           Scheme = Schemes[call.GetRequiredValue(scheme)],
                       },
                ],
                Assumptions = new PowerAssumptions
                {
                    EffectInSd = (call.GetValue(mcid) ?? 0) / (call.GetValue(sd) ?? 1),
                    Phi = call.GetValue(phi),
                    MissingShare = call.GetValue(missing),
                    TrendInSd = call.GetValue(trend),
                    PeriodShockInSd = call.GetValue(shocks),
                },
                Mcid = call.GetValue(mcid),
                StandardDeviation = call.GetValue(sd),
                Power = call.GetValue(power),
                Trials = call.GetValue(trials),
                Seed = call.GetValue(seed),
            },
            call.GetValue(json),
            new PictureFile(call.GetValue(png), call.GetValue(svg)),
            call.InvocationConfiguration));
        return command;
    }

    private static int Run(PlanRequest request, bool json, PictureFile picture, InvocationConfiguration console)
    {
        if (Problem(request) is { } problem)
        {
            console.Error.WriteLine($"nof1agent: {problem}");
            return CommandTree.Refused;
        }

        var options = LengthChooser.Compare(request.Designs, request.Assumptions, request.Trials, (ulong)request.Seed);
        if (picture.IsWanted)
            picture.Write(PowerDrawing.Of(request, options));
        console.Output.Write(json ? PlanPage.Json(request, options) : PlanPage.Text(request, options));
        return 0;
    }

    private static string? Problem(PlanRequest request)
    {
        foreach (var design in request.Designs)
        {
            if (design.Problems() is [var problem, ..])
                return $"{PlanPage.Name(design)}: {problem}";
        }

        return request.Assumptions.Problems() is [var assumption, ..] ? assumption
            : request.Designs.Sum(design => (long)design.TotalDays * request.Trials) > MostSimulatedDays
                ? "That is more than can be simulated in some minutes: compare fewer designs or lower --trials."
                : null;
    }
}

/// <summary>One call of <c>plan</c>.</summary>
internal sealed record PlanRequest
{
    public required IReadOnlyList<TrialDesign> Designs { get; init; }

    public required PowerAssumptions Assumptions { get; init; }

    /// <summary>The effect that matters as it was given; null when none was.</summary>
    public required double? Mcid { get; init; }

    /// <summary>The outcome's day-to-day standard deviation in its unit; null where everything is in standard deviations.</summary>
    public required double? StandardDeviation { get; init; }

    public required double Power { get; init; }

    public required int Trials { get; init; }

    public required int Seed { get; init; }
}
