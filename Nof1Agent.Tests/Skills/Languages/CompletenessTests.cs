using System.Text.RegularExpressions;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Languages;

/// <summary>Every language says everything, with the same places; and the code asks for no text that is missing.</summary>
public sealed partial class CompletenessTests
{
    public static TheoryData<string> Tags => [.. KnownLanguages.All.Skip(1).Select(language => language.Tag)];

    [Fact]
    public void English_HasEveryTextThatTheCodeAsksFor()
    {
        var asked = Sources().SelectMany(file => Asked().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.NotEmpty(asked);
        Assert.DoesNotContain(asked, key => !KnownLanguages.English.Has(key));
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void EveryLanguage_HasEveryEnglishText(string tag)
    {
        var language = KnownLanguages.Find(tag)!;
        var missing = KnownLanguages.English.Texts.Keys.Where(key => !language.Has(key)).ToList();
        Assert.True(missing.Count == 0, $"Languages/{tag} lacks: {string.Join(", ", missing)}");
    }

    // A place that a language leaves out is a fact that its speakers are not told.
    [Theory]
    [MemberData(nameof(Tags))]
    public void EveryText_HasThePlacesOfTheEnglishOne(string tag)
    {
        foreach (var (key, text) in KnownLanguages.Find(tag)!.Texts.Where(text => KnownLanguages.English.Has(text.Key)))
        {
            var english = KnownLanguages.English.Texts[key].Places.Select(place => place.Name).Order();
            Assert.True(english.SequenceEqual(text.Places.Select(place => place.Name).Order()), $"{tag} {key}: {string.Join(", ", text.Places.Select(place => place.Name))}, English: {string.Join(", ", english)}");
        }
    }

    // A choice by a word has the English words; a plural has forms that the language's rules can give.
    [Theory]
    [MemberData(nameof(Tags))]
    public void EveryChoice_HasTheFormsThatCanBeAskedFor(string tag)
    {
        string[] plurals = ["zero", "one", "two", "few", "many", "other"];
        foreach (var (key, text) in KnownLanguages.Find(tag)!.Texts.Where(text => KnownLanguages.English.Has(text.Key)))
        {
            var english = KnownLanguages.English.Texts[key].Places.ToDictionary(place => place.Name, place => place.Forms);
            foreach (var place in text.Places.Where(place => place.Forms.Any(form => !plurals.Contains(form))))
            {
                Assert.True(english[place.Name].Count == 0 || !place.Forms.Except(english[place.Name]).Any(), $"{tag} {key}: {place.Name} knows {string.Join(", ", place.Forms)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void EveryLanguage_HasTheWholeCatalogue(string tag)
    {
        var language = KnownLanguages.Find(tag)!;
        var catalogue = EvidenceCatalogue.Embedded();
        var texts = catalogue.Entries.SelectMany(entry => entry.Contraindications.Append(entry.Intervention.Name).Append(entry.Intervention.ArmInstruction).Append(entry.Intervention.ComparatorInstruction))
            .Concat(catalogue.Outcomes.SelectMany(outcome => new[] { outcome.Name, outcome.Question, outcome.Unit })).Concat(catalogue.Goals.Select(goal => goal.Goal));
        var missing = texts.Distinct().Where(text => !language.Has(SpokenLanguage.CatalogueKey(text))).ToList();
        Assert.True(missing.Count == 0, $"Languages/{tag}/catalogue.json lacks: {string.Join(" | ", missing)}");
    }

    private static IEnumerable<string> Sources() => new[] { "Nof1Agent.Skills", "Nof1Agent.Host" }
        .SelectMany(project => Directory.GetFiles(Path.Combine(RepositoryRoot.Path, project), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    // .Say("answer.size" and its sisters: keys are always written out where they are asked for.
    [GeneratedRegex(@"\.Say\(\s*""([a-z0-9]+(?:[.-][a-z0-9-]+)+)""")]
    private static partial Regex Asked();
}
