using System.Globalization;
using System.Text;
using Nof1Agent.Skills.Evidence;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills.Trials;

/// <summary>How a plan and a running trial are worded.</summary>
internal static class TrialWording
{
    private static readonly LocalDatePattern DayPattern = LocalDatePattern.CreateWithInvariantCulture("dddd, d MMMM");

    public static string Day(LocalDate date) => DayPattern.Format(date);

    public static string Plan(TrialPlan plan, DailyOutcome outcome)
    {
        var design = plan.Design;
        var text = new StringBuilder();
        foreach (var (arm, letter) in plan.Arms.Select((arm, index) => (arm, (char)('A' + index))))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{letter}: {arm.Name}. {arm.Instruction}");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"Each lasts {Days(design.PeriodDays)} at a time, in an order drawn by lot, {design.BlockCount} times each: {Days(design.TotalDays)} in all.");
        if (design.DiscardDays > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"After each change the first {Days(design.DiscardDays)} do not count: the old has to wear off and the new has to take hold.");
        }

        if (plan.EndsEarlyWhenClear)
        {
            text.AppendLine("It may end early: at the end of each round from the third on I look whether the answer is clear already, and at no other time.");
        }

        text.Append(CultureInfo.InvariantCulture, $"Once a day I ask: \"{outcome.Question}\"");
        return text.ToString();
    }

    public static string Lengths(TrialPlan plan, DailyOutcome outcome, IReadOnlyList<LengthOption> options)
    {
        var change = plan.Mcid ?? outcome.SuggestedMcid;
        var text = new StringBuilder();
        text.AppendLine("How long? A longer trial sees smaller changes.");
        foreach (var option in options)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {Length(option.Days)}: {Of10(option.Chance)} to see a change of {outcome.SayDifference(change)}, {Of10(option.ChanceOfTwice)} to see {outcome.SayDifference(2 * change)}");
        }

        text.Append(CultureInfo.InvariantCulture, $"(This assumes that your days differ like {plan.AssumedSdFrom}.)");
        return text.ToString();
    }

    public static string Length(int days) => days % 7 == 0 ? $"{days / 7} weeks" : $"{days} days";

    public static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    public static string Today(Trial trial, TrialDay day)
    {
        var design = trial.Plan.Design;
        var arm = trial.Plan.Arms[day.Arm];
        var counted = day.Counted ? "" : " Today does not count yet: the change has to take hold first.";
        return $"Today: {arm.Name} (day {day.DayOfPeriod} of {design.PeriodDays}; day {day.Ordinal + 1} of {design.TotalDays} of your trial). {arm.Instruction}{counted}";
    }

    private static string Of10(double chance)
    {
        var tenths = Math.Clamp((int)Math.Round(10 * chance, MidpointRounding.AwayFromZero), 1, 9);
        return chance > 0.95 ? "more than 9 chances in 10" : chance < 0.05 ? "less than 1 chance in 10" : string.Create(CultureInfo.InvariantCulture, $"about {tenths} {(tenths == 1 ? "chance" : "chances")} in 10");
    }
}
