using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;
using NodaTime;

namespace Nof1Agent.Skills.Results;

/// <summary>The pictures of an answer: the diary, then for each arm its effect and its chances. Only for a trial that is over, so that no picture is a peek.</summary>
internal sealed class AnswerPictures(Trial trial, DailyOutcome outcome, SpokenLanguage language)
{
    // A share of days is shown in percentage points.
    private readonly double scale = outcome.Kind is OutcomeKind.YesNo ? 100 : 1;

    public IReadOnlyList<Picture> Of(TrialReport report, IReadOnlyDictionary<LocalDate, CheckIn> answers)
    {
        var told = report.Contrasts.Where(contrast => contrast.Refusal is null && contrast.Verdict is not VerdictKind.TooLittleData).ToList();
        return !trial.IsOver || told.Count == 0
            ? []
            : [.. Diary(answers) is { } diary ? [diary] : Array.Empty<Picture>(), .. told.SelectMany(contrast => new Picture[] { Effect(contrast), Chances(contrast) })];
    }

    public EffectPicture Effect(ContrastReport contrast)
    {
        var (estimate, low, high) = (Signed(contrast.Estimate), Signed(contrast.Low), Signed(contrast.High));
        var mcid = trial.Plan.Mcid is { } size ? outcome.SayDifference(size, language) : null;
        var title = language.Say("pictures.effect-title", ("arm", SpokenLanguage.Sentence(Arm(contrast))), ("comparator", trial.Plan.Arms[0].NameIn(language)));
        (string, object)[] values = [("title", title), ("outcome", outcome.NameIn(language)), ("estimate", estimate), ("low", low), ("high", high), ("mcid", mcid ?? "")];
        return new EffectPicture
        {
            Title = title,
            Subtitle = language.Say("pictures.effect-subtitle", ("outcome", outcome.NameIn(language)), ("unit", outcome.Kind is OutcomeKind.YesNo ? language.Say("pictures.percentage-points") : language.Translated(outcome.Unit))),
            Alt = mcid is null ? language.Say("pictures.effect-alt", values) : language.Say("pictures.effect-alt-mcid", values),
            DecimalSign = DecimalSign,
            Estimate = scale * contrast.Estimate,
            Low = scale * contrast.Low,
            High = scale * contrast.High,
            Mcid = scale * trial.Plan.Mcid,
            LowerIsBetter = outcome.LowerIsBetter,
            EstimateText = language.Say("pictures.estimate", ("estimate", estimate)),
            IntervalText = language.Say("pictures.interval", ("low", low), ("high", high)),
            NoDifferenceText = language.Say("pictures.no-difference"),
            MattersText = mcid is null ? null : language.Say("pictures.matters", ("mcid", mcid)),
            HarmText = mcid is null ? null : language.Say("pictures.harm", ("mcid", mcid)),
            BetterWord = language.Say("pictures.better"),
            WorseWord = language.Say("pictures.worse"),
        };
    }

    public ChancesPicture Chances(ContrastReport contrast)
    {
        var mcid = trial.Plan.Mcid is { } size && contrast.ProbabilityBetterByMcid is not null ? outcome.SayDifference(size, language) : null;
        var shares = ChanceShares.Of(contrast).Select(share => new ChanceShare(share.Kind, share.Dots, ShareText(share.Kind, share.Dots, mcid))).ToList();
        var title = language.Say("pictures.chances-title", ("arm", Arm(contrast)));
        return new ChancesPicture
        {
            Title = title,
            Subtitle = language.Say("pictures.chances-subtitle"),
            Alt = language.Say("pictures.chances-alt", ("title", title), ("shares", string.Join("; ", shares.Select(share => share.Text)))),
            DecimalSign = DecimalSign,
            Shares = shares,
        };
    }

