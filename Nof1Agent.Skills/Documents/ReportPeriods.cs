using NodaTime.Text;

namespace Nof1Agent.Skills.Documents;

/// <summary>What the report says about periods: which were completed, and what came out in each.</summary>
internal static class ReportPeriods
{
    public static string Completed(TrialRecord record)
    {
        var design = record.Trial.Plan.Design;
        var periods = Periods(record);
        var whole = periods.Where(period => period.Count() == design.PeriodDays).ToList();
        var begun = periods.Where(period => period.Count() < design.PeriodDays).ToList();
        var sequence = string.Join(" ", whole.Select(period => TrialRecord.Letter(period.First().Arm!.Value)));
        var partly = begun.Count == 0 ? "" : $" Begun and not finished: {string.Join(", ", begun.Select(period => $"{TrialRecord.Letter(period.First().Arm!.Value)} (period {period.Key}, {period.Count()} of {design.PeriodDays} days)"))}.";
        return $"{whole.Count} of {design.PeriodCount} periods completed, in the order {(sequence.Length > 0 ? sequence : "(none)")}.{partly} The order was followed as drawn.";
    }

    public static Table Analysed(TrialRecord record) => new(
        ["Arm", "Periods with an answer that counts", "Days that count", "Answered"],
        [.. record.Trial.Plan.Arms.Select((arm, place) => (IReadOnlyList<string>)
        [
            $"{TrialRecord.Letter(place)} {arm.Name}",
            Periods(record).Count(period => period.First().Arm == place && period.Any(IsUsed)).ToString(System.Globalization.CultureInfo.InvariantCulture),
            record.Days.Count(day => day.Arm == place && day.Counted).ToString(System.Globalization.CultureInfo.InvariantCulture),
            record.Days.Count(day => day.Arm == place && IsUsed(day)).ToString(System.Globalization.CultureInfo.InvariantCulture),
        ])]);

    public static Table Results(TrialRecord record) => new(
        ["Period", "Cycle", "Arm", "Days", "Count", "Answered", "Mean", "SD"],
        [.. Periods(record).Select(period =>
        {
            var values = period.Where(IsUsed).Select(day => day.Told!.Value!.Value).ToList();
            var mean = values.Count > 0 ? values.Average() : (double?)null;
            var sd = values.Count > 1 ? Math.Sqrt(values.Sum(value => (value - mean!.Value) * (value - mean.Value)) / (values.Count - 1)) : (double?)null;
            return (IReadOnlyList<string>)
            [
                $"{period.Key}",
                $"{period.First().Cycle}",
                TrialRecord.Letter(period.First().Arm!.Value),
                $"{LocalDatePattern.Iso.Format(period.First().Date)} to {LocalDatePattern.Iso.Format(period.Last().Date)}",
                $"{period.Count(day => day.Counted)}",
                $"{values.Count}",
                mean is null ? "" : DocumentNumber.Of(mean),
                sd is null ? "" : DocumentNumber.Of(sd),
            ];
        })]);

    private static List<IGrouping<int, RecordedDay>> Periods(TrialRecord record) => [.. record.Days.GroupBy(day => day.Period)];

    private static bool IsUsed(RecordedDay day) => day is { Counted: true, Told.Value: not null };
}
