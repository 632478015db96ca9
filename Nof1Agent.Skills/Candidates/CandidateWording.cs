using System.Globalization;
using System.Text;
using Nof1Agent.Skills.Evidence;

namespace Nof1Agent.Skills.Candidates;

/// <summary>How candidates are worded: always as guesses, with how unsure they are.</summary>
internal static class CandidateWording
{
    public static string List(CandidateList list, DailyOutcome outcome)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Here is what studies of other people suggest for {outcome.Name}. Only a trial can tell what works for you.");
        foreach (var candidate in list.Candidates)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{candidate.Position}. {Sentence(candidate.Name)} ({candidate.Label})");
            text.AppendLine(CultureInfo.InvariantCulture, $"   {Short(candidate, list, outcome)}");
        }

        if (list.SetAside.Count > 0)
        {
            text.AppendLine().AppendLine("Left out for you:");
            foreach (var aside in list.SetAside.Take(3))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"- {aside.Name}: {aside.Reason}.");
            }
        }

        text.AppendLine().Append(list.Candidates.Any(candidate => candidate.MayStart)
            ? "Which one would you like to test? You can also ask \"tell me more about 1\"."
            : "None of these can be started here without a clinician. Take the list to your doctor or pharmacist.");
        return text.ToString();
    }

    public static string Details(Candidate candidate, CandidateList list, DailyOutcome outcome)
    {
        var entry = candidate.Entry;
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Sentence(candidate.Name)} - {candidate.Label}");
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"What you would do: {entry.Intervention.ArmInstruction}");
        text.AppendLine(CultureInfo.InvariantCulture, $"Compared with: {entry.Intervention.ComparatorInstruction}");
        text.AppendLine().AppendLine(Guess(candidate, list, outcome));
        text.AppendLine(CultureInfo.InvariantCulture, $"Grounds: {(OwnIdea.Is(entry) ? $"{OwnIdea.NoPublishedNumber}." : Grounds(entry))}");
        if (candidate.Forecast is { } guess && guess.Sources.Where(source => source.Weight > 0).ToList() is var counted && counted.Exists(source => source.Source != SourceForecast.Published))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"The guess is made from: {string.Join(", ", counted.Select(Share))}.");
        }

        if (entry.Contraindications.Count > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Cautions: {string.Join("; ", entry.Contraindications)}.");
        }

        text.Append(CultureInfo.InvariantCulture, $"{Rule(candidate, list, outcome)}");
        return text.ToString();
    }

    /// <summary>A chance as people are told it: of 100, never 0 and never 100.</summary>
    public static string Of100(double probability) =>
        $"{Math.Clamp((int)Math.Round(100 * probability, MidpointRounding.AwayFromZero), 1, 99).ToString(CultureInfo.InvariantCulture)} in 100";

    private static string Short(Candidate candidate, CandidateList list, DailyOutcome outcome)
    {
        var parts = new List<string>();
        if (candidate.Tested is { } tested)
        {
            parts.Add($"Your own trial: {tested.Verdict}.{(tested is { Benefit: { } benefit, Low: { } low, High: { } high } ? $" It came out {Change(benefit, outcome)}, probably between {Change(high, outcome)} and {Change(low, outcome)}." : "")}");
        }

        parts.Add(Guess(candidate, list, outcome));
        parts.Add(candidate.WhyNot is { } why ? $"Not to start here: {why}." : TriggerInWords(candidate.Trigger));
        return string.Join(" ", parts);
    }

    private static string Guess(Candidate candidate, CandidateList list, DailyOutcome outcome)
    {
        if (candidate.Forecast is not { } forecast)
        {
            if (OwnIdea.Is(candidate.Entry))
            {
                return $"{OwnIdea.NoPublishedNumber}.";
            }

            var direction = candidate.Entry.Effect.Direction == "favours_intervention" ? "Studies point towards a benefit" : "Studies are unclear";
            return $"{direction}, but there is no usable number in your unit ({outcome.Unit}).";
        }

        var helps = list.Mcid is { } mcid
            ? $"Chance that it helps by the {outcome.SayDifference(mcid)} you named: {Of100(forecast.ProbabilityHelps)}."
            : $"Chance that it helps at all: {Of100(forecast.ProbabilityHelps)}.";
        var best = forecast.ProbabilityBest > 0 ? $" Chance that it is the best of those with a number: {Of100(forecast.ProbabilityBest)}." : "";
        var published = candidate.Forecast.Sources.Any(source => source.Source is SourceForecast.Published or SourceForecast.Others && source.Weight > 0) ? "" : $"{OwnIdea.NoPublishedNumber} in your unit; this is only the language model's own guess, held against \"nothing is known\". ";
        return $"{published}Guess: {Change(forecast.Mean, outcome)}, with 8 chances in 10 that for you it lies between {Change(forecast.High, outcome)} and {Change(forecast.Low, outcome)}. {helps}{best}";
    }

    private static string Change(double benefit, DailyOutcome outcome)
    {
        var said = outcome.SayDifference(benefit);
        if (DailyOutcome.Number(benefit) == "0")
        {
            return "no change";
        }

        var less = benefit > 0 == outcome.LowerIsBetter;
        return $"{said} {(less ? "less" : "more")}";
    }

    private static string Grounds(EvidenceEntry entry) =>
        $"{entry.Effect.Source.Citation.TrimEnd('.')}{(entry.Effect.Source.DoiOrPmid is { } id ? $" ({id})" : "")}. Trust in this source: {entry.Confidence}.";

    private static string Share(SourceForecast source)
    {
        var name = source.Source switch
        {
            SourceForecast.Published => "published studies",
            SourceForecast.Others => "finished trials of others",
            SourceForecast.NothingKnown => "\"nothing is known\"",
            _ => "the language model's own belief",
        };
        return $"{name} {Of100(source.Weight)}";
    }

    private static string Rule(Candidate candidate, CandidateList list, DailyOutcome outcome)
    {
        if (candidate.WhyNot is { } why)
        {
            return $"Not to start here: {why}.";
        }

        var settings = list.Settings;
        var unit = list.Mcid is { } mcid ? $"{outcome.SayDifference(settings.UncertaintyThreshold * mcid)} ({DailyOutcome.Number(settings.UncertaintyThreshold)} of your smallest change)" : "no limit, as no smallest change was named";
        return $"{TriggerInWords(candidate.Trigger)} The rule: below {Of100(settings.UnlikelyBelow)} it is not worth your effort, from {Of100(settings.SimplyTryFrom)} it may simply be tried; between them it is worth a test when the guess is unsure by more than {unit}.";
    }

    private static string TriggerInWords(Trigger trigger) => trigger switch
    {
        Trigger.WorthTesting => "Worth testing on you.",
        Trigger.LikelyEnoughToTry => "Likely enough to simply try; still untested on you.",
        Trigger.UnlikelyToBeWorthIt => "Unlikely to be worth your effort.",
        Trigger.SureEnough => "The guess is fairly sure already; a test would teach little.",
        Trigger.NoNumber => "Only a test on you can tell.",
    };

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
