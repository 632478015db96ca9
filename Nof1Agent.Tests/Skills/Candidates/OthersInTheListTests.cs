using Dapper;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Stats.Pooling;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Candidates;

/// <summary>Trials that other people chose to share count in the list that a person sees, from five on, each source with its weight.</summary>
public sealed class OthersInTheListTests
{
    private const string Outcome = "sleep-onset-minutes";

    [Fact]
    public async Task List_WithFiveSharedTrials_CountsThemAndSaysWithWhatWeight()
    {
        await using var talk = await Ready();
        var alone = await Listed(talk);
        var chosen = alone.Candidates.First(candidate => candidate.Forecast is not null);
        await Share(talk, chosen.Name, 4);
        Assert.DoesNotContain((await Listed(talk)).Candidates.Single(candidate => candidate.Name == chosen.Name).Forecast!.Sources, source => source.Source == SourceForecast.Others);

        await Share(talk, chosen.Name, 4);
        var pooled = (await Listed(talk)).Candidates.Single(candidate => candidate.Name == chosen.Name);
        var weights = pooled.Forecast!.Sources.Where(source => source.Weight > 0).ToDictionary(source => source.Source, source => source.Weight);
        Assert.Equal([SourceForecast.Others, SourceForecast.Published], weights.Keys.Order());
        Assert.Equal(1, weights.Values.Sum(), 9);
        Assert.True(pooled.Forecast.Mean > chosen.Forecast!.Mean + 1, $"{pooled.Forecast.Mean} with trials that found 40, {chosen.Forecast.Mean} without");
        Assert.Equal(alone.Candidates.Where(candidate => candidate.Name != chosen.Name).Select(candidate => candidate.Forecast?.Mean), (await Listed(talk)).Candidates.Where(candidate => candidate.Name != chosen.Name).Select(candidate => candidate.Forecast?.Mean));

        var told = (await talk.Use(skills => skills.Candidates.Explain(chosen.Name))).Say;
        Assert.Contains($"The guess is made from: published studies {CandidateWording.Of100(weights[SourceForecast.Published], KnownLanguages.English)}, finished trials of others {CandidateWording.Of100(weights[SourceForecast.Others], KnownLanguages.English)}.", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OwnSharedTrial_IsNoTrialOfAnother()
    {
        await using var talk = await Ready();
        var name = (await Listed(talk)).Candidates.First(candidate => candidate.Forecast is not null).Name;
        await Share(talk, name, 5);
        await talk.Use(skills =>
        {
            skills.CandidateStore.Add(new TestedOnYou { Intervention = name, Outcome = Outcome, Verdict = "it worked", Benefit = 40.1, Low = 30, High = 50, At = skills.Work.Now });
            return true;
        });
        Assert.DoesNotContain((await Listed(talk)).Candidates.Single(candidate => candidate.Name == name).Forecast!.Sources, source => source.Source == SourceForecast.Others);
    }

    [Fact]
    public async Task List_IsKeptWithEverythingThatTheTriggerDecidedOn_AndComesOutTheSameAgain()
    {
        await using var talk = await Ready();
        await Listed(talk);
        var kept = await talk.Use(skills => skills.Work.OpenJson<CandidateList>(skills.Work.Reader.QuerySingle<string>("select list from candidate_list")));
        Assert.Contains(kept.Candidates, candidate => candidate.Forecast is not null);
        Assert.All(kept.Candidates, candidate => Assert.Equal(candidate.Trigger, candidate.Forecast is { } forecast ? TriggerRule.Decide(forecast.ProbabilityHelps, forecast.StandardDeviation, kept.Mcid, kept.Settings) : Trigger.NoNumber));
        var again = await Listed(talk);
        Assert.Equal(kept.Candidates.Select(candidate => (candidate.Name, candidate.Forecast?.ProbabilityBest)), again.Candidates.Select(candidate => (candidate.Name, candidate.Forecast?.ProbabilityBest)));
    }

    private static async Task<Talk> Ready()
    {
        var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        await talk.Use(skills => skills.Interview.Note(goal: "sleep onset", outcome: Outcome, mcid: 10, typicalGood: 20, typicalBad: 60, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5));
        return talk;
    }

    // Effects of 40, 40.1, ...: far above what is published.
    private static Task<bool> Share(Talk talk, string intervention, int count) => talk.Use(skills =>
    {
        for (var i = 0; i < count; i++)
        {
            new SharedEffectStore(skills.Work).Share(intervention, Outcome, new StudyEffect(40 + (0.1 * i), 3));
        }

        return true;
    });

    private static Task<CandidateList> Listed(Talk talk) => talk.Use(skills =>
    {
        skills.Candidates.List();
        return skills.CandidateStore.Latest!;
    });
}
