using CsCheck;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Trials;

/// <summary>The day on a date is the one that the whole calendar has there, however often the days were moved.</summary>
public sealed class TrialCalendarTests
{
    private static readonly LocalDate Start = new(2027, 3, 1);
    private static readonly TrialDesign Design = new() { ArmCount = 3, BlockCount = 3, PeriodDays = 4, DiscardDays = 1 };

    [Fact]
    public void On_AnyPauses_IsTheDayOfTheCalendar() => Gen.Select(Gen.Select(Gen.Int[0, 50], Gen.Int[1, 12]).Array[0, 5], Gen.Int[0, 60], Gen.Bool).Sample((moves, pausedAfter, isPaused) =>
    {
        var trial = moves.Aggregate(Running(), (moved, move) => TrialCalendar.Moved(moved, Start.PlusDays(move.Item1), Start.PlusDays(move.Item1 + move.Item2)));
        trial = isPaused ? trial with { State = TrialState.Paused, PausedOn = Start.PlusDays(pausedAfter) } : trial;
        for (var date = Start.PlusDays(-3); date < Start.PlusDays(120); date = date.PlusDays(1))
        {
            Assert.Equal(TrialCalendar.DaysBeforePause(trial).FirstOrDefault(day => day.Date == date), TrialCalendar.On(trial, date));
        }
    });

    [Fact]
    public void Moved_TwoPauses_KeepTheOrderAndLengthen()
    {
        var trial = TrialCalendar.Moved(TrialCalendar.Moved(Running(), Start.PlusDays(5), Start.PlusDays(9)), Start.PlusDays(20), Start.PlusDays(21));

        Assert.Equal(5, TrialCalendar.On(trial, Start.PlusDays(9))!.Ordinal);
        Assert.Null(TrialCalendar.On(trial, Start.PlusDays(6)));
        Assert.Equal(Start.PlusDays(35 + 5), TrialCalendar.LastDay(trial, Start));
    }

    private static Trial Running() => new()
    {
        Id = new TrialId("t"),
        State = TrialState.Running,
        CreatedAt = Instant.FromUtc(2027, 2, 1, 0, 0),
        StartsOn = Start,
        Sequence = BlockRandomization.Draw(Design, new DeterministicRandom(3)),
        Plan = new TrialPlan { Arms = [new Arm("usual", ""), new Arm("a", ""), new Arm("b", "")], Outcome = "stress-rating", Design = Design, AssumedSd = 1, AssumedSdFrom = "nothing" },
    };
}
