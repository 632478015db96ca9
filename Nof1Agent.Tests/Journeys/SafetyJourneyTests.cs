using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Safety;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Journeys;

/// <summary>Red flags come before everything, say the fixed thing, and nothing else.</summary>
public sealed class SafetyJourneyTests
{
    private static readonly SafetyScreen Screen = SafetyScreen.Embedded();

    [Theory]
    [InlineData("i dont want to wake up tomorrow", "E1")]
    [InlineData("thinking of ending it", "E1")]
    [InlineData("I want to kill myself", "E1")]
    [InlineData("my chest feels like someone is sitting on it and my arm is numb", "E3")]
    [InlineData("half my face went droopy", "E4")]
    [InlineData("tongue swelling after the nuts", "E5")]
    [InlineData("I can't breathe", "E6")]
    [InlineData("worst headache ever came in a second", "E9")]
    [InlineData("numb down below since this morning and my back is killing me", "E10")]
    [InlineData("can i stop sertraline for the off weeks", "U1")]
    [InlineData("I make myself sick after dinner", "U5")]
    [InlineData("im 15 and want better sleep", "U4")]
    [InlineData("I'm 15", "U4")]
    [InlineData("it is for my 9 year old", "U4")]
    [InlineData("Ich will nicht mehr leben", "E1")]
    [InlineData("I WANT TO\nDIE", "E1")]
    public void Check_RedFlag_IsFound(string text, string rule) => Assert.Equal(rule, Screen.Check(text)?.Rule);

    [Theory]
    [InlineData("my back is killing me")]
    [InlineData("I'm dying for a coffee")]
    [InlineData("deadline will be the death of me")]
    [InlineData("the trial was terminated")]
    [InlineData("kill the notification")]
    [InlineData("I cut carbs")]
    [InlineData("I shot up three belt holes")]
    [InlineData("I want to diet")]
    [InlineData("I'm 10 minutes late")]
    [InlineData("I'm 34 and tired")]
    [InlineData("my chest is sore from push-ups")]
    [InlineData("25 minutes, slept like a stone")]
    public void Check_Idiom_Passes(string text) => Assert.Null(Screen.Check(text));

    [Fact]
    public async Task Crisis_InARunningTrial_PausesItAndHoldsTheConversationUntilTheNextDay()
    {
        await using var talk = await Talk.WithTrial();
        var first = (await talk.Trial()).StartsOn!.Value;
        await talk.Until(first.PlusDays(1), 8, 1);
        var said = await talk.Say("35 but honestly I want to die");
        Assert.StartsWith("I am glad you told me.", said, StringComparison.Ordinal);
        Assert.EndsWith("I have paused your experiment.", said, StringComparison.Ordinal);
        Assert.Equal(Speaker.System, talk.Last.Speaker);
        Assert.Equal(TrialState.Paused, (await talk.Trial()).State);
        Assert.Contains("116 123", await talk.Say("did it work?"), StringComparison.Ordinal);
        Assert.Contains("116 123", await talk.Say("I am safe"), StringComparison.Ordinal);
        Assert.Equal("", await talk.Until(first.PlusDays(2), 8, 1));
        Assert.Contains("write \"I am safe\"", await talk.Say("hello"), StringComparison.Ordinal);
        Assert.Contains("I am glad", await talk.Say("I am safe now"), StringComparison.Ordinal);
        Assert.Contains("go on", await talk.Say("what do I do today?"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Emergency_WithoutATrial_DoesNotSpeakOfPausing()
    {
        await using var talk = await Talk.Begin();
        var said = await talk.Say("I have chest pain");
        Assert.Contains("heart attack", said, StringComparison.Ordinal);
        Assert.DoesNotContain("paused", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Emergency_BehindOtherMessages_IsAnsweredFirst()
    {
        await using var talk = await Talk.Begin();
        await talk.Place.Inbox.AcceptText(talk.Id, "test", "a", "hello");
        await talk.Place.Inbox.AcceptText(talk.Id, "test", "b", "I can't breathe");
        await talk.Place.Turns.AnswerWaiting(talk.Id, CancellationToken.None);
        var first = talk.Place.Transcript.After(talk.Id, 0, 10).First(message => message.Speaker is not Speaker.Person);
        Assert.Contains("needs help now", first.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OneMegabyteOfTrouble_IsQuick()
    {
        var text = string.Concat(Enumerable.Repeat("my chest my chest pain in pain in kill killing my self ", 20_000));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Screen.Check(text);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }
}
