using Nof1Agent.Skills.Safety.Learned;
using Nof1Agent.Skills.Safety.Reading;

namespace Nof1Agent.Skills.Safety;

/// <summary>
/// Looks for red flags in every text, deterministically, before anything else happens. No model can switch it off. Rules are data
/// (<c>Safety/Rules</c>); the time is linear in the text.
/// </summary>
public sealed class SafetyScreen
{
    /// <summary>The rule that finds somebody under 18.</summary>
    public const string MinorRule = "U4";

    private const int MostWordsShown = 20;
    private const int LongestCitation = 60;

    private static readonly Lazy<SafetyScreen> Shared = new(() => new SafetyScreen(RuleFile.Embedded(), RuleFile.ExistingWords(), LearnedScreen.Embedded()));

    private readonly IReadOnlyList<SafetyRule> rules;
    private readonly List<(SafetyRule Rule, string Language)> owners = [];
    private readonly Vocabulary vocabulary = new();
    private readonly PhraseAutomaton phrases = new();
    private readonly PhraseAutomaton harmless = new();
    private readonly PhraseAutomaton cited = new();
    private readonly int denying;
    private readonly int between;
    private readonly int own;
    private readonly LearnedScreen? learned;

    private SafetyScreen(RuleFile file, IEnumerable<string> existingWords, LearnedScreen? learned)
    {
        this.learned = learned;
        Version = file.Versions.Max(StringComparer.Ordinal)!;
        rules = [.. file.Rules.OrderByDescending(rule => rule.Level)];
        var reader = new PhraseReader(vocabulary, file.Sets);
        foreach (var rule in rules)
        {
            foreach (var language in rule.Phrases.GroupBy(phrase => phrase.Language))
            {
                owners.Add((rule, language.Key));
                foreach (var (_, phrase) in language)
                {
                    phrases.Add(reader.Read(phrase), owners.Count - 1, rule.MayBeDenied);
                }
            }
        }

        foreach (var idiom in file.Idioms)
        {
            harmless.Add(reader.Read(idiom), 0, mayBeDenied: false);
        }

        foreach (var phrase in file.Cited)
        {
            cited.Add(reader.Read(phrase), 0, mayBeDenied: false);
        }

        denying = vocabulary.SymbolOf(Words(file.Denying));
        between = vocabulary.SymbolOf(Words(file.Between));
        own = vocabulary.SymbolOf(["i", "im", "ive", "me", "my", "ich", "mir", "mich", "mein*"]);
        vocabulary.Complete(existingWords, Words(file.Joined));
    }

    /// <summary>Rules from elsewhere than this program.</summary>
    internal static SafetyScreen Of(RuleFile file, IEnumerable<string> existingWords) => new(file, existingWords, null);

    /// <summary>Which rules these are.</summary>
    public string Version { get; }

    /// <summary>All rules, the gravest first.</summary>
    public IReadOnlyList<SafetyRule> Rules => rules;

    /// <summary>The rules that are embedded in this program.</summary>
    public static SafetyScreen Embedded() => Shared.Value;

    /// <summary>The rule of that id.</summary>
    public SafetyRule Rule(string id) => rules.First(rule => rule.Id == id);

    /// <summary>The gravest finding in what a person wrote or a document says, or null.</summary>
    public SafetyFinding? Check(string text) => Findings(text) is [var gravest, ..] ? gravest : null;

    /// <summary>The gravest finding of the phrases alone: for names and fragments, which the learned net has not learned to read.</summary>
    public SafetyFinding? CheckPhrases(string text)
    {
        var words = vocabulary.Read(ScreenedWords.Of(text));
        return Found(words, Spared(words)).FirstOrDefault(finding => finding.Rule.Level is not SafetyLevel.Reply);
    }

    /// <summary>All findings in what a person wrote or a document says, the gravest first.</summary>
    public IReadOnlyList<SafetyFinding> Findings(string text)
    {
        var words = vocabulary.Read(ScreenedWords.Of(text));
        var spared = Spared(words);
        var found = Found(words, spared).Where(finding => finding.Rule.Level is not SafetyLevel.Reply).ToList();
        return found is [{ Rule.Level: SafetyLevel.Emergency }, ..] || Learned(words, spared) is not { } sounds ? found : [sounds, .. found];
    }

    /// <summary>Why what a language model wrote may not be sent, or null.</summary>
    public SafetyFinding? CheckReply(string text)
    {
        var words = vocabulary.Read(ScreenedWords.Of(text));
        return Found(words, Spared(words)).FirstOrDefault(finding => finding.Rule.Level is not (SafetyLevel.Caution or SafetyLevel.Scope));
    }

