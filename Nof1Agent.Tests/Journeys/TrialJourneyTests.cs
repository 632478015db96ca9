using System.Text.Json;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Journeys;

/// <summary>The plan, the lottery and the days of a trial.</summary>
public sealed class TrialJourneyTests
{
    [Fact]
    public async Task WhatIsToldAfterTheList_StillRulesOut_AtTheChoiceAndBeforeTheLottery()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        await talk.Use(skills =>
        {
            skills.Interview.Note(goal: "sleep onset", outcome: "sleep-onset-minutes", mcid: 10, typicalGood: 20, typicalBad: 60, adult: true, pregnant: false, conditions: [], medicines: [], tried: [], limits: [], expectation: 5);
            return skills.Candidates.List();
        });
        Assert.True((await talk.Use(skills => skills.Trials.Propose("1"))).Ok);
        await talk.Use(skills => skills.Trials.ChooseLength(cycles: 3));
        await talk.Use(skills => skills.Trials.ConfirmPlan());
        await talk.Use(skills => skills.Interview.Note(pregnant: true));

        Assert.False((await talk.Use(skills => skills.Trials.Begin("a word"))).Ok);
        Assert.True(await talk.Use(skills => skills.TrialStore.Open is null));
        Assert.False((await talk.Use(skills => skills.Trials.Propose("1"))).Ok);
    }

    [Fact]
    public async Task Plan_Confirmed_IsFrozenHashedAndCommittedBeforeTheWordIsAsked()
    {
        await using var talk = await Talk.WithTrial();
        var trial = await talk.Trial();
        Assert.Equal(CanonicalJson.Sha256Hex(trial.Protocol!), trial.ProtocolHash);
        Assert.True(trial.FrozenAt <= trial.BeganAt);
        Assert.Equal(64, trial.Commitment!.Length);
        Assert.Equal(trial.Plan.Design.PeriodCount, trial.Sequence!.Count);
    }

    [Fact]
    public async Task Begin_SecondTime_IsRefusedAndChangesNothing()
    {
        await using var talk = await Talk.WithTrial();
        var before = await talk.Trial();
        Assert.False((await talk.Use(skills => skills.Trials.Begin("another word"))).Ok);
        Assert.False((await talk.Use(skills => skills.Trials.ConfirmPlan())).Ok);
        Assert.False((await talk.Use(skills => skills.Trials.ChooseLength(cycles: 6))).Ok);
        Assert.False((await talk.Use(skills => skills.Trials.Propose("2"))).Ok);
        var after = await talk.Trial();
        Assert.Equal(before.Sequence, after.Sequence);
        Assert.Equal(before.ProtocolHash, after.ProtocolHash);
    }

    [Fact]
    public async Task Save_TamperedAllocation_IsRefusedByTheDatabase()
    {
        await using var talk = await Talk.WithTrial();
        var trial = await talk.Trial();
        var swapped = trial.Sequence!.Select(arm => 1 - arm).ToList();
        await Assert.ThrowsAsync<InvalidOperationException>(() => talk.Use(skills =>
        {
            skills.TrialStore.Save(trial with { Sequence = swapped });
            return 0;
        }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => talk.Use(skills =>
        {
            skills.TrialStore.Save(trial with { Plan = trial.Plan with { Mcid = 99 } });
            return 0;
        }));
        Assert.Equal(trial.Sequence, (await talk.Trial()).Sequence);
    }

    [Fact]
    public async Task WhileItRuns_NothingTellsTheOrderOrTheSecret()
    {
        await using var talk = await Talk.WithTrial();
        var trial = await talk.Trial();
        var receipt = FrozenProtocol.Receipt(trial)!;
        Assert.Null(receipt.Secret);
        Assert.Null(receipt.Sequence);
        var replies = new[]
        {
            await talk.Use(skills => skills.Trials.HowRandomized()), await talk.Use(skills => skills.Trials.Today()), await talk.Use(skills => skills.Results.DidItWork()),
            await talk.Use(skills => skills.CheckIns.Diary()), await talk.Use(skills => skills.Trials.Pause()),
        };
        var said = string.Join("\n", replies.Select(reply => JsonSerializer.Serialize(reply, SkillsJson.Options)));
        Assert.DoesNotContain(trial.Secret!, said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(string.Join(", ", trial.Sequence!.Select(arm => (char)('A' + arm))), said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instruction_EachMorning_IsTheArmOfThatDay()
    {
        await using var talk = await Talk.WithTrial();
        var trial = await talk.Trial();
        foreach (var day in TrialCalendar.Days(trial).Take(16))
        {
            var said = await talk.Until(day.Date, 8, 1);
            Assert.Contains($"Today: {trial.Plan.Arms[day.Arm].Name} (day {day.DayOfPeriod} of 7; day {day.Ordinal + 1} of 42", said, StringComparison.Ordinal);
            Assert.Equal(!day.Counted, said.Contains("does not count yet", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Pause_MovesTheRemainingDaysAndLeavesTheOrder()
    {
        await using var talk = await Talk.WithTrial();
        var before = await talk.Trial();
        await talk.Until(before.StartsOn!.Value.PlusDays(3), 9);
        Assert.True((await talk.Use(skills => skills.Trials.Pause("ill"))).Ok);
        Assert.Equal("", await talk.Until(before.StartsOn.Value.PlusDays(5), 8, 30));
        await talk.Until(before.StartsOn.Value.PlusDays(8), 9);
        Assert.True((await talk.Use(skills => skills.Trials.Resume())).Ok);
        var after = await talk.Trial();
        var (old, moved) = (TrialCalendar.Days(before), TrialCalendar.Days(after));
        Assert.Equal(before.Sequence, after.Sequence);
        // The day of the pause had begun: it keeps its place.
        Assert.All(old.Zip(moved).Take(4), pair => Assert.Equal(pair.First.Date, pair.Second.Date));
        Assert.All(old.Zip(moved).Skip(4), pair => Assert.Equal(pair.First.Date.PlusDays(4), pair.Second.Date));
    }

    [Fact]
    public async Task Draft_CanBeChangedAndCancelled()
    {
        await using var talk = await Talk.WithTrial();
        await talk.Use(skills => skills.Trials.Stop());
        await talk.Use(skills => skills.Candidates.List());
        await talk.Use(skills => skills.Trials.Propose("1"));
        await talk.Use(skills => skills.Trials.Propose("2"));
        Assert.Contains("gone", (await talk.Use(skills => skills.Trials.CancelPlan())).Say, StringComparison.Ordinal);
        Assert.Null(await talk.Use(skills => skills.TrialStore.Open));
        Assert.False((await talk.Use(skills => skills.Trials.ConfirmPlan())).Ok);
    }

    [Theory]
    [InlineData("1,2", 3)]
    [InlineData("1,2,3", 4)]
    public async Task Plan_WithSeveralCandidates_HasAnArmForEach(string candidates, int arms)
    {
        await using var talk = await Talk.WithTrial(candidate: candidates);
        var trial = await talk.Trial();
        Assert.Equal(arms, trial.Plan.Arms.Count);
        Assert.All(trial.Sequence!.Chunk(arms), block => Assert.Equal(Enumerable.Range(0, arms), block.Order()));
    }

    [Fact]
    public async Task ObservingFirst_GivesThePersonsOwnDaysForTheLength()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        await talk.Use(skills =>
        {
            skills.Interview.Note(goal: "sleep onset", outcome: "sleep-onset-minutes", mcid: 10, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5);
            skills.Interview.Skip("Typical");
            skills.Candidates.List();
            return skills.Trials.Propose("1");
        });
        Assert.True((await talk.Use(skills => skills.Trials.ObserveFirst())).Ok);
        await talk.Say("what do I do today?");
        var first = (await talk.Trial()).Plan.BaselineFrom!.Value;
        var values = new[] { 20, 60, 35, 45, 25, 70, 30, 40 };
        var said = "";
        for (var i = 0; i < values.Length; i++)
        {
            said = await talk.Until(first.PlusDays(i + 1), 8, 1);
            if ((await talk.Trial()).State is TrialState.Baseline)
            {
                await talk.Say($"{values[i]}");
            }
        }

        Assert.Contains("week of observing is over", said, StringComparison.Ordinal);
        var plan = (await talk.Trial()).Plan;
        Assert.Equal("your own week", plan.AssumedSdFrom);
        Assert.InRange(plan.AssumedSd, 10, 30);
    }

    [Fact]
    public async Task Stop_KeepsTheDaysAndSaysThatItEndedEarly()
    {
        await using var talk = await Talk.WithTrial();
        var start = (await talk.Trial()).StartsOn!.Value;
        await talk.Until(start.PlusDays(1), 8, 1);
        await talk.Say("40, did it");
        await talk.Say("stop");
        Assert.Contains("Stopped", await talk.Press("Stop for good"), StringComparison.Ordinal);
        Assert.Equal(TrialState.Stopped, (await talk.Trial()).State);
        var answer = await talk.Use(skills => skills.Results.DidItWork());
        Assert.Contains("ended the trial before its last day", answer.Say, StringComparison.Ordinal);
        Assert.Contains("too little data", answer.Say, StringComparison.Ordinal);
        Assert.Empty(answer.Pictures);
    }
}
