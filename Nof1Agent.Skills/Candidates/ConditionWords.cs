using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Skills.Candidates;

/// <summary>What conditions, medicines and cautions mean in the words of the catalogue, which is in English and names classes rather than products.</summary>
internal static class ConditionWords
{
    // Beginning of a told word, and what the catalogue calls it. Umlauts are spelled out or not, as people type them.
    private static readonly (string Told, string Means)[] Known =
    [
        ("epilep", "epilepsy"), ("krampf", "epilepsy"), ("anfall", "epilepsy"), ("seizure", "epilepsy"), ("niere", "kidney disease"), ("dialys", "kidney disease"), ("renal", "kidney disease"),
        ("leber", "liver disease"), ("zirrhose", "liver disease"), ("hepatit", "liver disease"), ("herz", "heart disease"), ("vorhofflimmern", "atrial fibrillation arrhythmia heart disease"),
        ("afib", "atrial fibrillation arrhythmia"), ("angina", "heart disease"), ("stent", "heart disease"), ("bypass", "heart disease"), ("schrittmacher", "pacemaker"),
        ("bipolar", "bipolar disorder mania"), ("manisch", "bipolar mania"), ("psychos", "psychosis"), ("schizo", "psychosis"), ("schwanger", "pregnancy"), ("stille", "breastfeeding"),
        ("essst", "eating disorder"), ("anorex", "eating disorder underweight"), ("bulimi", "eating disorder"), ("magers", "eating disorder underweight"), ("untergewicht", "underweight"),
        ("glaukom", "glaucoma"), ("schilddr", "thyroid disease"), ("thyrox", "thyroid disease levothyroxine"), ("zucker", "diabetes"), ("insulin", "diabetes on insulin"),
        ("blutverd", "anticoagulants blood thinners warfarin"), ("marcumar", "anticoagulants blood thinners warfarin"), ("warfarin", "anticoagulants blood thinners"),
        ("eliquis", "anticoagulants blood thinners"), ("apixaban", "anticoagulants blood thinners"), ("xarelto", "anticoagulants blood thinners"), ("rivaroxaban", "anticoagulants blood thinners"),
        ("clopidogrel", "anticoagulants blood thinners"), ("thrombos", "clot bleeding disorder anticoagulants"), ("lithium", "lithium"), ("bluthochdruck", "high blood pressure hypertension"),
        ("hypertonie", "uncontrolled hypertension"), ("bluthochdr", "hypertension"), ("asthma", "asthma"), ("schlafapnoe", "sleep apnoea"), ("apnea", "sleep apnoea"), ("panik", "panic disorder"),
        ("panic", "panic disorder"), ("raynaud", "Raynaud's"), ("neuropath", "neuropathy"), ("osteopor", "osteoporosis"), ("krebs", "cancer"), ("chemo", "chemotherapy cancer"),
        ("gallen", "gallstones"), ("gicht", "kidney stones"), ("nierenstein", "kidney stones"), ("autoimmun", "autoimmune disease"), ("transplant", "immunosuppression"), ("immun", "immunosuppression"),
        ("diuretik", "diuretics"), ("wassertabl", "diuretics"), ("schlafmittel", "sedatives"), ("diazepam", "sedatives"), ("lorazepam", "sedatives"), ("zopiclon", "sedatives"), ("opioid", "opioids"),
        ("tramadol", "opioids"), ("morphi", "opioids"), ("metformin", "metformin"), ("statin", "simvastatin"), ("alkohol", "alcohol dependence"), ("alcohol", "alcohol dependence"),
        ("migräne", "migraine"), ("verletz", "injury"), ("reflux", "reflux"),
    ];

    private static readonly string[] Food = ["diet", "fast", "eating", "meal", "carb", "calor", "weight", "fodmap", "glucose", "exercise", "workout", "gluten", "lactose", "sugar", "protein", "sodium", "salt", "snack", "dinner", "breakfast"];
    private static readonly string[] Heat = ["cold", " ice", "sauna", "heat", "hot ", "warm bath", "shower", "bath "];
    private static readonly string[] Stimulant = ["caffeine", "coffee", "energy drink"];

    /// <summary>The told words with what they mean.</summary>
    public static string Meaning(string told)
    {
        var words = told.ToLowerInvariant().Split([' ', ',', '.', ';', '(', ')', '/', '-'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', [told, .. Known.Where(known => Array.Exists(words, word => word.StartsWith(known.Told, StringComparison.Ordinal))).Select(known => known.Means)]);
    }

    /// <summary>How it is named to the person: a caution by its words, a condition as they told it.</summary>
    public static string Named(string told, SpokenLanguage language) => told switch
    {
        "drives" => language.Say("candidates.caution.drives"),
        "interacts" => language.Say("candidates.caution.interacts"),
        "caffeine" => language.Say("candidates.caution.caffeine"),
        "heatcold" => language.Say("candidates.caution.heatcold"),
        "rinse" => language.Say("candidates.caution.rinse"),
        "blinding" => language.Say("candidates.caution.blinding"),
        _ => told,
    };

    /// <summary>Whether a caution rules an entry out although none of its contraindications names it.</summary>
    public static bool RulesOut(string told, EvidenceEntry entry)
    {
        bool Speaks(string[] of) => Array.Exists(of, word => entry.Intervention.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || entry.Intervention.ArmInstruction.Contains(word, StringComparison.OrdinalIgnoreCase));
        return told switch
        {
            "drives" => entry.Contraindications.Any(caution => caution.Contains("driv", StringComparison.OrdinalIgnoreCase) || caution.Contains("shift", StringComparison.OrdinalIgnoreCase)),
            "interacts" => entry.Intervention.Category == "over-the-counter",
            "caffeine" => Speaks(Stimulant),
            "heatcold" => Speaks(Heat),
            "eating disorder" => Speaks(Food),
            _ => false,
        };
    }
}
