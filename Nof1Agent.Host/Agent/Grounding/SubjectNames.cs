namespace Nof1Agent.Host.Agent.Grounding;

/// <summary>
/// The interventions that can be spoken about: a number that was said of one must not be said of another. Each is known by the
/// words that tell it from everyday speech.
/// </summary>
internal sealed class SubjectNames
{
    private static readonly HashSet<string> Everyday =
    [
        .. ("a after an and any at based bed bedtime before day daily dose during early evening every fixed for from general good high in large late less light long low minutes more morning most night of on once only or other "
            + "people practice regular routine short slow style than the then time times to training twice usual week with without your adults active control small add added first last sleep sleeping awake hours each use using "
            + "versus vs (general) insomnia alone plus all not no keep do").Split(' '),
    ];

    // What people and models speak of that the catalogue may not have.
    private static readonly string[] Remedies =
    [
        .. ("melatonin magnesium zinc iron vitamin valerian ashwagandha cbd chamomile lavender turmeric curcumin ginger ginseng creatine omega probiotic probiotics fasting keto caffeine coffee tea alcohol nicotine ibuprofen aspirin "
            + "paracetamol acetaminophen antihistamine sertraline fluoxetine glycine theanine tryptophan collagen acupuncture hypnosis homeopathy yoga meditation mindfulness cryotherapy sauna massage earplugs blanket glasses music "
            + "exercise walking stretching breathing gratitude journaling naps napping").Split(' '),
    ];

    // The same thing in German.
    private static readonly Dictionary<string, string> Translated = new(StringComparer.Ordinal)
    {
        ["musik"] = "music", ["koffein"] = "caffeine", ["kaffee"] = "coffee", ["brille"] = "glasse", ["decke"] = "blanket", ["atmen"] = "breathing", ["atmung"] = "breathing", ["atemübung"] = "breathing", ["atemübungen"] = "breathing",
        ["tee"] = "tea", ["hibiskus"] = "hibiscu", ["hibiskustee"] = "hibiscu", ["wärme"] = "heat", ["akupunktur"] = "acupuncture", ["eisen"] = "iron", ["zink"] = "zinc", ["ingwer"] = "ginger", ["lavendel"] = "lavender", ["kurkuma"] = "turmeric",
        ["alkohol"] = "alcohol", ["baldrian"] = "valerian", ["spülung"] = "rinse", ["nasenspülung"] = "rinse", ["bewegung"] = "exercise", ["sport"] = "exercise", ["dehnen"] = "stretching", ["salz"] = "salt", ["achtsamkeit"] = "mindfulnes",
        ["ohrstöpsel"] = "earplug", ["magnesiumcitrat"] = "magnesium", ["dankbarkeit"] = "gratitude", ["probiotika"] = "probiotic",
    };

    private readonly Dictionary<string, HashSet<string>> byWord = new(StringComparer.Ordinal);

    /// <param name="names">Names of the interventions of the catalogue, of the list and of the plan.</param>
    public SubjectNames(IEnumerable<string> names)
    {
        foreach (var name in names.Select(name => name.ToLowerInvariant()).Distinct().Concat(Remedies))
        {
            foreach (var word in Token.Of(name).Where(token => token.IsWord && token.Text.Length >= 3 && !Everyday.Contains(token.Text)).Select(token => Stem(token.Text)))
            {
                (byWord.TryGetValue(word, out var known) ? known : byWord[word] = []).Add(name);
            }
        }

        // A remedy's word belongs to the names that hold it: "melatonin" is "low-dose melatonin".
        foreach (var named in byWord.Values.Where(named => named.Count > 1))
        {
            named.RemoveWhere(name => Remedies.Contains(name));
        }
    }

    /// <summary>The interventions that a sentence names.</summary>
    public IReadOnlySet<string> In(IReadOnlyList<Token> tokens)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in tokens)
        {
            if (token.IsWord && byWord.TryGetValue(Stem(token.Text), out var names))
            {
                found.UnionWith(names);
            }
        }

        return found;
    }

    private static string Stem(string word) => Translated.GetValueOrDefault(word) is { } english ? english : word.Length > 4 && word.EndsWith('s') ? word[..^1] : word;
}
