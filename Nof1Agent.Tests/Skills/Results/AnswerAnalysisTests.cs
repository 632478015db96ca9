using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Planning;
using Nof1Agent.Stats.Verdicts;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Results;

public sealed class AnswerAnalysisTests
{
    private static readonly Instant At = Instant.FromUtc(2027, 6, 1, 8, 0);
    private static readonly TrialDesign Design = new() { BlockCount = 4, PeriodDays = 6, DiscardDays = 1 };

    private static InventedTrial Invent(double effectInSd, ulong seed = 3) => InventedTrial.From(
        PowerSimulation.Diary(Design, new PowerAssumptions { EffectInSd = effectInSd, MissingShare = 0 }, DeterministicRandom.ForIndex(99, seed)), Design, 5, looks: false);

    private static TrialAnswer Run(InventedTrial invented, bool looksAhead = false) =>
        AnswerAnalysis.Run(invented.Trial, invented.Days, invented.End, invented.Outcome, null, At, looksAhead);

    [Fact]
    public void Run_LowerIsBetter_AFallWorked()
    {
        var answer = Run(Invent(-2.5));
        var contrast = Assert.Single(answer.Report.Contrasts);
        Assert.Equal(VerdictKind.ItWorked, contrast.Verdict);
        Assert.InRange(contrast.Estimate, -35, -15);
        Assert.Equal(VerdictKind.ItMadeThingsWorse, Run(Invent(2.5)).Report.Contrasts[0].Verdict);
        Assert.Equal((At, 1, false), (answer.At, answer.Revision, answer.StoppedEarly));
        Assert.Null(answer.EndedAtLook);
        // 8 periods of 6 days; the first day after each change of arm is not counted.
        Assert.Equal(TrialCalendar.Days(Invent(-2.5).Trial).Count(day => day.Counted), answer.Report.CountedDays);
    }

    [Fact]
    public void Run_NothingOutOfTheWay_HasNoSensitivityLine() => Assert.Empty(Run(Invent(-2.5)).Sensitivity);

    [Theory]
    [InlineData(LeftOut.Late)]
    [InlineData(LeftOut.Disrupted)]
    [InlineData(LeftOut.NotAsPlanned)]
    public void Run_DaysThatCarryTheVerdict_AreLeftOutByTheirKindAlone(LeftOut kind)
    {
        // No effect, but for days of one kind with the arm that are 40 minutes better: the answer hangs on them.
        var invented = Invent(0).With((day, told) => day.Arm == 1 && day.DayOfPeriod is 2 or 3 or 4
            ? (kind switch
            {
                LeftOut.Late => told with { Late = true },
                LeftOut.Disrupted => told with { Disrupted = Disruption.Travelling },
                LeftOut.NotAsPlanned => told with { Adherence = Adherence.Partly },
            }) with { Value = told.Value - 40 }
            : told);
        var answer = Run(invented);
        Assert.True(answer.Report.Contrasts[0].Estimate < -10);
        var line = Assert.Single(answer.Sensitivity);
        Assert.Equal(kind, line.Kind);
        Assert.Equal(TrialCalendar.Days(invented.Trial).Count(day => day is { Counted: true, Arm: 1, DayOfPeriod: 2 or 3 or 4 }), line.Days);
        Assert.NotEqual(VerdictKind.ItWorked, Assert.Single(line.Verdicts));
    }

    [Fact]
    public void Run_DaysLeftOut_AreNotMissing()
    {
        // Half of the days told late: what is left is half of the days, and yet enough, because the question is another one.
        var answer = Run(Invent(-2.5).With((day, told) => told with { Late = day.DayOfPeriod % 2 == 0 }));
        Assert.NotEqual(VerdictKind.TooLittleData, answer.Sensitivity.Single().Verdicts[0]);
    }

    [Fact]
    public void Run_Adherence_CountsWhatWasToldOnCountedDaysOfEachArm()
    {
        var invented = Invent(0).With((day, told) => told with { Adherence = day.Arm == 0 ? Adherence.Yes : day.Ordinal % 2 == 0 ? Adherence.No : null });
        var answer = Run(invented);
        var counted = TrialCalendar.Days(invented.Trial).Where(day => day.Counted).ToList();
        Assert.Equal(new ArmAdherence(counted.Count(day => day.Arm == 0), counted.Count(day => day.Arm == 0)), answer.Adherence[0]);
        Assert.Equal(new ArmAdherence(0, counted.Count(day => day.Arm == 1 && day.Ordinal % 2 == 0)), answer.Adherence[1]);
        Assert.True(answer.Adherence[0].IsFaithful);
        Assert.False(answer.Adherence[1].IsFaithful);
    }

    [Fact]
    public void Run_Open_SaysWhatWouldSettleIt_SettledDoesNot()
    {
        var open = Run(Invent(-0.45, 5), looksAhead: true);
        Assert.False(AnswerRule.IsSettled(open.Report.Contrasts[0].Verdict));
        Assert.Equal(1, Assert.Single(open.Further).Arm);
        Assert.Empty(Run(Invent(-2.5), looksAhead: true).Further);
        Assert.Empty(Run(Invent(-0.45, 5)).Further);
    }

    [Fact]
    public void Run_TrialThatWasCutShort_CountsTheDaysUntilThen()
    {
        var invented = Invent(-2.5);
        var half = TrialCalendar.Days(invented.Trial).Last(day => day.Block == 2).Date;
        var stopped = invented with { Trial = invented.Trial with { State = TrialState.Stopped } };
        var answer = AnswerAnalysis.Run(stopped.Trial, stopped.Days, half, stopped.Outcome, null, At, looksAhead: false);
        Assert.True(answer.StoppedEarly);
        Assert.Equal(3, answer.Report.CompleteBlocks);
        Assert.Equal(answer.Report.CountedDays, answer.Report.AnsweredDays);
        // The same days of a trial that ran to its end are three quarters of the plan.
        Assert.True(AnswerAnalysis.Run(invented.Trial, invented.Days, half, invented.Outcome, null, At, looksAhead: false).Report.CountedDays > answer.Report.CountedDays);
    }

    [Fact]
    public void Run_WithWhatIsKnown_ShowsBothAnswers()
    {
        var invented = Invent(-0.6);
        var answer = AnswerAnalysis.Run(invented.Trial, invented.Days, invented.End, invented.Outcome, new ExpectedEffect(-8, 4), At, looksAhead: false);
        Assert.Equal(new ExpectedEffect(-8, 4), answer.Expected);
        Assert.NotNull(answer.Report.Contrasts[0].WithEvidence);
        Assert.Null(Run(invented).Report.Contrasts[0].WithEvidence);
        Assert.Equal(Run(invented).Report.Contrasts[0].Estimate, answer.Report.Contrasts[0].Estimate);
    }
}
