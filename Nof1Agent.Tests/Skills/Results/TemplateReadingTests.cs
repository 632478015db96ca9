using Nof1Agent.Skills.Languages;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Results;

/// <summary>Every text of an answer, of its explanations and of personal rules is easy on its own, not only on the average of a whole answer.</summary>
public sealed class TemplateReadingTests
{
    private const double HighestGrade = 8;
    private static readonly string[] Kinds = ["answer.", "explain.", "rules."];

    private static readonly string[] Small = ["near", "low"];

    // What usually stands in a place that is not a number.
    private static readonly Dictionary<string, (string English, string German)> Words = new(StringComparer.Ordinal)
    {
        ["arm"] = ("a warm bath", "ein warmes Bad"), ["name"] = ("a warm bath", "ein warmes Bad"), ["plan"] = ("Take a warm bath at ten.", "Nimm um zehn ein warmes Bad."),
        ["change"] = ("you fell asleep about 12 minutes faster", "lag es etwa 12 Punkte höher als sonst"), ["mcid"] = ("10 minutes", "2 Punkte"),
        ["both"] = ("3 minutes faster", "3 Punkte mehr"), ["own"] = ("3 minutes faster", "3 Punkte mehr"), ["expected"] = ("3 minutes faster", "3 Punkte mehr"),
        ["word"] = ("minutes faster", "Punkte mehr"), ["lowWord"] = ("minutes faster", "Punkte mehr"), ["highWord"] = ("minutes slower", "Punkte weniger"),
        ["time"] = ("4 weeks", "4 Wochen"), ["verdict"] = ("it probably helps", "es hilft dir wohl"), ["sd"] = ("10 minutes", "2 Punkte"), ["detectable"] = ("12 minutes", "3 Punkte"),
        ["with"] = ("3 minutes faster", "3 Punkte mehr"), ["without"] = ("3 minutes faster", "3 Punkte mehr"), ["when"] = ("May 4", "4. Mai"), ["made"] = ("May 4", "4. Mai"),
        ["retest"] = ("May 4", "4. Mai"), ["rule"] = ("A warm bath: keep it.", "Ein warmes Bad: weiter so."), ["what"] = ("keep", "keep"), ["due"] = ("yes", "yes"),
    };

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Templates_EachOnItsOwn_ReadAtGradeEightOrLower(string tag)
    {
        var language = KnownLanguages.Find(tag)!;
        var sentences = language.Texts.Keys.Where(key => Kinds.Any(kind => key.StartsWith(kind, StringComparison.Ordinal)))
            .Select(key => (Key: key, Text: Filled(language, key)))
            // Parts of sentences and the words on buttons are read in their sentence or at a glance.
            .Where(template => template.Text[^1] is '.' or '?' or '!' or '"' && !template.Key.Contains(".button.", StringComparison.Ordinal)).ToList();
        Assert.True(sentences.Count > 60, $"{sentences.Count} texts");
        var hard = sentences.Select(template => (template.Key, template.Text, Grade: Readability.Grade(template.Text, tag))).Where(template => template.Grade > HighestGrade).ToList();
        Assert.True(hard.Count == 0, string.Join("\n", hard.Select(template => $"{template.Grade:F1} {template.Key}: {template.Text}")));
    }

    private static string Filled(SpokenLanguage language, string key) => language.Say(
        key, [.. language.Texts[key].Places.Select(place => (place.Name, Words.TryGetValue(place.Name, out var words) ? (object)(language.Tag == "de" ? words.German : words.English) : Small.Contains(place.Name) ? 3 : 12))]);
}
