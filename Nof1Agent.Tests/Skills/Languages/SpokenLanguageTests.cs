using Nof1Agent.Skills.Languages;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Languages;

/// <summary>Texts with places, plural forms, and how numbers and days are written.</summary>
public sealed class SpokenLanguageTests
{
    private static readonly SpokenLanguage German = KnownLanguages.Find("de")!;

    [Theory]
    [InlineData("en", 1.0, "1 minute")]
    [InlineData("en", 0.0, "0 minutes")]
    [InlineData("en", 1.5, "1.5 minutes")]
    [InlineData("en", 12.4, "12 minutes")]
    [InlineData("de", 1.0, "1 Minute")]
    [InlineData("de", 1.5, "1,5 Minuten")]
    [InlineData("de", 0.25, "0,25 Minuten")]
    public void Say_ANumber_TakesThePluralFormAndTheSeparatorOfTheLanguage(string tag, double minutes, string said) =>
        Assert.Equal(said, KnownLanguages.Find(tag)!.Say("amount.min", ("n", minutes)));

    [Fact]
    public void Day_InEachLanguage_IsWrittenItsWay()
    {
        var day = new LocalDate(2027, 3, 2);
        Assert.Equal("Tuesday, 2 March", KnownLanguages.English.Day(day));
        Assert.Equal("Dienstag, 2. März", German.Day(day));
        Assert.Equal("2. März 2027", German.Date(day));
    }

    [Fact]
    public void Say_AKeyThatALanguageLacks_IsSaidInEnglish()
    {
        var file = new LanguageFile
        {
            Name = "Test", AskedForBy = [], DecimalSeparator = ",", DayPattern = "dddd", DatePattern = "d", Weekdays = ["a", "b", "c", "d", "e", "f", "g"],
            Months = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"], Plurals = new Dictionary<string, string>(),
        };
        var poor = new SpokenLanguage("xx", file, new Dictionary<string, string>(), KnownLanguages.English);
        Assert.Equal("7 of 10", poor.Say("amount.of-10", ("n", 7)));
        Assert.Throws<KeyNotFoundException>(() => poor.Say("no.such-text"));
        Assert.Throws<KeyNotFoundException>(() => poor.Say("amount.of-10"));
    }

    [Theory]
    [InlineData("auf Deutsch bitte", "de")]
    [InlineData("Deutsch", "de")]
    [InlineData("could we speak in German?", "de")]
    [InlineData("In English, please!", "en")]
    [InlineData("I take German chamomile", null)]
    [InlineData("25 minutes", null)]
    public void AskedForIn_AMessage_FindsTheLanguageThatIsAskedFor(string message, string? tag) => Assert.Equal(tag, KnownLanguages.AskedForIn(message)?.Tag);

    [Theory]
    [InlineData("de-AT", "de")]
    [InlineData("German", "de")]
    [InlineData("DE", "de")]
    [InlineData("kl", null)]
    public void Find_ATagOrAName_FindsTheLanguage(string told, string? tag) => Assert.Equal(tag, KnownLanguages.Find(told)?.Tag);

    // Rules of Polish and Latvian as the CLDR publishes them (version 46), with its own examples.
    [Theory]
    [InlineData("1", "one", "other")]
    [InlineData("2", "few", "other")]
    [InlineData("12", "many", "zero")]
    [InlineData("22", "few", "other")]
    [InlineData("21", "many", "one")]
    [InlineData("1.5", "other", "other")]
    [InlineData("0.1", "other", "one")]
    public void FormOf_RulesOfOtherLanguages_NeedNoCode(string shown, string polish, string latvian)
    {
        var pl = PluralRules.Parse(new Dictionary<string, string>
        {
            ["one"] = "i = 1 and v = 0",
            ["few"] = "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
            ["many"] = "v = 0 and i != 1 and i % 10 = 0..1 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 12..14",
        });
        var lv = PluralRules.Parse(new Dictionary<string, string>
        {
            ["zero"] = "n % 10 = 0 or n % 100 = 11..19 or v = 2 and f % 100 = 11..19",
            ["one"] = "n % 10 = 1 and n % 100 != 11 or v = 2 and f % 10 = 1 and f % 100 != 11 or v != 2 and f % 10 = 1",
        });
        Assert.Equal(polish, pl.FormOf(shown));
        Assert.Equal(latvian == "other" && shown == "1" ? "one" : latvian, lv.FormOf(shown));
    }

    [Theory]
    [InlineData("{n, plural, one {a}}")]
    [InlineData("{n, plural, other {a}")]
    [InlineData("a } b")]
    [InlineData("{n, number, other {a}}")]
    [InlineData("{n")]
    public void Parse_ATextThatIsNotInTheNotation_Throws(string text) => Assert.Throws<FormatException>(() => MessagePattern.Parse(text));
}
