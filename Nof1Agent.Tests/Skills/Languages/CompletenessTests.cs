using System.Text.RegularExpressions;
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

    [Theory]
    [MemberData(nameof(Tags))]
    public void EveryText_HasNoPlaceThatTheEnglishOneLacks(string tag)
    {
        foreach (var (key, text) in KnownLanguages.Find(tag)!.Texts.Where(text => KnownLanguages.English.Has(text.Key)))
        {
            var places = KnownLanguages.English.Texts[key].Places.Select(place => place.Name).ToHashSet();
            Assert.True(text.Places.All(place => places.Contains(place.Name)), $"{tag} {key}: {string.Join(", ", text.Places.Select(place => place.Name))}");
        }
    }

    private static IEnumerable<string> Sources() => new[] { "Nof1Agent.Skills", "Nof1Agent.Host" }
        .SelectMany(project => Directory.GetFiles(Path.Combine(RepositoryRoot.Path, project), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    // .Say("answer.size" and its sisters: keys are always written out where they are asked for.
    [GeneratedRegex(@"\.Say\(\s*""([a-z0-9]+(?:[.-][a-z0-9-]+)+)""")]
    private static partial Regex Asked();
}