    public DiaryPicture? Diary(IReadOnlyDictionary<LocalDate, CheckIn> answers)
    {
        var calendar = TrialCalendar.Days(trial);
        var last = answers.Keys.DefaultIfEmpty(LocalDate.MinIsoValue).Max();
        var days = calendar.Where(day => trial is { State: TrialState.Finished, EndedAtLook: null } || day.Date <= last).Select(day => new PicturedDay(
            Period.DaysBetween(calendar[0].Date, day.Date), Label(day.Date), day.Arm, day.Period, day.Counted, scale * answers.GetValueOrDefault(day.Date)?.Value)).ToList();
        if (days.Count == 0)
        {
            return null;
        }

        var uncounted = days.Any(day => !day.Counted);
        return new DiaryPicture
        {
            Title = language.Say("pictures.diary-title"),
            Subtitle = outcome.Kind is OutcomeKind.TimeOfDay
                ? language.Say("pictures.diary-subtitle-clock", ("outcome", SpokenLanguage.Sentence(outcome.NameIn(language))), ("side", Better))
                : language.Say(
                    "pictures.diary-subtitle",
                    ("outcome", SpokenLanguage.Sentence(outcome.NameIn(language))),
                    ("unit", outcome.Kind is OutcomeKind.YesNo ? language.Say("pictures.yes-no-scale") : language.Translated(outcome.Unit)),
                    ("side", Better)),
            Alt = DiaryAlt(days),
            DecimalSign = DecimalSign,
            Arms = [.. trial.Plan.Arms.Select(arm => arm.NameIn(language))],
            ClockFrom = outcome.Kind is OutcomeKind.TimeOfDay ? 60 * outcome.ReferenceHour : null,
            Days = days,
            CountedText = uncounted ? language.Say("pictures.counted-or-not") : language.Say("pictures.counted"),
            MeanText = language.Say("pictures.mean"),
            NotCountedText = uncounted ? language.Say("pictures.not-counted") : null,
        };
    }

    private string DiaryAlt(List<PicturedDay> days)
    {
        var means = trial.Plan.Arms.Select((arm, place) => (Name: arm.NameIn(language), Days: days.Where(day => day.Arm == place && day is { Counted: true, Value: not null }).ToList()))
            .Where(arm => arm.Days.Count > 0)
            .Select(arm => language.Say("pictures.mean-over", ("arm", arm.Name), ("mean", Mean(arm.Days.Average(day => day.Value!.Value))), ("n", arm.Days.Count)));
        return language.Say(
            "pictures.diary-alt",
            ("answers", days.Count(day => day.Value is not null)),
            ("days", days.Count),
            ("periods", days.Select(day => day.Period).Distinct().Count()),
            ("order", string.Join(" ", days.GroupBy(day => day.Period).Select(period => Letter(period.First().Arm)))),
            ("arms", string.Join(", ", trial.Plan.Arms.Select((arm, place) => $"{Letter(place)}: {arm.NameIn(language)}"))),
            ("means", string.Join(", ", means)));
    }

    private string ShareText(ChanceKind kind, int dots, string? mcid) => (kind, mcid) switch
    {
        (ChanceKind.BetterThatMatters, null) => language.Say("pictures.helps", ("n", dots)),
        (ChanceKind.BetterThatMatters, _) => language.Say("pictures.helps-by", ("n", dots), ("mcid", mcid)),
        (ChanceKind.BetterALittle, _) => language.Say("pictures.helps-less", ("n", dots)),
        (ChanceKind.WorseALittle, null) => language.Say("pictures.harms", ("n", dots)),
        (ChanceKind.WorseALittle, _) => language.Say("pictures.harms-less", ("n", dots)),
        (ChanceKind.WorseThatMatters, _) => language.Say("pictures.harms-by", ("n", dots), ("mcid", mcid ?? "")),
    };

    private string Better => outcome.LowerIsBetter ? "lower" : "higher";

    private string DecimalSign => language.Number(0.5)[1..2];

    private string Arm(ContrastReport contrast) => trial.Plan.Arms[contrast.Arm].NameIn(language);

    // A time of day is told as one.
    private object Mean(double mean) => outcome.Kind is OutcomeKind.TimeOfDay ? outcome.Say(mean, language) : mean;

    private string Label(LocalDate date) => language.Say("pictures.day", ("day", date.Day), ("month", language.Say($"pictures.month-{date.Month}")));

    private string Signed(double difference)
    {
        // "Lower" says nothing of a time or of days with and without.
        if (outcome.Kind is OutcomeKind.TimeOfDay or OutcomeKind.YesNo)
        {
            return new EffectWording(outcome, language).Short(difference);
        }

        var size = outcome.SayDifference(difference, language);
        return size == outcome.SayDifference(0, language) ? language.Say("pictures.no-change")
            : difference < 0 ? language.Say("pictures.lower", ("size", size)) : language.Say("pictures.higher", ("size", size));
    }

    private static string Letter(int arm) => ((char)('A' + arm)).ToString();
}