    /// <summary>How much work the phrases made of a text, in steps: for the test that it grows no faster than the text.</summary>
    internal long Steps(string text)
    {
        var words = vocabulary.Read(ScreenedWords.Of(text));
        return words.Count + phrases.Run(words, place => IsDenied(words, place), _ => { });
    }

    /// <summary>Words of a dictionary that the screen would take for words of its rules. The list of existing words is made of them.</summary>
    internal IEnumerable<string> Mistakable(IEnumerable<string> dictionary) => dictionary.Select(FoldedText.Of).Where(vocabulary.IsMistakable).Distinct();

    /// <summary>The embedded rules without the learned net.</summary>
    internal static SafetyScreen WithoutLearning() => new(RuleFile.Embedded(), RuleFile.ExistingWords(), null);

    /// <summary>The embedded rules without the list of existing words: for making that list.</summary>
    internal static SafetyScreen WithoutExistingWords() => new(RuleFile.Embedded(), [], null);

    // What nobody has a phrase for may still sound like an emergency. Idioms and quotations are left out.
    private SafetyFinding? Learned(List<ReadWord> words, int[] spared)
    {
        var left = Left(words, spared);
        return learned?.Gravest(left) is { Chance: >= LearnedScreen.Threshold } sounds
            ? new SafetyFinding(Rule(sounds.Rule), sounds.IsGerman ? "de" : "en", string.Join(' ', left.Skip(sounds.First).Take(Math.Min(sounds.Count, MostWordsShown))))
            : null;
    }

    /// <summary>The words that the learned screen reads: all but idioms and quotations.</summary>
    internal string[] WordsRead(string text)
    {
        var words = vocabulary.Read(ScreenedWords.Of(text));
        return Left(words, Spared(words));
    }

    private static string[] Left(List<ReadWord> words, int[] spared) => [.. words.Where((_, place) => spared[place] <= place).Select(word => word.Text)];

    private IEnumerable<SafetyFinding> Found(List<ReadWord> words, int[] spared)
    {
        var matches = new List<PhraseMatch>();
        phrases.Run(words, place => IsDenied(words, place), matches.Add);
        if (matches.Count == 0)
        {
            return [];
        }

        return matches.Where(match => spared[match.First] <= match.Last)
            .GroupBy(match => match.Owner)
            .OrderBy(owner => owner.Key)
            .Select(owner => (Owner: owners[owner.Key], Longest: owner.MaxBy(match => match.Last - match.First)))
            .DistinctBy(found => found.Owner.Rule)
            .Select(found => new SafetyFinding(found.Owner.Rule, found.Owner.Language, WordsOf(words, found.Longest)));
    }

    private static string WordsOf(List<ReadWord> words, PhraseMatch match) =>
        string.Join(' ', words.Skip(match.First).Take(Math.Min(match.Last - match.First + 1, MostWordsShown)).Select(word => word.Text));

    // "no chest pain", "I never had a seizure": a denying word, then only words that do not change whose it is.
    private bool IsDenied(List<ReadWord> words, int place)
    {
        for (var i = place; i > 0 && place - i < 4 && words[i].Before is WordBreak.None; i--)
        {
            if (Array.IndexOf(words[i - 1].Symbols, denying) >= 0)
            {
                return true;
            }

            if (Array.IndexOf(words[i - 1].Symbols, between) < 0)
            {
                return false;
            }
        }

        return false;
    }

    // For each word the place behind the harmless stretch that it stands in, or 0: idioms, and what a source is quoted with.
    private int[] Spared(List<ReadWord> words)
    {
        var spared = new int[words.Count];
        void Spare(int first, int end)
        {
            for (var i = first; i < end; i++)
            {
                spared[i] = Math.Max(spared[i], end);
            }
        }

        harmless.Run(words, _ => false, match => Spare(match.First, match.Last + 1));
        var quotations = new HashSet<int>();
        cited.Run(words, _ => false, match =>
        {
            var end = match.Last + 1;
            while (end < words.Count && end - match.Last < LongestCitation && words[end].Before is not WordBreak.Sentence && words[end].Quotation == words[match.Last].Quotation && Array.IndexOf(words[end].Symbols, own) < 0)
            {
                end++;
            }

            Spare(match.First, end);
            if (end < words.Count && words[end].Quotation > 0)
            {
                quotations.Add(words[end].Quotation);
            }
        });
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Quotation is var quotation && (quotation < 0 || quotations.Contains(quotation)))
            {
                var end = i;
                while (end < words.Count && words[end].Quotation == quotation)
                {
                    end++;
                }

                Spare(i, end);
                i = end - 1;
            }
        }

        return spared;
    }

    private static string[] Words(IEnumerable<string> lines) => [.. lines.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(FoldedText.Of)];
}
