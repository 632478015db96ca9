using System.Text.RegularExpressions;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Safety;

namespace Nof1Agent.Skills.Candidates;

/// <summary>
/// What an idea from outside the catalogue has to pass, whoever had it. Deterministic and deliberately narrow: an idea that is
/// wrongly turned away costs a sentence, one that is wrongly let in can do harm.
/// </summary>
internal static partial class IdeaGates
{
    private const int LongestName = 60;
    private const int LongestInstruction = 240;

    private static readonly Lazy<SafetyScreen> Screen = new(SafetyScreen.Embedded);
    private static readonly Lazy<SafetyResponses> Responses = new(SafetyResponses.Embedded);

    /// <summary>The idea as it may stand in a list, or why it may not.</summary>
    public static (OwnIdea? Idea, string? Refusal) Check(string name, string instruction, string kind, string goal, SpokenLanguage? language = null)
    {
        var speaks = language ?? KnownLanguages.English;
        var (plain, what) = (name.Trim().TrimEnd('.'), instruction.Trim());
        if (plain.Length is < 3 or > LongestName || what.Length is < 3 or > LongestInstruction || Shape().IsMatch(plain + what))
        {
            return (null, speaks.Say("candidates.idea.shape", ("name", LongestName), ("instruction", LongestInstruction)));
        }

        if (Number().IsMatch($"{plain} {what}"))
        {
            return (null, speaks.Say("candidates.idea.numbers"));
        }

        var text = $"{plain}. {what}";
        if (Screen.Value.CheckPhrases(text) is { Rule.Level: not SafetyLevel.Caution } finding)
        {
            return (null, Responses.Value.Say(finding.Rule.Response, null, null));
        }

        if (OutOfScope().IsMatch(text))
        {
            return (null, speaks.Say("candidates.idea.out-of-scope"));
        }

        var category = OwnIdea.HarmlessKinds.FirstOrDefault(known => string.Equals(known, kind.Trim(), StringComparison.OrdinalIgnoreCase));
        return (new OwnIdea { Name = plain, Instruction = what, Goal = goal, Category = category is null || Swallowed().IsMatch(text) ? "other" : category }, null);
    }

    [GeneratedRegex(@"[\r\n<>{}\[\]|\\]|https?:|www\.")]
    private static partial Regex Shape();

    [GeneratedRegex(@"[\p{Nd}%]|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|half|twice|double|triple|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|fünfzehn|zwanzig|dreißig|hundert|tausend|halb\w*|doppelt\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    // What is refused to everyone (docs/safety.md): medicines on or off, doses, fasting, less sleep, breath, extreme heat and cold, current, drugs, other people.
    [GeneratedRegex(@"\b(?:stop\w*|skip\w*|quit\w*|wean\w*|halv\w*|absetz\w*|weglass\w*)\b.*\b(?:medic\w*|meds|tablet\w*|pills?|prescri\w*|insulin|inhaler|cpap|contracepti\w*|vaccin\w*|therapy|medikament\w*|tablette\w*)\b|\b(?:medic(?:ine|ation)s?|meds|prescri\w*|insulin|warfarin|opioid\w*|benzo\w*|steroid\w*|hormone?s?|antidepress\w*|ssri\w*|lithium|inject\w*|inhaler|cpap|peptide\w*|sarms?|psilocybin|lsd|ketamine|cannabis|cocaine|nicotine|cigarette\w*|smok\w*|vap(?:e|ing)|alcohol|wine|beer|vodka|whisky|microdos\w*|fast(?:ing)?|starv\w*|calorie\w*|diet|laxative\w*|purg\w*|vomit\w*|sleep (?:deprivation|restriction)|stay (?:up|awake)|all.?nighter|hold\w* (?:your|my|the) breath|hyperventilat\w*|ice bath|sauna|tanning|sunbath\w*|electric\w*|shock|allergen\w*|bleach|detox|my (?:child|son|daughter|baby|dog|cat)|pregnan\w*|driv(?:e|ing)|medikament\w*|tablette\w*|fasten|alkohol|rauch\w*|schlafentzug|spritze\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OutOfScope();

    // Anything taken in or put on the body may be read about, and waits for a clinician.
    [GeneratedRegex(@"\b(?:tak(?:e|es|ing)|drink\w*|eat\w*|swallow\w*|chew\w*|sip\w*|sniff\w*|inhal\w*|apply\w*|rub\w*|spray\w*|drops?|cream|ointment|oil|tea|juice|powder|capsule\w*|pills?|tablets?|supplement\w*|vitamin\w*|herb\w*|extract|melatonin|magnesium|caffeine|coffee|protein|salt|sugar|nehm\w*|trink\w*|ess(?:e|en)|schluck\w*|tropfen|kapsel\w*|tee|pulver|vitamin\w*|kräuter\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Swallowed();
}
