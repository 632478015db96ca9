using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Skills.Candidates;

/// <summary>Which interventions are proposed to a person, and in what order. A pure function of the catalogue and what was told.</summary>
internal static class CandidateRanking
{
    private const int MostShown = 6;
    private const int MostOwn = 3;

    public static CandidateList Rank(EvidenceCatalogue catalogue, InterviewNotes notes, IReadOnlyList<TestedOnYou> tested, TriggerSettings settings, CandidateGrounds grounds, SpokenLanguage? language = null)
    {
        var speaks = language ?? KnownLanguages.English;
        var goal = catalogue.Goal(notes.Goal!)!;
        var outcome = catalogue.Outcome(notes.Outcome!)!;
        var entries = Entries(catalogue, goal, outcome, grounds.Ideas);
        var harmed = OwnHarm.In(tested);
        var aside = entries.Where(entry => !harmed.ContainsKey(entry.Intervention.Name)).Select(entry => (entry, reason: PersonalGates.LeftOut(entry, notes, speaks))).Where(pair => pair.reason is not null)
            .Select(pair => new SetAside(pair.entry.NameIn(speaks), pair.reason!)).ToList();
        var candidates = entries
            .Where(entry => !harmed.ContainsKey(entry.Intervention.Name) && PersonalGates.LeftOut(entry, notes, speaks) is null)
            .Select(entry => Describe(entry, outcome, notes, tested, settings, grounds, speaks))
            .OrderBy(pair => pair.Candidate.MayStart ? 0 : 1)
            .ThenBy(pair => pair.Candidate.Trigger is Trigger.UnlikelyToBeWorthIt ? 1 : 0)
            .ThenBy(pair => pair.Candidate.Forecast is null ? 1 : 0)
            .ThenByDescending(pair => pair.Candidate.Forecast is { } forecast ? Burden.Worth(pair.Candidate.Entry, forecast, notes.Mcid ?? outcome.SuggestedMcid) : 0)
            .ThenBy(pair => pair.Candidate.Entry.Goal == goal.Goal ? 0 : 1)
            .ThenBy(pair => pair.Candidate.Entry.Id, StringComparer.Ordinal)
            .ToList();

        // What the person brought is not cut off by what the catalogue knows.
        var shown = candidates.Take(MostShown).Concat(candidates.Skip(MostShown).Where(pair => OwnIdea.Is(pair.Candidate.Entry)).Take(MostOwn))
            .Select((pair, index) => (pair.Candidate with { Position = index + 1 }, pair.Mixture)).ToList();
        var known = entries.Where(entry => harmed.ContainsKey(entry.Intervention.Name))
            .Select(entry => Describe(entry, outcome, notes, tested, settings, grounds, speaks).Candidate with { WhyNot = OwnHarm.Said(harmed[entry.Intervention.Name], speaks) }).ToList();
        return new CandidateList
        {
            Outcome = outcome.Id,
            Mcid = notes.Mcid,
            Settings = settings,
            Candidates = WithProbabilityBest(shown),

            // The person's own harm is told first: only the first few are shown.
            SetAside = [.. known.Select(candidate => new SetAside(candidate.NameIn(speaks), candidate.WhyNot!)), .. aside],
            Harmed = known,
        };
    }

    /// <summary>Everything that could stand in the list, one entry per intervention: the catalogue's, then the person's own ideas.</summary>
    public static IReadOnlyList<EvidenceEntry> Entries(EvidenceCatalogue catalogue, EvidenceGoal goal, DailyOutcome outcome, IReadOnlyList<OwnIdea> ideas) =>
    [
        .. catalogue.EntriesFor(goal).GroupBy(entry => entry.Intervention.Name).Select(group => BestMatch(group, goal, outcome)),
        .. ideas.Where(idea => idea.Goal == goal.Goal).Select(idea => idea.ToEntry(outcome)),
    ];

    // Of the entries of one intervention: one with a usable number in the outcome's unit, then one of the person's own goal.
    private static EvidenceEntry BestMatch(IEnumerable<EvidenceEntry> entries, EvidenceGoal goal, DailyOutcome outcome) => entries
        .OrderBy(entry => PersonalForecast.Of(entry, outcome) is null ? 1 : 0)
        .ThenBy(entry => entry.Goal == goal.Goal ? 0 : 1)
        .ThenBy(entry => entry.Id, StringComparer.Ordinal)
        .First();

    private static (Candidate Candidate, MixtureForecast? Mixture) Describe(
        EvidenceEntry entry, DailyOutcome outcome, InterviewNotes notes, IReadOnlyList<TestedOnYou> tested, TriggerSettings settings, CandidateGrounds grounds, SpokenLanguage language)
    {
        var forecast = CombinedForecast.Of(entry, outcome, notes.Mcid, grounds);
        var candidate = new Candidate
        {
            Entry = entry,
            Forecast = forecast?.Shown,
            Trigger = forecast is { } known ? TriggerRule.Decide(known.Shown.ProbabilityHelps, known.Shown.StandardDeviation, notes.Mcid, settings) : Trigger.NoNumber,
            WhyNot = PersonalGates.NotToStart(entry, notes, language),
            NeedsCoach = PersonalGates.NeedsCoach(entry, notes, language),
            Tested = tested.LastOrDefault(test => test.Intervention == entry.Intervention.Name && test.Outcome == outcome.Id),
        };
        return (candidate, forecast?.Mixture);
    }

    private static IReadOnlyList<Candidate> WithProbabilityBest(List<(Candidate Candidate, MixtureForecast? Mixture)> candidates)
    {
        var forecasts = candidates.Where(pair => pair.Mixture is not null).Select(pair => pair.Mixture!).ToList();
        if (forecasts.Count < 2)
        {
            return [.. candidates.Select(pair => pair.Candidate)];
        }

        var best = BestBySimulation.Of(forecasts);
        var next = 0;
        return [.. candidates.Select(pair => pair.Mixture is null ? pair.Candidate : pair.Candidate with { Forecast = pair.Candidate.Forecast! with { ProbabilityBest = best[next++] } })];
    }
}
