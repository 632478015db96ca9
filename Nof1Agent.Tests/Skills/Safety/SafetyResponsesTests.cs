using Nof1Agent.Skills.Safety;

namespace Nof1Agent.Tests.Skills.Safety;

/// <summary>The fixed texts: complete in every language, with the numbers of the country.</summary>
public sealed class SafetyResponsesTests
{
    private static readonly SafetyResponses Responses = SafetyResponses.Embedded();

    [Fact]
    public void EveryRule_HasItsTextInEveryLanguageAndCountry_WithoutAPlaceLeftOpen()
    {
        var rules = SafetyScreen.Embedded().Rules.Where(rule => rule.Level is not SafetyLevel.Reply).ToList();
        Assert.True(rules.Count >= 41);
        foreach (var language in Responses.Languages)
        {
            foreach (var country in Responses.Countries.Where(country => country.Length > 0))
            {
                foreach (var rule in rules)
                {
                    var text = Responses.Say(rule.Response, $"{language}-{country}", null);
                    Assert.DoesNotContain('{', text);
                    Assert.True(text.Length > 20, rule.Id);
                }
            }
        }
    }

    [Theory]
    [InlineData("de", "Europe/Berlin", "112", "0800 111 0 111")]
    [InlineData("en", "Europe/London", "999", "116 123")]
    [InlineData("en", "America/Chicago", "911", "988")]
    [InlineData("en-AU", null, "000", "13 11 14")]
    [InlineData("de-AT", null, "144", "142")]
    [InlineData("en", "Europe/Lisbon", "112", "findahelpline.com")]
    [InlineData("en", "Asia/Tokyo", "112 in the EU", "findahelpline.com")]
    [InlineData("fr", null, "112 in the EU", "116 123")]
    public void Say_Crisis_NamesTheEmergencyRuleFirstAndTheNumbersOfThePlace(string locale, string? zone, string emergency, string crisis)
    {
        var text = Responses.Say("crisis", locale, zone);
        Assert.Contains(emergency, text, StringComparison.Ordinal);
        Assert.Contains(crisis, text, StringComparison.Ordinal);
        Assert.True(text.IndexOf(emergency, StringComparison.Ordinal) < text.IndexOf(crisis, StringComparison.Ordinal));
    }

    [Fact]
    public void CheckReply_DosesAdviceAndReassurance_AreHeldBack()
    {
        var screen = SafetyScreen.Embedded();
        foreach (var reply in (string[])["Take 5 mg before bed.", "You could stop taking your medication.", "You are not at risk.", "No need to see a doctor.", "You have depression.", "Nimm 3 mg Melatonin.", "Du musst nicht zum Arzt gehen, kein Grund zur Sorge."])
        {
            Assert.NotNull(screen.CheckReply(reply));
        }

        foreach (var reply in (string[])["Thank you for telling me.", "How did you sleep last night?", "Wie hast du geschlafen?", "Good, 25 minutes it is."])
        {
            Assert.Null(screen.CheckReply(reply));
        }
    }
}
