using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;

namespace Nof1Agent.Skills.Candidates;

/// <summary>What a person must not, would not or cannot start here. Deterministic, and stricter where something was not told.</summary>
internal static class PersonalGates
{
    private static readonly string[] TakenInto = ["over-the-counter"];

    /// <summary>Why the entry is left out of the list altogether, or null.</summary>
    public static string? LeftOut(EvidenceEntry entry, InterviewNotes notes)
    {
        // What was said in passing counts like what was answered, and a medicine like the condition it is taken for.
        foreach (var told in (notes.Conditions ?? []).Concat(notes.Cautions).Concat(notes.Medicines ?? []))
        {
            var meant = ConditionWords.Meaning(told);
            if (entry.Contraindications.FirstOrDefault(caution => SharesAWord(meant, caution)) is { } caution)
            {
                return $"you told me about {ConditionWords.Named(told)}, and the caution for this is \"{caution}\"";
            }

            if (ConditionWords.RulesOut(told, entry))
            {
                return $"you told me about {ConditionWords.Named(told)}";
            }
        }

        if (notes.Pregnant is true && entry.Contraindications.FirstOrDefault(caution => caution.Contains("pregnan", StringComparison.OrdinalIgnoreCase)) is { } pregnancy)
        {
            return $"the caution for this is \"{pregnancy}\"";
        }

        foreach (var limit in notes.Limits ?? [])
        {
            if (SharesAWord(limit, entry.Intervention.Name) || SharesAWord(limit, entry.Intervention.ArmInstruction))
            {
                return $"you said you would not want: {limit}";
            }
        }

        return null;
    }

    /// <summary>Why it may be read about but not started here, or null.</summary>
    public static string? NotToStart(EvidenceEntry entry, InterviewNotes notes)
    {
        if (notes.Pregnant is true)
        {
            return "in pregnancy or while breastfeeding please ask your midwife or doctor first";
        }

        if (entry.NeedsClinician)
        {
            return "this one needs a clinician's yes first: ask your doctor or pharmacist";
        }

        if (TakenInto.Contains(entry.Intervention.Category) && notes.Medicines is not { Count: 0 })
        {
            return "it can interact with medicines: ask your pharmacist first";
        }

        return entry.CrossoverFit == "poor" ? "it works too slowly, or leaves too much behind, for a test that switches on and off" : null;
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
