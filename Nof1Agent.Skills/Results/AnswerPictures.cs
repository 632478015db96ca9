using System.Globalization;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills.Results;

/// <summary>The pictures of an answer: the diary, then for each arm its effect and its chances. Only for a trial that is over, so that no picture is a peek.</summary>
internal static class AnswerPictures
{
    private static readonly LocalDatePattern DayPattern = LocalDatePattern.CreateWithInvariantCulture("d MMM");

    public static IReadOnlyList<Picture> Of(Trial trial, TrialReport report, DailyOutcome outcome, IReadOnlyDictionary<LocalDate, CheckIn> answers)
    {
        var told = report.Contrasts.Where(contrast => contrast.Refusal is null && contrast.Verdict is not VerdictKind.TooLittleData).ToList();
        return !trial.IsOver || told.Count == 0
            ? []
            : [.. Diary(trial, outcome, answers) is { } diary ? [diary] : Array.Empty<Picture>(), .. told.SelectMany(contrast => new Picture[] { Effect(trial, contrast, outcome), Chances(trial, contrast, outcome) })];
    }

    public static EffectPicture Effect(Trial trial, ContrastReport contrast, DailyOutcome outcome)
    {
        // A share of days is shown in percentage points.
        var scale = outcome.Kind is OutcomeKind.YesNo ? 100 : 1;
        var (estimate, interval) = (Signed(contrast.Estimate, outcome), $"{Signed(contrast.Low, outcome)} and {Signed(contrast.High, outcome)}");
        var mcid = trial.Plan.Mcid is { } size ? outcome.SayDifference(size) : null;
        var title = $"{Sentence(Arm(trial, contrast))} against {trial.Plan.Arms[0].Name}";
        return new EffectPicture
        {
            Title = title,
            Subtitle = $"Change in {outcome.Name} ({(outcome.Kind is OutcomeKind.YesNo ? "percentage points" : outcome.Unit)})",
            Alt = $"{title}: {outcome.Name} came out {estimate}, and the true change is probably between {interval}.{(mcid is null ? "" : $" A change of {mcid} or more matters to you.")}",
            Estimate = scale * contrast.Estimate,
            Low = scale * contrast.Low,
            High = scale * contrast.High,
            Mcid = scale * trial.Plan.Mcid,
            LowerIsBetter = outcome.LowerIsBetter,
            EstimateText = $"what came out: {estimate}",
            IntervalText = $"probably between {interval}",
            NoDifferenceText = "no difference",
            MattersText = mcid is null ? null : $"better by {mcid} or more: matters to you",
            HarmText = mcid is null ? null : $"worse by {mcid} or more",
            BetterWord = "better",
            WorseWord = "worse",
        };
    }

    public static ChancesPicture Chances(Trial trial, ContrastReport contrast, DailyOutcome outcome)
    {
        var mcid = trial.Plan.Mcid is { } size && contrast.ProbabilityBetterByMcid is not null ? outcome.SayDifference(size) : null;
        var shares = ChanceShares.Of(contrast).Select(share => new ChanceShare(share.Kind, share.Dots, ShareText(share.Kind, share.Dots, mcid))).ToList();
        var title = $"How likely is it that {Arm(trial, contrast)} helps you?";
        return new ChancesPicture
        {
            Title = title,
            Subtitle = "Of 100 people whose days looked like yours",
            Alt = $"{title} Of 100 people whose days looked like yours: {string.Join("; ", shares.Select(share => share.Text))}.",
            Shares = shares,
        };
    }

    public static DiaryPicture? Diary(Trial trial, DailyOutcome outcome, IReadOnlyDictionary<LocalDate, CheckIn> answers)
    {
        var scale = outcome.Kind is OutcomeKind.YesNo ? 100 : 1;
        var calendar = TrialCalendar.Days(trial);
        var last = answers.Keys.DefaultIfEmpty(LocalDate.MinIsoValue).Max();
        var days = calendar.Where(day => trial.State is TrialState.Finished || day.Date <= last).Select(day => new PicturedDay(
            Period.DaysBetween(calendar[0].Date, day.Date), DayPattern.Format(day.Date), day.Arm, day.Period, day.Counted, scale * answers.GetValueOrDefault(day.Date)?.Value)).ToList();
        if (days.Count == 0)
        {
            return null;
        }

        var arms = trial.Plan.Arms.Select((arm, place) => $"{(char)('A' + place)}: {arm.Name}").ToList();
        var means = trial.Plan.Arms.Select((arm, place) => (arm.Name, Days: days.Where(day => day.Arm == place && day is { Counted: true, Value: not null }).ToList()))
            .Where(arm => arm.Days.Count > 0).Select(arm => $"{arm.Name} {DailyOutcome.Number(arm.Days.Average(day => day.Value!.Value))} over {Count(arm.Days.Count, "day")}");
        return new DiaryPicture
        {
            Title = "Your diary",
            Subtitle = $"{Sentence(outcome.Name)} ({(outcome.Kind is OutcomeKind.YesNo ? "100 is yes, 0 is no" : outcome.Unit)}), {(outcome.LowerIsBetter ? "lower" : "higher")} is better",
            Alt = $"Your diary: {Count(days.Count(day => day.Value is not null), "answer")} on {Count(days.Count, "day")} in {Count(days.Select(day => day.Period).Distinct().Count(), "period")}, in the order {string.Join(" ", days.GroupBy(day => day.Period).Select(period => (char)('A' + period.First().Arm)))} ({string.Join(", ", arms)}). Mean of the days that count: {string.Join(", ", means)}.",
            Arms = [.. arms.Select(arm => arm[3..])],
            Days = days,
            CountedText = days.Any(day => !day.Counted) ? "one day that counts (an open dot: does not count)" : "one day",
            MeanText = "mean of a period's days that count",
            NotCountedText = days.Any(day => !day.Counted) ? "days that do not count: the change has to take hold" : null,
        };
    }

    private static string ShareText(ChanceKind kind, int dots, string? mcid) => (kind, mcid) switch
    {
        (ChanceKind.BetterThatMatters, null) => $"{dots} in 100: it helps",
        (ChanceKind.BetterThatMatters, _) => $"{dots} in 100: it helps by {mcid} or more",
        (ChanceKind.BetterALittle, _) => $"{dots} in 100: it helps, but by less",
        (ChanceKind.WorseALittle, null) => $"{dots} in 100: it makes things worse",
        (ChanceKind.WorseALittle, _) => $"{dots} in 100: it makes things worse, but by less than that",
        (ChanceKind.WorseThatMatters, _) => $"{dots} in 100: it makes things worse by {mcid} or more",
    };

    private static string Arm(Trial trial, ContrastReport contrast) => trial.Plan.Arms[contrast.Arm].Name;

    private static string Signed(double difference, DailyOutcome outcome) =>
        DailyOutcome.Number(outcome.Kind is OutcomeKind.YesNo ? 100 * difference : difference) == "0" ? "no change" : $"{outcome.SayDifference(difference)} {(difference < 0 ? "lower" : "higher")}";

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
