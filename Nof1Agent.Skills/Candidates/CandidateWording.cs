using System.Globalization;
using System.Text;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Skills.Candidates;

/// <summary>How candidates are worded: always as guesses, with how unsure they are.</summary>
internal static class CandidateWording
{
    private static readonly string[] Verdicts =
        ["verdict.too-little", "verdict.worked", "verdict.worse", "verdict.no-difference", "verdict.probably-helps", "verdict.probably-worse", "verdict.cannot-tell"];

    public static string List(CandidateList list, DailyOutcome outcome, SpokenLanguage language)
    {
        var text = new StringBuilder();
        text.AppendLine(language.Say("candidates.list", ("outcome", outcome.NameIn(language))));
        foreach (var candidate in list.Candidates)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{candidate.Position}. {SpokenLanguage.Sentence(candidate.NameIn(language))} ({candidate.LabelIn(language)})");
            text.AppendLine(CultureInfo.InvariantCulture, $"   {Short(candidate, list, outcome, language)}");
        }

        if (list.SetAside.Count > 0)
        {
            text.AppendLine().AppendLine(language.Say("candidates.left-out"));
            foreach (var aside in list.SetAside.Take(3))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"- {aside.Name}: {aside.Reason}.");
            }
        }

        text.AppendLine().Append(list.Candidates.Any(candidate => candidate.MayStart) ? language.Say("candidates.which")
            : list.Candidates.Count > 0 ? language.Say("candidates.none-to-start") : language.Say("candidates.none-left"));
        return text.ToString();
    }

    public static string Details(Candidate candidate, CandidateList list, DailyOutcome outcome, SpokenLanguage language)
    {
        var entry = candidate.Entry;
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{SpokenLanguage.Sentence(candidate.NameIn(language))} - {candidate.LabelIn(language)}");
        text.AppendLine().AppendLine(language.Say("candidates.what-to-do", ("instruction", language.Translated(entry.Intervention.ArmInstruction))));
        text.AppendLine(language.Say("candidates.compared-with", ("instruction", language.Translated(entry.Intervention.ComparatorInstruction))));
        text.AppendLine().AppendLine(Guess(candidate, list, outcome, language));
        text.AppendLine(OwnIdea.Is(entry) ? language.Say("candidates.grounds-none") : Grounds(entry, language));
        if (candidate.Forecast is { } guess && guess.Sources.Where(source => source.Weight > 0).ToList() is var counted && counted.Exists(source => source.Source != SourceForecast.Published))
        {
            text.AppendLine(language.Say("candidates.made-from", ("list", string.Join(", ", counted.Select(source => Share(source, language))))));
        }

        if (entry.Contraindications.Count > 0)
        {
            text.AppendLine(language.Say("candidates.cautions", ("list", string.Join("; ", entry.Contraindications.Select(language.Translated)))));
        }

        return text.Append(Rule(candidate, list, outcome, language)).ToString();
    }

    /// <summary>A chance as people are told it: of 100, never 0 and never 100.</summary>
    public static string Of100(double probability, SpokenLanguage language) =>
        language.Say("candidates.of-100", ("n", Math.Clamp((int)Math.Round(100 * probability, MidpointRounding.AwayFromZero), 1, 99)));

    private static string Short(Candidate candidate, CandidateList list, DailyOutcome outcome, SpokenLanguage language)
    {
        var parts = new List<string>();
        if (candidate.Tested is { } tested)
        {
            var verdict = VerdictIn(tested.Verdict, language);
            parts.Add(tested is { Benefit: { } benefit, Low: { } low, High: { } high }
                ? language.Say("candidates.own-trial-size", ("verdict", verdict), ("change", Change(benefit, outcome, language)), ("low", Change(high, outcome, language)), ("high", Change(low, outcome, language)))
                : language.Say("candidates.own-trial", ("verdict", verdict)));
        }

        parts.Add(Guess(candidate, list, outcome, language));
        parts.Add(candidate.WhyNot is { } why ? language.Say("candidates.not-here", ("why", why)) : TriggerInWords(candidate.Trigger, language));
        return string.Join(" ", parts);
    }

    // It was stored in the words of the language that was spoken then.
    private static string VerdictIn(string stored, SpokenLanguage language) =>
        Verdicts.FirstOrDefault(key => KnownLanguages.All.Any(known => known.Say(key) == stored)) is { } found ? language.Say(found) : stored;

    private static string Guess(Candidate candidate, CandidateList list, DailyOutcome outcome, SpokenLanguage language)
    {
        if (candidate.Forecast is not { } forecast)
        {
            var unit = ("unit", (object)language.Translated(outcome.Unit));
            return OwnIdea.Is(candidate.Entry) ? language.Say("candidates.no-number")
                : candidate.Entry.Effect.Direction == "favours_intervention" ? language.Say("candidates.points-to-benefit", unit) : language.Say("candidates.unclear", unit);
        }

        var parts = new List<string>();
        if (!forecast.Sources.Any(source => source.Source is SourceForecast.Published or SourceForecast.Others && source.Weight > 0))
        {
            parts.Add(language.Say("candidates.only-model"));
        }

        parts.Add(language.Say("candidates.guess", ("change", Change(forecast.Mean, outcome, language)), ("low", Change(forecast.High, outcome, language)), ("high", Change(forecast.Low, outcome, language))));
        parts.Add(list.Mcid is { } mcid
            ? language.Say("candidates.helps-by", ("mcid", outcome.SayDifference(mcid, language)), ("chance", Of100(forecast.ProbabilityHelps, language)))
            : language.Say("candidates.helps", ("chance", Of100(forecast.ProbabilityHelps, language))));
        if (forecast.ProbabilityBest > 0)
        {
            parts.Add(language.Say("candidates.best", ("chance", Of100(forecast.ProbabilityBest, language))));
        }

        return string.Join(" ", parts);
    }

    private static string Change(double benefit, DailyOutcome outcome, SpokenLanguage language)
    {
        if (DailyOutcome.Number(benefit) == "0")
        {
            return language.Say("candidates.no-change");
        }

        var said = ("size", (object)outcome.SayDifference(benefit, language));
        return benefit > 0 == outcome.LowerIsBetter ? language.Say("candidates.less", said) : language.Say("candidates.more", said);
    }

    private static string Grounds(EvidenceEntry entry, SpokenLanguage language)
    {
        var citation = $"{entry.Effect.Source.Citation.TrimEnd('.')}{(entry.Effect.Source.DoiOrPmid is { } id ? $" ({id})" : "")}";
        return language.Say("candidates.grounds", ("citation", citation), ("trust", entry.Confidence));
    }

    private static string Share(SourceForecast source, SpokenLanguage language)
    {
        var share = ("share", (object)Of100(source.Weight, language));
        return source.Source switch
        {
            SourceForecast.Published => language.Say("candidates.share.published", share),
            SourceForecast.Others => language.Say("candidates.share.others", share),
            SourceForecast.NothingKnown => language.Say("candidates.share.nothing", share),
            _ => language.Say("candidates.share.model", share),
        };
    }

    private static string Rule(Candidate candidate, CandidateList list, DailyOutcome outcome, SpokenLanguage language)
    {
        if (candidate.WhyNot is { } why)
        {
            return language.Say("candidates.not-here", ("why", why));
        }

        var settings = list.Settings;
        var (low, high) = (("low", (object)Of100(settings.UnlikelyBelow, language)), ("high", (object)Of100(settings.SimplyTryFrom, language)));
        var rule = list.Mcid is { } mcid
            ? language.Say("candidates.rule", low, high, ("limit", outcome.SayDifference(settings.UncertaintyThreshold * mcid, language)), ("share", settings.UncertaintyThreshold))
            : language.Say("candidates.rule-no-mcid", low, high);
        return $"{TriggerInWords(candidate.Trigger, language)} {rule}";
    }

    private static string TriggerInWords(Trigger trigger, SpokenLanguage language) => trigger switch
    {
        Trigger.WorthTesting => language.Say("candidates.trigger.worth-testing"),
        Trigger.LikelyEnoughToTry => language.Say("candidates.trigger.likely-enough"),
        Trigger.UnlikelyToBeWorthIt => language.Say("candidates.trigger.unlikely"),
        Trigger.SureEnough => language.Say("candidates.trigger.sure-enough"),
        Trigger.NoNumber => language.Say("candidates.trigger.no-number"),
    };
}
