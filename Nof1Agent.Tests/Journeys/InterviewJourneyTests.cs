using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Journeys;

/// <summary>From the first word to the plan, in words, with the built-in guide.</summary>
public sealed class InterviewJourneyTests
{
    [Fact]
    public async Task FirstWord_BeforeConsent_IsAnsweredOnlyWithTheQuestionOfConsent()
    {
        await using var talk = await Talk.Begin();
        var said = await talk.Say("I sleep badly");
        Assert.Contains("Is that OK?", said, StringComparison.Ordinal);
        Assert.Contains("No language model", said, StringComparison.Ordinal);
        Assert.Null((await talk.Use(skills => skills.InterviewStore.Notes)).Goal);
    }

    [Fact]
    public async Task Consent_Given_GoesOnWithWhatWasSaidBefore()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("I sleep badly");
        var said = await talk.Say("yes");
        Assert.Contains("What should we measure", said, StringComparison.Ordinal);
        Assert.DoesNotContain("What would you like to change", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Consent_Declined_LeavesNothingOfWhatWasWritten(bool byButton)
    {
        await using var talk = await Talk.Begin();
        await talk.Say("my secret back pain");
        var said = byButton ? await talk.Press("No") : await talk.Say("no");
        Assert.Contains("I keep nothing", said, StringComparison.Ordinal);
        Assert.DoesNotContain(talk.Place.Transcript.After(talk.Id, 0, 100), message => message.Text.Contains("secret", StringComparison.Ordinal) || message.Speaker is Speaker.Person);
    }

    [Fact]
    public async Task Interview_SeveralFactsInOneSentence_AreAllNoted()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        await talk.Say("I'm 34 and I have trouble falling asleep, I take sertraline");
        var notes = await talk.Use(skills => skills.InterviewStore.Notes);
        Assert.Equal("sleep onset", notes.Goal);
        Assert.True(notes.Adult);
        Assert.Contains(notes.Medicines!, medicine => medicine.Contains("sertraline", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Interview_Minor_IsRefusedAndStaysRefused()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        await talk.Say("trouble falling asleep");
        Assert.Contains("adults only", await talk.Say("im 15"), StringComparison.Ordinal);
        Assert.False((await talk.Use(skills => skills.Candidates.List())).Ok);
        Assert.False((await talk.Use(skills => skills.Trials.Propose("1"))).Ok);
    }

    [Fact]
    public async Task Interview_SkippingWhatIsNeeded_IsRefusedWithTheReason()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        var skipped = await talk.Use(skills => skills.Interview.Skip("Adult"));
        Assert.False(skipped.Ok);
        Assert.Contains("I cannot go on without this one", skipped.Say, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interview_AnotherGoal_ForgetsTheNumbersOfTheOldOne()
    {
        await using var talk = await Talk.Begin();
        await talk.Use(skills => skills.Interview.Note(goal: "sleep onset", outcome: "sleep-onset-minutes", mcid: 10, adult: true));
        await talk.Use(skills => skills.Interview.Note(goal: "stress"));
        var notes = await talk.Use(skills => skills.InterviewStore.Notes);
        Assert.Equal("stress-rating", notes.Outcome);
        Assert.Null(notes.Mcid);
        Assert.True(notes.Adult);
    }

    [Theory]
    [InlineData(-5.0)]
    [InlineData(0.0)]
    [InlineData(1e9)]
    [InlineData(double.NaN)]
    public async Task Interview_ImpossibleMcid_IsSaidAndNotKept(double mcid)
    {
        await using var talk = await Talk.Begin();
        await talk.Use(skills => skills.Interview.Note(goal: "sleep onset", outcome: "sleep-onset-minutes"));
        await talk.Use(skills => skills.Interview.Note(mcid: mcid, adult: true));
        var notes = await talk.Use(skills => skills.InterviewStore.Notes);
        Assert.Equal(mcid == -5.0 ? 5 : null, notes.Mcid);
        Assert.True(notes.Adult);
    }

    [Fact]
    public async Task Button_PressedTwice_CountsOnceAndSaysSo()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Press("Yes, that is OK");
        var asked = talk.Last;
        await talk.Press("Back pain");
        Assert.Contains("answered that already", await PressAgain(talk, asked.Id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀")]
    [InlineData("asdkjh qwelkj zxcmnb")]
    [InlineData("نوم سيئ")]
    [InlineData("<img src=x onerror=1>")]
    [InlineData("'; drop table participant; --")]
    public async Task Message_ThatCannotBeUnderstood_GetsAPoliteReplyWithButtons(string text)
    {
        await using var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        Assert.Contains("not sure I understood", await talk.Say(text), StringComparison.Ordinal);
        Assert.NotEmpty(talk.Last.Choices);
    }

    private static async Task<string> PressAgain(Talk talk, long messageId)
    {
        Assert.NotNull(await talk.Place.Inbox.AcceptChoice(talk.Id, "test", "again", messageId, "c0"));
        await talk.Place.Turns.AnswerWaiting(talk.Id, CancellationToken.None);
        return talk.Place.Transcript.After(talk.Id, 0, 100)[^1].Text;
    }
}
