using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Stats.Outcomes;

/// <summary>A diary with its values checked against the kind of outcome and put on the scale the engine works on.</summary>
/// <param name="Diary">The diary to analyse.</param>
/// <param name="Refusal">Why the values do not fit the kind of outcome, in plain words; null when they do.</param>
/// <param name="Warnings">What a reader should know.</param>
internal sealed record OutcomeReading(TrialDiary Diary, string? Refusal, IReadOnlyList<string> Warnings)
{
    /// <summary>Fewer events than this in every arm, and a mean of them says little.</summary>
    internal const int FewestEvents = 5;

    private const double MostAtOneEnd = 0.5;

    internal static OutcomeReading Of(TrialDiary diary, OutcomeScale scale)
    {
        if (diary.Problems() is [var problem, ..])
            return new OutcomeReading(diary, problem, []);
        var unsuitable = diary.Days.Where(day => day.Value is { } value && !Fits(value, scale)).Select(day => (int?)day.Day).FirstOrDefault();
        if (unsuitable is { } first)
            return new OutcomeReading(diary, $"Day {first} has a value that {Named(scale)} cannot have.", []);
        var used = diary.Days.Where(day => day.IsUsed).ToArray();
        return scale switch
        {
            OutcomeScale.Continuous => new OutcomeReading(diary, null, []),
            OutcomeScale.Rating => new OutcomeReading(diary, null, AtOneEnd(used)),
            OutcomeScale.YesNo => Events(diary, used, yesOrNo: true),
            OutcomeScale.Count => Events(diary, used, yesOrNo: false),
            OutcomeScale.TimeOfDay => Unwrapped(diary),
        };
    }

    private static bool Fits(double value, OutcomeScale scale) => scale switch
    {
        OutcomeScale.Continuous or OutcomeScale.Rating => true,
        OutcomeScale.YesNo => value is 0 or 1,
        OutcomeScale.Count => value >= 0,
        OutcomeScale.TimeOfDay => value is >= 0 and <= ClockTime.MinutesPerDay,
    };

    private static string Named(OutcomeScale scale) => scale switch
    {
        OutcomeScale.Continuous or OutcomeScale.Rating => "a number",
        OutcomeScale.YesNo => "a yes or no (1 or 0)",
        OutcomeScale.Count => "a count",
        OutcomeScale.TimeOfDay => "a time of day (0 to 1440 minutes)",
    };

    private static List<string> AtOneEnd(DiaryDay[] used)
    {
        var warnings = new List<string>();
        if (used.Length == 0)
            return warnings;
        double lowest = used.Min(day => day.Value.GetValueOrDefault()), highest = used.Max(day => day.Value.GetValueOrDefault());
        foreach (var (end, word) in new[] { (lowest, "lowest"), (highest, "highest") })
        {
            var share = used.Count(day => day.Value.GetValueOrDefault() == end) / (double)used.Length;
            if (lowest < highest && share >= MostAtOneEnd)
                warnings.Add($"{100 * share:F0} of 100 answers are the {word} rating given: differences beyond that end stay hidden.");
        }
        return warnings;
    }

    /// <summary>Yes/no: the rarer answer is the event. Refused only when no arm reaches the number: 14 against 1 is many events.</summary>
    private static OutcomeReading Events(TrialDiary diary, DiaryDay[] used, bool yesOrNo)
    {
        var inverted = yesOrNo && used.Count(day => day.Value == 1) * 2 > used.Length;
        var most = Enumerable.Range(0, diary.ArmNames.Count)
            .Max(arm => used.Where(day => day.Arm == arm).Sum(day => inverted ? 1 - day.Value.GetValueOrDefault() : day.Value.GetValueOrDefault()));
        return most < FewestEvents
            ? new OutcomeReading(diary, $"Too few events: fewer than {FewestEvents} in every arm. Only the schedule lottery can be consulted.", [])
            : new OutcomeReading(diary, null, []);
    }

    private static OutcomeReading Unwrapped(TrialDiary diary)
    {
        var answered = diary.Days.Where(day => day.Value.HasValue).ToArray();
        var times = ClockTime.Unwrap([.. answered.Select(day => day.Value.GetValueOrDefault())]);
        var byDay = answered.Zip(times).ToDictionary(pair => pair.First.Day, pair => pair.Second);
        string[] warnings = times.Count > 0 && times.Max() - times.Min() > ClockTime.MinutesPerDay / 2
            ? ["The times are spread over more than twelve hours: a mean time may mislead."]
            : [];
        return new OutcomeReading(
            diary with { Days = [.. diary.Days.Select(day => day.Value is null ? day : day with { Value = byDay[day.Day] })] }, null, warnings);
    }
}
