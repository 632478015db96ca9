namespace Nof1Agent.Host.Agent.Grounding;

/// <summary>Words that say which way something went, English and German.</summary>
internal static class Ways
{
    private static readonly Dictionary<string, Way> Beside = Map(
        (Way.Down, "less fewer lower shorter smaller below down reduction decrease drop faster sooner earlier quicker weniger niedriger kürzer geringer kleiner schneller früher tiefer rückgang abnahme senkung"),
        (Way.Up, "more higher longer larger greater above up increase rise extra additional slower later mehr höher länger größer langsamer später zusätzlich zusätzliche anstieg zunahme"),
        (Way.Better, "better improvement gain benefit besser verbesserung gewinn nutzen"),
        (Way.Worse, "worse worsening deterioration schlechter verschlechterung schlimmer"));

    private static readonly Dictionary<string, Way> Verbs = Map(
        (Way.Down, "reduce reduces reduced reducing lower lowers lowered lowering cut cuts cutting decrease decreases decreased decreasing shorten shortens shortened shrink shrinks drop drops dropped senkt senken senkte verringert verringern reduziert reduzieren verkürzt verkürzen verkürzte mindert"),
        (Way.Up, "increase increases increased increasing raise raises raised raising lengthen lengthens lengthened extend extends boost boosts boosted erhöht erhöhen erhöhte steigert steigern verlängert verlängern"),
        (Way.Better, "improve improves improved improving help helps helped work works worked relieve relieves relieved ease eases eased heal heals cure cures cured prevent prevents effective beneficial outperforms outperform hilft helfen half geholfen wirkt wirken gewirkt wirksam verbessert verbessern verbesserte lindert lindern heilt heilen vorbeugt schützt eliminates eliminate beseitigt"),
        (Way.Worse, "worsen worsens worsened harm harms harmed hurts verschlechtert verschlimmert schadet schaden geschadet"));

    /// <summary>The way that a word beside a quantity gives it: "14 minutes less".</summary>
    public static Way OfQuantity(string word) => Beside.GetValueOrDefault(word);

    /// <summary>The way of a verb of effect.</summary>
    public static Way OfVerb(string word) => Verbs.GetValueOrDefault(word);

    /// <summary>Whether two ways can mean the same: of an outcome where lower is better, "less" and "better" do.</summary>
    public static bool Agree(Way a, Way b, bool? lowerIsBetter) => a == b || (lowerIsBetter is { } lower && Good(a, lower) is { } first && Good(b, lower) is { } second && first == second);

    private static bool? Good(Way way, bool lowerIsBetter) => way switch
    {
        Way.Down => lowerIsBetter,
        Way.Up => !lowerIsBetter,
        Way.Better => true,
        Way.Worse => false,
        _ => null,
    };

    private static Dictionary<string, Way> Map(params (Way Way, string Words)[] groups) =>
        groups.SelectMany(group => group.Words.Split(' ').Select(word => (word, group.Way))).DistinctBy(pair => pair.word).ToDictionary(pair => pair.word, pair => pair.Way, StringComparer.Ordinal);
}
