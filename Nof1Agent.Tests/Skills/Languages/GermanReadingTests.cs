using System.Text.Json;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Languages;

/// <summary>German texts take no more than nine years of school: the first Wiener Sachtextformel over all texts of a file.</summary>
public sealed class GermanReadingTests
{
    private const double HighestGrade = 9;

    [Theory]
    [InlineData("consent")]
    [InlineData("interview")]
    [InlineData("candidates")]
    [InlineData("trials")]
    [InlineData("checkins")]
    [InlineData("days")]
    [InlineData("help")]
    [InlineData("privacy")]
    [InlineData("rules")]
    [InlineData("imports")]
    public void Grade_OfAFile_IsThatOfASimpleText(string file)
    {
        using var stream = typeof(KnownLanguages).Assembly.GetManifestResourceStream($"Nof1Agent.Skills.Languages.de.{file}.json")!;
        var keys = JsonDocument.Parse(stream).RootElement.EnumerateObject().Select(text => text.Name).Where(key => !key.Contains(".button.", StringComparison.Ordinal) && !key.Contains(".noted.", StringComparison.Ordinal)).ToList();
        var texts = string.Join(" ", keys.Select(key => KnownLanguages.Find("de")!.Texts[key].Fill(_ => "5", _ => "other")).Where(text => text.TrimEnd().EndsWith('.') || text.TrimEnd().EndsWith('?')));
        var grade = Readability.Grade(texts, "de");
        Assert.True(grade <= HighestGrade, $"{file}: {grade:0.0}");
    }
}
