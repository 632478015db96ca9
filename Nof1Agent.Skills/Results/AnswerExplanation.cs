using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;
using NodaTime;

namespace Nof1Agent.Skills.Results;

/// <summary>Answers questions about an answer, from its facts alone. Only for trials that are over.</summary>
internal sealed class AnswerExplanation(Trial trial, TrialAnswer answer, IReadOnlyDictionary<LocalDate, CheckIn> days, LocalDate until, DailyOutcome outcome, SpokenLanguage language)
{
    // Normal quantiles of 97.5 % and 80 %: the effect that a 95 % interval excludes in 8 of 10 trials is their sum in standard errors.
    private const double EightInTen = 1.959964 + 0.841621;
    private const double Lasting = 0.5;

    private readonly EffectWording effects = new(outcome, language);
    private readonly ContrastReport? contrast = answer.Report.Contrasts.FirstOrDefault(found => found.Refusal is null && found.Verdict is not VerdictKind.TooLittleData);

    /// <summary>Why it is not surer: the person's own spread, how many days, and how they follow one another.</summary>
    public string Unsure()
    {
        if (contrast?.StandardDeviation is not { } error)
        {
            return Days();
        }

        var report = answer.Report;
        var parts = new List<string>
        {
            language.Say("explain.unsure", ("sd", outcome.SayDifference(Spread(report), language)), ("answered", report.AnsweredDays), ("rounds", report.CompleteBlocks),
                ("detectable", outcome.SayDifference(EightInTen * error, language))),
        };
        if (contrast.MeanPhi >= Lasting)
        {
            parts.Add(language.Say("explain.unsure.lasting"));
        }

        if (report.CountedDays - report.AnsweredDays is var missing and > 0)
        {
            parts.Add(language.Say("explain.unsure.missing", ("missing", missing)));
        }

        return string.Join(" ", parts);
    }

    /// <summary>Which days counted, by arm.</summary>
    public string Days()
    {
        var calendar = TrialCalendar.DaysBeforePause(trial).Where(day => day.Date <= until).ToList();
        var used = calendar.Where(day => day.Counted && days.GetValueOrDefault(day.Date)?.Value is not null).Select(day => days[day.Date]).ToList();
        var report = answer.Report;
        return string.Join(" ",
        [
            language.Say("explain.days", ("total", calendar.Count), ("aside", calendar.Count(day => day is { Counted: false, ArmStopped: false })), ("counted", report.CountedDays), ("answered", report.AnsweredDays)),
            .. report.Arms.Select((arm, index) => language.Say("explain.days.arm", ("arm", trial.Plan.Arms[index].NameIn(language)), ("answered", arm.AnsweredDays), ("counted", arm.CountedDays))),
            .. calendar.Count(day => day.ArmStopped) is var stopped and > 0 ? [language.Say("explain.days.stopped", ("stopped", stopped))] : Array.Empty<string>(),
            .. used.Count(day => day.Late) is var late and > 0 ? [language.Say("explain.days.late", ("late", late))] : Array.Empty<string>(),
            .. used.Count(day => day.Disrupted is not null) is var disrupted and > 0 ? [language.Say("explain.days.disrupted", ("disrupted", disrupted))] : Array.Empty<string>(),
        ]);
    }

    /// <summary>What a chance in a hundred means.</summary>
    public string Number()
    {
        if (contrast is null)
        {
            return Days();
        }

        var n = AnswerWording.FirstChance(contrast);
        if (contrast is { Verdict: VerdictKind.NoDifferenceThatMatters, ProbabilityNoDifferenceThatMatters: not null } && trial.Plan.Mcid is { } mcid)
        {
            return language.Say("explain.number.no-difference", ("n", n), ("rest", 100 - n), ("mcid", outcome.SayDifference(mcid, language)));
        }

        var helps = contrast.ProbabilityBetter >= 0.5;
        return language.Say(helps ? "explain.number" : "explain.number.harms", ("n", n), ("rest", 100 - n));
    }

    /// <summary>Whether the lottery alone could have made it.</summary>
    public string Chance() => contrast?.SignFlip is { } flip
        ? language.Say("explain.chance", ("n", VerdictRule.OutOfHundred(flip.PValue)), ("rounds", flip.BlockCount), ("least", VerdictRule.OutOfHundred(flip.SmallestPossiblePValue)))
        : language.Say("explain.chance.unknown");

    /// <summary>Whether a drift could have made it.</summary>
    public string Trend() => answer.Report.Trend is { } trend && (trend.Low > 0 || trend.High < 0) && !effects.IsNothing(7 * trend.PerDay)
        ? language.Say("explain.trend", ("size", outcome.SayDifference(7 * trend.PerDay, language)), ("word", effects.Word(trend.PerDay)))
        : language.Say("explain.trend.none");

    /// <summary>Whether weekends could have made it: the same analysis with a weekend column.</summary>
    public string Weekend()
    {
        var diary = DiaryForAnalysis.Build(trial, days, until);
        var saturday = ((IsoDayOfWeek.Saturday - trial.StartsOn!.Value.DayOfWeek) + 7) % 7;
        return contrast is { } own && RegressionEngine.Fit(diary, new EngineOptions { SaturdayRemainder = saturday }).Effect(own.Arm) is { } without
            ? language.Say(trial.Plan.Design.PeriodDays % 7 == 0 ? "explain.weekend.balanced" : "explain.weekend", ("with", effects.Short(without.Mean)), ("without", effects.Short(own.Estimate)))
            : Days();
    }

    // Within the arms: a real change between them is no unrest.
    private static double Spread(TrialReport report)
    {
        var arms = report.Arms.Where(arm => arm.StandardDeviation is not null && arm.AnsweredDays > 1).ToList();
        return arms.Count == 0 ? 0 : Math.Sqrt(arms.Sum(arm => (arm.AnsweredDays - 1) * Math.Pow(arm.StandardDeviation!.Value, 2)) / arms.Sum(arm => arm.AnsweredDays - 1));
    }
}
