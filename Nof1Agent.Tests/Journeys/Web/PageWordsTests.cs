using System.Text.Json;
using System.Text.RegularExpressions;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Journeys.Web;

/// <summary>The chat page says everything in every language of its word files.</summary>
public sealed partial class PageWordsTests
{
    private static readonly string Root = Path.Combine(RepositoryRoot.Path, "Nof1Agent.Host", "wwwroot");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Path.Combine(Root, "words"), "*.json").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Words_OfALanguage_HoldEveryTextOfThePageWithItsPlaces(string file)
    {
        var words = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Root, "words", file)))!;
        var page = Unspoken().Replace(File.ReadAllText(Path.Combine(Root, "index.html")), "");
        var said = Texts().Matches(page).Select(text => Blanks().Replace(text.Groups[1].Value.Trim(), " "))
            .Concat(Attributes().Matches(page).Select(attribute => attribute.Groups[1].Value))
            .Concat(Directory.GetFiles(Path.Combine(Root, "js"), "*.js").SelectMany(script => Translated().Matches(File.ReadAllText(script)).Select(call => call.Groups[1].Value)))
            .Where(text => Letters().IsMatch(text)).Distinct().ToList();
        Assert.True(said.Count > 100);
        Assert.Equal([], said.Where(text => !words.ContainsKey(text)));
        Assert.Equal([], words.Where(pair => !Names(pair.Key).SequenceEqual(Names(pair.Value))).Select(pair => pair.Key));
    }

    // A text that no call of t() takes stays English in every language.
    [Fact]
    public void Scripts_PutNoSentenceOnThePagePastTheWords()
    {
        var bare = Directory.GetFiles(Path.Combine(Root, "js"), "*.js").SelectMany(script => Bare().Matches(File.ReadAllText(script)).Select(text => $"{Path.GetFileName(script)}: {text.Value}"));
        Assert.Equal([], bare);
    }

    private static IEnumerable<string> Names(string text) => Places().Matches(text).Select(place => place.Value).Order();

    [GeneratedRegex("<script.*?</script>|<!--.*?-->|<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Unspoken();

    [GeneratedRegex(">([^<]+)<")]
    private static partial Regex Texts();

    [GeneratedRegex("(?:aria-label|placeholder)=\"([^\"]+)\"")]
    private static partial Regex Attributes();

    [GeneratedRegex(@"\bt\(""([^""]+)""")]
    private static partial Regex Translated();

    [GeneratedRegex(@"(?:\btext|textContent|""aria-label""):? ?=? ?[""`][A-Z][a-z]+[ .…][^""`]*[""`]")]
    private static partial Regex Bare();

    [GeneratedRegex("[A-Za-z]{2}")]
    private static partial Regex Letters();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Places();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
