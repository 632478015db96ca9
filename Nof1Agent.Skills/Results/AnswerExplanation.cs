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
    private const double OfAnError = 0.5;

    private readonly EffectWording effects = new(outcome, language, trial.Plan.Blinded);
    private readonly IReadOnlyList<ContrastReport> contrasts = [.. answer.Report.Contrasts.Where(found => found.Refusal is null && found.Verdict is not VerdictKind.TooLittleData)];

    /// <summary>Why it is not surer: the person's own spread, how many days, and how they follow one another.</summary>
    public string Unsure()
    {
        var report = answer.Report;
        var missing = report.CountedDays - report.AnsweredDays;
        return Each(contrast => contrast.StandardDeviation is { } error
            ? string.Join(" ",
            [
                language.Say("explain.unsure", ("sd", outcome.SayDifference(Spread(report), language)), ("answered", report.AnsweredDays), ("rounds", report.CompleteBlocks),
                    ("detectable", outcome.SayDifference(EightInTen * error, language))),
                .. contrast.MeanPhi >= Lasting ? [language.Say("explain.unsure.lasting")] : Array.Empty<string>(),
                .. missing > 0 ? [language.Say("explain.unsure.missing", ("missing", missing))] : Array.Empty<string>(),
            ])
            : null) ?? Days();
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
        return Each(NumberOf) ?? Days();
    }

    private string NumberOf(ContrastReport contrast)
    {
        var n = AnswerWording.FirstChance(contrast);
        if (contrast is { Verdict: VerdictKind.NoDifferenceThatMatters, ProbabilityNoDifferenceThatMatters: not null } && trial.Plan.Mcid is { } mcid)
        {
            return language.Say("explain.number.no-difference", ("n", n), ("rest", 100 - n), ("mcid", outcome.SayDifference(mcid, language)));
        }

        var helps = contrast.ProbabilityBetter >= 0.5;
        return language.Say(helps ? "explain.number" : "explain.number.harms", ("n", n), ("rest", 100 - n));
    }

    /// <summary>Whether the lottery alone could have made it.</summary>
    public string Chance() => Each(contrast => contrast.SignFlip is { } flip
        ? language.Say("explain.chance", ("n", VerdictRule.OutOfHundred(flip.PValue)), ("rounds", flip.BlockCount), ("least", VerdictRule.OutOfHundred(flip.SmallestPossiblePValue)))
        : language.Say("explain.chance.unknown")) ?? language.Say("explain.chance.unknown");

    /// <summary>Whether a drift could have made it.</summary>
    public string Trend() => answer.Report.Trend is { } trend && (trend.Low > 0 || trend.High < 0) && !effects.IsNothing(7 * trend.PerDay)
        ? language.Say("explain.trend", ("size", outcome.SayDifference(7 * trend.PerDay, language)), ("word", effects.Word(trend.PerDay)))
        : language.Say("explain.trend.none");

    /// <summary>Whether weekends could have made it: the same analysis with a weekend column.</summary>
    public string Weekend()
    {
        var diary = DiaryForAnalysis.Build(trial, days, until);
        var saturday = ((IsoDayOfWeek.Saturday - trial.StartsOn!.Value.DayOfWeek) + 7) % 7;
        var allowing = RegressionEngine.Fit(diary, new EngineOptions { SaturdayRemainder = saturday });
        return Each(own => allowing.Effect(own.Arm) is { } other
            ? language.Say(Weekend(own, other.Mean), ("with", effects.Short(other.Mean)), ("without", effects.Short(own.Estimate)))
            : null) ?? Days();
    }

    // Less than half a standard error is no change worth a word; and a change that grows was not made by weekends.
    private string Weekend(ContrastReport own, double allowing)
    {
        var moved = Math.Abs(own.Estimate - allowing) > OfAnError * own.StandardDeviation;
        return moved && Math.Sign(allowing) != Math.Sign(own.Estimate) ? "explain.weekend.yes"
            : moved && Math.Abs(allowing) < Math.Abs(own.Estimate) ? "explain.weekend.partly"
            : trial.Plan.Design.PeriodDays % 7 == 0 ? "explain.weekend.balanced" : "explain.weekend";
    }

    // With several things each has a line with its name; null where nothing can be said of any.
    private string? Each(Func<ContrastReport, string?> say)
    {
        var lines = contrasts.Select(contrast => (contrast.Arm, Said: say(contrast))).Where(line => line.Said is not null).ToList();
        return lines.Count == 0 ? null
            : answer.Report.Contrasts.Count == 1 ? lines[0].Said
            : string.Join("\n", lines.Select(line => language.Say("explain.of-arm", ("arm", SpokenLanguage.Sentence(trial.Plan.Arms[line.Arm].NameIn(language))), ("said", line.Said!))));
    }

    // Within the arms: a real change between them is no unrest.
    private static double Spread(TrialReport report)
    {
        var arms = report.Arms.Where(arm => arm.StandardDeviation is not null && arm.AnsweredDays > 1).ToList();
        return arms.Count == 0 ? 0 : Math.Sqrt(arms.Sum(arm => (arm.AnsweredDays - 1) * Math.Pow(arm.StandardDeviation!.Value, 2)) / arms.Sum(arm => arm.AnsweredDays - 1));
    }
}
