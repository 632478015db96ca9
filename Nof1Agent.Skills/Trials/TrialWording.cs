using System.Text;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Skills.Trials;

/// <summary>How a plan and a running trial are worded.</summary>
internal static class TrialWording
{
    public static string Plan(TrialPlan plan, DailyOutcome outcome, SpokenLanguage language)
    {
        var design = plan.Design;
        var text = new StringBuilder();
        foreach (var (arm, letter) in plan.Arms.Select((arm, index) => (arm, (char)('A' + index))))
        {
            text.AppendLine(language.Say("trials.plan.arm", ("letter", letter), ("name", arm.NameIn(language)), ("instruction", arm.InstructionIn(language))));
        }

        text.AppendLine(language.Say("trials.plan.design", ("period", design.PeriodDays), ("rounds", design.BlockCount), ("total", design.TotalDays)));
        if (design.DiscardDays > 0)
        {
            text.AppendLine(language.Say("trials.plan.discard", ("days", design.DiscardDays)));
        }

        if (plan.EndsEarlyWhenClear)
        {
            text.AppendLine(language.Say("trials.plan.early"));
        }

        return text.Append(language.Say("trials.plan.question", ("question", outcome.QuestionIn(language)))).ToString();
    }

    public static string Lengths(TrialPlan plan, DailyOutcome outcome, IReadOnlyList<LengthOption> options, SpokenLanguage language)
    {
        var change = plan.Mcid ?? outcome.SuggestedMcid;
        var text = new StringBuilder();
        text.AppendLine(language.Say("trials.lengths"));
        foreach (var option in options)
        {
            text.AppendLine(language.Say("trials.lengths.line", ("length", Length(option.Days, language)), ("chance", Of10(option.Chance, language)), ("change", outcome.SayDifference(change, language)),
                ("chanceOfTwice", Of10(option.ChanceOfTwice, language)), ("twice", outcome.SayDifference(2 * change, language))));
        }

        return text.Append(language.Say("trials.lengths.assumed", ("from", language.Translated(plan.AssumedSdFrom)))).ToString();
    }

    public static string Length(int days, SpokenLanguage language) => days % 7 == 0 ? language.Say("amount.weeks", ("n", days / 7)) : Days(days, language);

    public static string Days(int days, SpokenLanguage language) => language.Say("amount.days", ("n", days));

    public static string Today(Trial trial, TrialDay day, SpokenLanguage language)
    {
        var arm = trial.Plan.Arms[day.Arm];
        (string, object)[] values =
        [
            ("arm", arm.NameIn(language)), ("dayOfPeriod", day.DayOfPeriod), ("period", trial.Plan.Design.PeriodDays),
            ("day", day.Ordinal + 1), ("total", trial.Plan.Design.TotalDays), ("instruction", arm.InstructionIn(language)),
        ];
        return day.Counted ? language.Say("trials.today", values) : language.Say("trials.today-not-counted", values);
    }

    private static string Of10(double chance, SpokenLanguage language) =>
        chance > 0.95 ? language.Say("trials.chance.high")
        : chance < 0.05 ? language.Say("trials.chance.low")
        : language.Say("trials.chance", ("n", Math.Clamp((int)Math.Round(10 * chance, MidpointRounding.AwayFromZero), 1, 9)));

    /// <summary>The chances of the lengths, as bars under their lines.</summary>
    public static IReadOnlyList<ChanceBar> Bars(IReadOnlyList<LengthOption> options, SpokenLanguage language) =>
        [.. options.Select(option => new ChanceBar($"- {Length(option.Days, language)}:", Math.Clamp((int)Math.Round(100 * option.Chance, MidpointRounding.AwayFromZero), 1, 99), Of10(option.Chance, language)))];
}
