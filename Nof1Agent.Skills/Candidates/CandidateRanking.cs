using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Skills.Candidates;

/// <summary>Which interventions are proposed to a person, and in what order. A pure function of the catalogue and what was told.</summary>
internal static class CandidateRanking
{
    private const int MostShown = 6;

    public static CandidateList Rank(EvidenceCatalogue catalogue, InterviewNotes notes, IReadOnlyList<TestedOnYou> tested, TriggerSettings settings)
    {
        var goal = catalogue.Goal(notes.Goal!)!;
        var outcome = catalogue.Outcome(notes.Outcome!)!;
        var entries = catalogue.EntriesFor(goal).GroupBy(entry => entry.Intervention.Name).Select(group => BestMatch(group, goal, outcome)).ToList();
        var aside = entries.Select(entry => (entry, reason: PersonalGates.LeftOut(entry, notes))).Where(pair => pair.reason is not null)
            .Select(pair => new SetAside(pair.entry.Intervention.Name, pair.reason!)).ToList();
        var candidates = entries
            .Where(entry => PersonalGates.LeftOut(entry, notes) is null)
            .Select(entry => Describe(entry, outcome, notes, tested, settings))
            .OrderBy(candidate => candidate.MayStart ? 0 : 1)
            .ThenBy(candidate => candidate.Trigger is Trigger.UnlikelyToBeWorthIt ? 1 : 0)
            .ThenByDescending(candidate => candidate.Forecast?.ProbabilityHelps ?? -1)
            .ThenBy(candidate => candidate.Entry.Goal == goal.Goal ? 0 : 1)
            .ThenBy(candidate => candidate.Entry.Id, StringComparer.Ordinal)
            .Take(MostShown)
            .Select((candidate, index) => candidate with { Position = index + 1 })
            .ToList();
        return new CandidateList { Outcome = outcome.Id, Mcid = notes.Mcid, Settings = settings, Candidates = WithProbabilityBest(candidates), SetAside = aside };
    }

    // Of the entries of one intervention: one with a usable number in the outcome's unit, then one of the person's own goal.
    private static EvidenceEntry BestMatch(IEnumerable<EvidenceEntry> entries, EvidenceGoal goal, DailyOutcome outcome) => entries
        .OrderBy(entry => PersonalForecast.Of(entry, outcome) is null ? 1 : 0)
        .ThenBy(entry => entry.Goal == goal.Goal ? 0 : 1)
        .ThenBy(entry => entry.Id, StringComparer.Ordinal)
        .First();

    private static Candidate Describe(EvidenceEntry entry, DailyOutcome outcome, InterviewNotes notes, IReadOnlyList<TestedOnYou> tested, TriggerSettings settings)
    {
        var forecast = PersonalForecast.Of(entry, outcome);
        return new Candidate
        {
            Entry = entry,
            Forecast = forecast is { } known ? PersonalForecast.Describe(known, notes.Mcid) : null,
            Trigger = TriggerRule.Decide(forecast, notes.Mcid, settings),
            WhyNot = PersonalGates.NotToStart(entry, notes),
            Tested = tested.LastOrDefault(test => test.Intervention == entry.Intervention.Name && test.Outcome == outcome.Id),
        };
    }

    private static List<Candidate> WithProbabilityBest(List<Candidate> candidates)
    {
        var forecasts = candidates.Where(candidate => candidate.Forecast is not null).Select(candidate => new NormalForecast(candidate.Forecast!.Mean, candidate.Forecast.StandardDeviation)).ToList();
        if (forecasts.Count < 2)
        {
            return candidates;
        }

        var best = NormalForecast.ProbabilityBest(forecasts);
        var next = 0;
        return [.. candidates.Select(candidate => candidate.Forecast is { } forecast ? candidate with { Forecast = forecast with { ProbabilityBest = best[next++] } } : candidate)];
    }
}
