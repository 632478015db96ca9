using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;

namespace Nof1Agent.Tests.Skills.Candidates;

public sealed class CandidateRankingTests
{
    private static readonly EvidenceCatalogue Catalogue = EvidenceCatalogue.Embedded();

    private static readonly InterviewNotes Sleeper = new()
    {
        Goal = "sleep onset", Outcome = "sleep-onset-minutes", Mcid = 10, Adult = true, Pregnant = false, Conditions = [], Medicines = [], Tried = [], Limits = [],
    };

    [Fact]
    public void Rank_HeadlineJourney_PutsCaffeineFirstWithItsPublishedNumbers()
    {
        var first = Rank(Sleeper).Candidates[0];
        Assert.Equal("no large caffeine dose late in the day", first.Name);

        // -14.4 min (-28.61 to -0.19): se 28.42 / 3.92; spread between people 0.75 times the larger of effect and half width.
        Assert.Equal(14.4, first.Forecast!.Mean, 6);
        var expectedSd = double.Hypot(28.42 / (2 * 1.959964), 0.75 * 14.4);
        Assert.Equal(expectedSd, first.Forecast.StandardDeviation, 2);
        Assert.Equal(Trigger.WorthTesting, first.Trigger);
        Assert.True(first.MayStart);
        Assert.Equal("hypothesis, not tested on you", first.Label);
    }

    [Fact]
    public void Rank_WhatNeedsAClinician_IsShownButNotStarted()
    {
        var entries = Catalogue.EntriesFor(Catalogue.Goal("sleep onset")!).Where(entry => entry.NeedsClinician).Select(entry => entry.Intervention.Name).ToHashSet();
        var list = Rank(Sleeper);
        Assert.Contains("low-dose melatonin", entries);
        Assert.DoesNotContain(list.Candidates, candidate => entries.Contains(candidate.Name) && candidate.MayStart);
    }

    [Fact]
    public void Rank_ForecastsOfTheList_HaveProbabilitiesBestThatAddUp()
    {
        var forecasts = Rank(Sleeper).Candidates.Where(candidate => candidate.Forecast is not null).ToList();
        Assert.True(forecasts.Count >= 2);
        Assert.Equal(1, forecasts.Sum(candidate => candidate.Forecast!.ProbabilityBest), 9);
    }

    [Fact]
    public void Rank_EntryWithoutUsableNumberInTheUnit_HasNoNumbers()
    {
        var music = Rank(Sleeper).Candidates.Single(candidate => candidate.Name == "bedtime music");
        Assert.Null(music.Forecast);
        Assert.Equal(Trigger.NoNumber, music.Trigger);
    }

    [Fact]
    public void Rank_ContraindicatedCondition_LeavesItOutWithTheReason()
    {
        var list = Rank(Sleeper with { Conditions = ["sleep apnoea"] });
        Assert.DoesNotContain(list.Candidates, candidate => candidate.Name == "weighted blanket");
        Assert.Contains(list.SetAside, aside => aside.Name == "weighted blanket" && aside.Reason.Contains("apnoea", StringComparison.Ordinal));
    }

    [Fact]
    public void Rank_Pregnant_NothingMayStart() => Assert.DoesNotContain(Rank(Sleeper with { Pregnant = true }).Candidates, candidate => candidate.MayStart);

    [Fact]
    public void Rank_MedicinesNotTold_NothingToSwallowMayStart()
    {
        var notes = Sleeper with { Goal = "allergy", Outcome = "nose-rating", Medicines = null };
        Assert.DoesNotContain(Rank(notes).Candidates, candidate => candidate.MayStart && candidate.Entry.Intervention.Category == "over-the-counter");
        Assert.Contains(Rank(notes with { Medicines = [] }).Candidates, candidate => candidate.MayStart && candidate.Entry.Intervention.Category == "over-the-counter");
    }

    [Fact]
    public void Rank_WhatThePersonWouldNotDo_IsLeftOut() =>
        Assert.DoesNotContain(Rank(Sleeper with { Limits = ["no tinted glasses"] }).Candidates, candidate => candidate.Name.Contains("glasses", StringComparison.Ordinal));

    [Fact]
    public void Rank_EveryGoal_GivesAListWithoutBadNumbers()
    {
        foreach (var goal in Catalogue.Goals)
        {
            foreach (var outcome in goal.Outcomes)
            {
                var list = Rank(Sleeper with { Goal = goal.Goal, Outcome = outcome, Mcid = Catalogue.Outcome(outcome)!.SuggestedMcid });
                Assert.NotEmpty(list.Candidates);
                Assert.All(list.Candidates.Where(candidate => candidate.Forecast is not null), candidate =>
                {
                    Assert.True(double.IsFinite(candidate.Forecast!.Mean) && candidate.Forecast.StandardDeviation > 0);
                    Assert.InRange(candidate.Forecast.ProbabilityHelps, 0, 1);
                });
            }
        }
    }

    private static CandidateList Rank(InterviewNotes notes) => CandidateRanking.Rank(Catalogue, notes, [], new TriggerSettings(), CandidateGrounds.CatalogueOnly);
}
