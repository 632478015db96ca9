using Nof1Agent.Skills;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Planning;
using Nof1Agent.Stats.Verdicts;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Results;

/// <summary>Days that an unfinished pause holds back are no days of the trial: nobody is told that they are missing. Days of a stopped arm come after no switch.</summary>
public sealed class PausedAnswerTests
{
    private static readonly Instant At = Instant.FromUtc(2027, 6, 1, 8, 0);
    private static readonly TrialDesign Design = new() { BlockCount = 6, PeriodDays = 6, DiscardDays = 1 };

    [Fact]
    public async Task AskedEarly_InAPause_CountsNoPausedDay()
    {
        await using var talk = await Talk.WithTrial(goal: "stress", outcome: "stress-rating");
        var first = (await talk.Trial()).StartsOn!.Value;
        for (var day = 0; day < 5; day++)
        {
            await talk.Until(first.PlusDays(day), 21);
            await talk.Use(skills => skills.CheckIns.Record(4, "yes"));
        }

        await talk.Use(skills => skills.Trials.Pause("travelling"));
        await talk.Until(first.PlusDays(15), 21);
        Assert.Contains("So far 5 of 5 days have an answer", (await talk.Use(skills => skills.Results.DidItWork())).Say, StringComparison.Ordinal);
    }

    [Fact]
    public void StoppedInAPause_WithoutSomeDays_IsJudgedByTheDaysBeforeIt()
    {
        var (invented, until) = StoppedInAPause();
        var late = invented.With((day, told) => told with { Late = day.DayOfPeriod is 3 or 5 });
        var line = Assert.Single(AnswerAnalysis.Run(late.Trial, late.Days, until, late.Outcome, null, At, looksAhead: false).Sensitivity);
        Assert.NotEqual(VerdictKind.TooLittleData, Assert.Single(line.Verdicts));
    }

    [Fact]
    public void StoppedInAPause_WhichDaysCounted_NamesOnlyThoseBeforeIt()
    {
        var (invented, until) = StoppedInAPause();
        var answer = AnswerAnalysis.Run(invented.Trial, invented.Days, until, invented.Outcome, null, At, looksAhead: false);
        var said = new AnswerExplanation(invented.Trial, answer, invented.Days, until, invented.Outcome, KnownLanguages.English).Days();
        Assert.Contains("Your trial has 36 days so far.", said, StringComparison.Ordinal);
        Assert.Equal(TrialCalendar.DaysBeforePause(invented.Trial).Count(day => day.Counted), answer.Report.CountedDays);
    }

    [Fact]
    public void StoppedArm_WhichDaysCounted_DoesNotCallItsDaysDaysAfterASwitch()
    {
        var design = Design with { ArmCount = 3, BlockCount = 4 };
        var invented = InventedTrial.From(PowerSimulation.Diary(design, new PowerAssumptions { EffectInSd = -1, MissingShare = 0 }, DeterministicRandom.ForIndex(99, 3)), design, 5, looks: false);
        var trial = invented.Trial with { StoppedArms = [new StoppedArm(1, invented.Trial.StartsOn!.Value.PlusDays(20), "side effect, 9 of 10")] };
        var answer = AnswerAnalysis.Run(trial, invented.Days, invented.End, invented.Outcome, null, At, looksAhead: false);
        var said = new AnswerExplanation(trial, answer, invented.Days, invented.End, invented.Outcome, KnownLanguages.English).Days();
        var stopped = TrialCalendar.Days(trial).Count(day => day.ArmStopped);
        Assert.True(stopped > 6);
        Assert.Contains($"{TrialCalendar.Days(trial).Count(day => day is { Counted: false, ArmStopped: false })} of them came right after a switch", said, StringComparison.Ordinal);
        Assert.Contains($"{stopped} days were meant for what was stopped", said, StringComparison.Ordinal);
        Assert.Equal(TrialCalendar.Days(trial).Count(day => day is { Arm: 1, Counted: true }), answer.Adherence[1].Told);
    }

    // Six of twelve periods, then a pause that the person ended the trial in, weeks later.
    private static (InventedTrial Invented, LocalDate Until) StoppedInAPause()
    {
        var invented = InventedTrial.From(PowerSimulation.Diary(Design, new PowerAssumptions { EffectInSd = -2.5, MissingShare = 0 }, DeterministicRandom.ForIndex(99, 3)), Design, 5, looks: false);
        var paused = TrialCalendar.Days(invented.Trial).First(day => day.Period == 6).Date;
        return (invented with
        {
            Trial = invented.Trial with { State = TrialState.Stopped, PausedOn = paused },
            Days = invented.Days.Where(day => day.Key < paused).ToDictionary(),
        }, invented.End);
    }
}
