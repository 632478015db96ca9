using Nof1Agent.Host.Agent.Guide;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Results;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Journeys;

/// <summary>"Magnesium: keep, retest in May": one message on that morning, in the person's language, and nothing while something else runs.</summary>
public sealed class RetestJourneyTests
{
    private static readonly LocalDate Day = new(2027, 5, 12);

    [Theory]
    [InlineData("en", "test this again", "12 May 2027")]
    [InlineData("de", "neuen Test", "12. Mai 2027")]
    public async Task Retest_OnItsMorning_IsSaidOnceInTheLanguageOfThePerson(string language, string said, string date)
    {
        await using var talk = await WithRule(language);
        Assert.Equal("", await talk.Until(Day.PlusDays(-1), 9));
        Assert.Equal("", await talk.Until(Day, 7, 30));
        var heard = await talk.Until(Day, 8, 1);
        Assert.Contains(said, heard, StringComparison.Ordinal);
        Assert.Contains(date, heard, StringComparison.Ordinal);
        Assert.Contains(talk.Last.Choices, choice => choice.Label == KnownLanguages.Find(language)!.Say("rules.button.never"));
        Assert.Equal("", await talk.Until(Day, 20, 30) + await talk.Until(Day.PlusDays(1), 8, 1) + await talk.Until(Day.PlusDays(40), 12));
    }

    [Fact]
    public async Task Retest_QuietInTheMorning_WaitsForTheirEnd()
    {
        await using var talk = await WithRule("en");
        await talk.Use(skills => { skills.ParticipantStore.Save(skills.ParticipantStore.Current with { Quiet = new(21 * 60, 10 * 60) }); return true; });
        Assert.Equal("", await talk.Until(Day, 9, 30));
        Assert.Contains("test this again", await talk.Until(Day, 10, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retest_WhileATrialRuns_ComesAfterIt()
    {
        await using var talk = await WithRule("en");
        await talk.Until(Day.PlusDays(-3), 12);
        await talk.Use(skills => skills.Trials.Propose("1"));
        await talk.Use(skills => skills.Trials.ChooseLength(cycles: 3));
        await talk.Use(skills => skills.Trials.ConfirmPlan());
        Assert.True((await talk.Use(skills => skills.Trials.Begin("again"))).Ok);
        var morning = await talk.Until(Day, 8, 1);
        Assert.Contains("Today:", morning, StringComparison.Ordinal);
        Assert.DoesNotContain("test this again", morning, StringComparison.Ordinal);
        await talk.Use(skills => skills.Trials.Stop());
        Assert.Contains("test this again", await talk.Until(Day.PlusDays(1), 8, 1), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "please never retest it")]
    [InlineData("de", "bitte keinen neuen Test")]
    [InlineData("en", "drop my rule")]
    [InlineData("de", "streich die Regel")]
    public async Task Retest_CancelledInWords_IsNotSaid(string language, string words)
    {
        await using var talk = await WithRule(language);
        await talk.Say(words);
        Assert.Equal("", await talk.Until(Day, 8, 1));
    }

    [Theory]
    [InlineData("retest it in 3 months", 3)]
    [InlineData("test it again in June", 7)]
    [InlineData("teste es in zwei Monaten wieder", 2)]
    [InlineData("im Mai neu testen", 6)]
    [InlineData("no retest, thanks", 0)]
    public void Find_WishAboutARule_IsAChangeOfIt(string text, int months)
    {
        var call = RuleWishes.Find(text, new LocalDate(2026, 11, 23))!;
        Assert.Equal("rules-change", call.Function);
        Assert.Equal(months, call.Arguments["months"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("I would like to test magnesium")]
    [InlineData("35 minutes")]
    public void Find_SomethingElse_IsNoWish(string text) => Assert.Null(RuleWishes.Find(text, new LocalDate(2026, 11, 23)));

    private static async Task<Talk> WithRule(string language)
    {
        var talk = await Talk.WithTrial();
        await talk.Use(skills =>
        {
            skills.Participants.SetLanguage(language);
            skills.Trials.Stop();
            new RuleStore(skills.Work).Add(new PersonalRule
            {
                Id = "rule-1", Revision = 1, Intervention = "oral magnesium", Outcome = "sleep-onset-minutes", Keeps = true, Trial = skills.TrialStore.Latest!.Id, MadeOn = Day.PlusMonths(-4), RetestOn = Day,
            });
            return true;
        });
        return talk;
    }
}
