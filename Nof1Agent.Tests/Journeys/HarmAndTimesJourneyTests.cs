using Nof1Agent.Skills;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Journeys;

/// <summary>A harm stops its arm; an outcome that is a time of day.</summary>
public sealed class HarmAndTimesJourneyTests
{
    [Fact]
    public async Task StrongHarm_ThreeArms_StopsTheArmAndTheOthersGoOn()
    {
        await using var talk = await Talk.WithTrial(goal: "focus / attention", outcome: "focus-rating", candidate: "1,2");
        var trial = await talk.Trial();
        Assert.Equal(3, trial.Plan.Arms.Count);
        var day = TrialCalendar.Days(trial).First(known => known is { Counted: true, Arm: > 0 });
        await talk.Until(day.Date, 9);
        await talk.Use(skills => skills.CheckIns.Record(7, "yes", "0", sideEffect: "racing heart"));
        var said = await talk.Use(skills => skills.CheckIns.SideEffect(9, day: day.Date.ToString("uuuu-MM-dd", null)));

        var arm = trial.Plan.Arms[day.Arm].Name;
        Assert.Contains($"I have stopped \"{arm}\" for good", said.Say, StringComparison.Ordinal);
        var after = await talk.Trial();
        Assert.Equal((TrialState.Running, day.Arm, day.Date.PlusDays(1)), (after.State, Assert.Single(after.StoppedArms).Arm, after.StoppedArms[0].From));
        Assert.Equal(trial.Sequence, after.Sequence);

        // Its later days are usual routine and do not count; those of the others stay as they were.
        var (before, now) = (TrialCalendar.Days(trial), TrialCalendar.Days(after));
        Assert.All(now.Zip(before), pair => Assert.Equal(pair.First.Arm == day.Arm && pair.First.Date > day.Date, pair.First.ArmStopped));
        Assert.All(now, known => Assert.False(known is { ArmStopped: true, Counted: true }));
        Assert.All(now.Where(known => known.Arm != day.Arm).Zip(before.Where(known => known.Arm != day.Arm)), pair => Assert.Equal(pair.Second, pair.First));
        var stopped = now.First(known => known is { ArmStopped: true, DayOfPeriod: 1 });
        Assert.Contains($"Today: {trial.Plan.Arms[0].Name} (day 1", await talk.Until(stopped.Date, 9), StringComparison.Ordinal);
        Assert.Contains($"would have been a day of \"{arm}\"", talk.Last.Text, StringComparison.Ordinal);

        // A second arm is stopped too: nothing is left to compare, so the trial ends.
        var other = now.First(known => known is { Counted: true, Arm: > 0 } && known.Arm != day.Arm && known.Date > stopped.Date);
        await talk.Until(other.Date, 21);
        Assert.Contains("I have ended the trial", (await talk.Use(skills => skills.CheckIns.SideEffect(10, "rash", other.Date.ToString("uuuu-MM-dd", null)))).Say, StringComparison.Ordinal);
        var answer = await talk.Use(skills => skills.Results.DidItWork());
        Assert.Contains("because of a strong side effect", answer.Say, StringComparison.Ordinal);
        Assert.Contains($"{arm} was stopped before the end", answer.Say, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task StrongHarm_TwoArms_EndsTheTrialWithItsLabel()
    {
        await using var talk = await Talk.WithTrial(goal: "stress", outcome: "stress-rating");
        var day = TrialCalendar.Days(await talk.Trial()).First(known => known is { Counted: true, Arm: 1 });
        await talk.Until(day.Date, 21);
        var said = await talk.Use(skills => skills.CheckIns.SideEffect(9, "dizzy", day.Date.ToString("uuuu-MM-dd", null)));

        Assert.Contains("keep to your usual routine", said.Say, StringComparison.Ordinal);
        var trial = await talk.Trial();
        Assert.True(HarmRule.Ended(trial));
        Assert.Empty(trial.StoppedArms);
        Assert.Contains("ended before its last day because of a strong side effect", (await talk.Use(skills => skills.Results.DidItWork())).Say, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoppedArm_DaysLeaveTheAnalysis()
    {
        await using var talk = await Talk.WithTrial(goal: "focus / attention", outcome: "focus-rating", candidate: "1,2");
        var trial = await talk.Trial();
        var first = TrialCalendar.Days(trial).First(known => known is { Counted: true, Arm: 1 });
        var stopped = trial with { StoppedArms = [new StoppedArm(1, first.Date.PlusDays(1), "side effect, 9 of 10")] };
        var days = DiaryForAnalysis.Build(stopped, new Dictionary<LocalDate, CheckIn>(), TrialCalendar.Days(trial)[^1].Date).Days;

        Assert.Equal(TrialCalendar.Days(trial).Count(known => known is { Counted: true, Arm: 1 } && known.Date <= first.Date), days.Count(known => known is { Counted: true, Arm: 1 }));
        Assert.Equal(TrialCalendar.Days(trial).Count(known => known is { Counted: true, Arm: 2 }), days.Count(known => known is { Counted: true, Arm: 2 }));
    }

    [Fact]
    public async Task TimeOfDay_IsReadBackAskedBackAndKeptAcrossMidnight()
    {
        await using var talk = await Talk.WithTrial(goal: "sleep onset", outcome: "asleep-time");
        var first = (await talk.Trial()).StartsOn!.Value;
        Assert.Contains("At what time did you fall asleep", await talk.Until(first.PlusDays(1), 9), StringComparison.Ordinal);
        Assert.Contains("5 January: 23:40.", await talk.Say("23:40"), StringComparison.Ordinal);
        await talk.Press("Yes");
        await talk.Until(first.PlusDays(2), 9);
        Assert.Contains("6 January: 00:20, done as planned", await talk.Say("0:20, did it"), StringComparison.Ordinal);
        Assert.Equal([700.0, 740.0], (await Days(talk)).Select(day => day.Value!.Value));

        await talk.Until(first.PlusDays(3), 9);
        Assert.Contains("Do you mean 19:30 or 07:30?", await talk.Say("7:30"), StringComparison.Ordinal);
        Assert.Contains("7 January: 07:30", await talk.Press("07:30"), StringComparison.Ordinal);
        Assert.Contains("between 18:00 and 08:00", await talk.Say("13:00"), StringComparison.Ordinal);
        Assert.Contains("7 January: 01:30", await talk.Say("no, I meant 1:30"), StringComparison.Ordinal);
        Assert.Equal(810, (await Days(talk))[^1].Value);
        Assert.Contains("01:30", (await talk.Use(skills => skills.CheckIns.Diary())).Say, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TimeOfDay_TheAnswerSpeaksOfEarlierAndLater()
    {
        await using var talk = await Talk.WithTrial(goal: "sleep onset", outcome: "asleep-time");
        var trial = await talk.Trial();
        foreach (var day in TrialCalendar.Days(trial))
        {
            await talk.Until(day.Date.PlusDays(1), 9);
            await talk.Use(skills => skills.CheckIns.Record(adherence: "yes", time: day.Arm == 1 ? $"23:{20 + (day.Ordinal % 7):00}" : $"00:{20 + (day.Ordinal % 5):00}"));
        }

        var answer = (await talk.Use(skills => skills.Results.DidItWork())).Say;
        Assert.Contains("you fell asleep about", answer, StringComparison.Ordinal);
        Assert.Contains("earlier than with your usual routine", answer, StringComparison.Ordinal);
        Assert.Contains("minutes", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(14, null)]
    [InlineData(0, "CheckIns:MostDaysBack")]
    [InlineData(15, "CheckIns:MostDaysBack")]
    public void Settings_DaysBack_AreCheckedByName(int days, string? problem) => Assert.Equal(problem, new CheckInSettings { MostDaysBack = days }.Problem?[.."CheckIns:MostDaysBack".Length]);

    [Theory]
    [InlineData(null, 7)]
    [InlineData("3", 3)]
    [InlineData("12", 12)]
    public async Task DaysBack_AsConfigured_AreTakenAndNoMore(string? configured, int most)
    {
        await using var talk = await Talk.WithTrial(goal: "stress", outcome: "stress-rating", settings: configured is null ? null : [KeyValuePair.Create("CheckIns:MostDaysBack", (string?)configured)]);
        var first = (await talk.Trial()).StartsOn!.Value;
        await talk.Until(first.PlusDays(most), 21);
        Assert.Contains("told late", await talk.Say($"on {first:uuuu-MM-dd} it was 4"), StringComparison.Ordinal);
        await talk.Until(first.PlusDays(most + 2), 21);
        Assert.Contains($"more than {most} days ago", await talk.Say($"on {first.PlusDays(1):uuuu-MM-dd} it was 4"), StringComparison.Ordinal);
    }

    private static Task<List<CheckIn>> Days(Talk talk) => talk.Use(skills => skills.CheckInStore.Days(skills.TrialStore.Latest!.Id).Values.OrderBy(day => day.StudyDay).ToList());
}
