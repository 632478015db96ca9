using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Skills.Candidates;

/// <summary>What a person must not, would not or cannot start here. Deterministic, and stricter where something was not told.</summary>
internal static class PersonalGates
{
    private static readonly string[] TakenInto = ["over-the-counter"];

    /// <summary>Why the entry is left out of the list altogether, or null.</summary>
    public static string? LeftOut(EvidenceEntry entry, InterviewNotes notes, SpokenLanguage language)
    {
        // What was said in passing counts like what was answered, and a medicine like the condition it is taken for.
        foreach (var told in (notes.Conditions ?? []).Concat(notes.Cautions).Concat(notes.Medicines ?? []))
        {
            var meant = ConditionWords.Meaning(told);
            if (entry.Contraindications.FirstOrDefault(caution => SharesAWord(meant, caution)) is { } caution)
            {
                return language.Say("candidates.gate.told-caution", ("told", ConditionWords.Named(told, language)), ("caution", language.Translated(caution)));
            }

            if (ConditionWords.RulesOut(told, entry))
            {
                return language.Say("candidates.gate.told", ("told", ConditionWords.Named(told, language)));
            }
        }

        if (notes.Pregnant is true && entry.Contraindications.FirstOrDefault(caution => caution.Contains("pregnan", StringComparison.OrdinalIgnoreCase)) is { } pregnancy)
        {
            return language.Say("candidates.gate.caution", ("caution", language.Translated(pregnancy)));
        }

        foreach (var limit in notes.Limits ?? [])
        {
            // What they would not do is said in their language, and sometimes in the catalogue's.
            string[] described = [entry.Intervention.Name, entry.Intervention.ArmInstruction, entry.NameIn(language), language.Translated(entry.Intervention.ArmInstruction)];
            if (Array.Exists(described, text => SharesAWord(limit, text)))
            {
                return language.Say("candidates.gate.unwanted", ("limit", limit));
            }
        }

        return null;
    }

    /// <summary>Whether a coach's yes is all that is missing.</summary>
    public static bool NeedsCoach(EvidenceEntry entry, InterviewNotes notes, SpokenLanguage language) => entry.NeedsClinician && NotToStart(entry with { NeedsClinician = false }, notes, language) is null;

    /// <summary>Why it may be read about but not started here, or null.</summary>
    public static string? NotToStart(EvidenceEntry entry, InterviewNotes notes, SpokenLanguage language)
    {
        if (notes.Pregnant is true)
        {
            return language.Say("candidates.gate.pregnancy");
        }

        if (entry.NeedsClinician)
        {
            return language.Say("candidates.gate.clinician");
        }

        if (TakenInto.Contains(entry.Intervention.Category) && notes.Medicines is not { Count: 0 })
        {
            return language.Say("candidates.gate.interacts");
        }

        return entry.CrossoverFit == "poor" ? language.Say("candidates.gate.too-slow") : null;
    }

    // Whole words of five letters and more, without their endings: "thyroid disease" meets "thyroid", "glasses" meets "glass".
    private static bool SharesAWord(string told, string text)
    {
        static IEnumerable<string> Words(string s) => s.ToLowerInvariant().Split([' ', ',', '.', ';', ':', '(', ')', '/', '-', '"'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length >= 5 && !Common.Contains(word));
        var spoken = Words(told).ToList();
        return Words(text).Any(word => spoken.Exists(other => Stem(word) == Stem(other)));
    }

    private static readonly HashSet<string> Common =
        ["disease", "disorder", "problem", "problems", "before", "after", "people", "would", "could", "avoid", "first", "using", "usual", "about", "clinician", "doctor", "medicine",
            "medicines", "anything", "minutes", "daily", "every", "evening", "morning", "night", "please", "other", "right", "really", "taking", "things", "level", "label", "labelled"];

    private static string Stem(string word) => word.EndsWith("es", StringComparison.Ordinal) ? word[..^2] : word.EndsWith('s') ? word[..^1] : word;
}
