using Dapper;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Protection;
using Nof1Agent.Skills.Safety;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Journeys;

/// <summary>Red flags come before everything, say the fixed thing, and nothing else.</summary>
public sealed class SafetyJourneyTests
{
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
        Assert.Contains("findahelpline.com", await talk.Say("did it work?"), StringComparison.Ordinal);
        Assert.Contains("findahelpline.com", await talk.Say("I am safe"), StringComparison.Ordinal);
        Assert.Equal("", await talk.Until(first.PlusDays(2), 8, 1));
        Assert.Contains("findahelpline.com", await talk.Say("I am not safe"), StringComparison.Ordinal);
        Assert.Contains("write \"I am safe\"", await talk.Say("hello"), StringComparison.Ordinal);
        Assert.Contains("I am glad", await talk.Say("I am safe now"), StringComparison.Ordinal);
        Assert.Contains("go on", await talk.Say("what do I do today?"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Crisis_InSupportMode_WhatIsTheirsMayStillBeWithdrawnAndDeleted()
    {
        await using var talk = await Talk.WithTrial();
        await talk.Say("I want to die");
        var said = await talk.Say("/delete");
        Assert.Contains("findahelpline.com", said, StringComparison.Ordinal);
        Assert.Contains("DELETE EVERYTHING", said, StringComparison.Ordinal);
        said = await talk.Say("DELETE EVERYTHING");
        Assert.Contains("findahelpline.com", said, StringComparison.Ordinal);
        Assert.Contains("Receipt", said, StringComparison.Ordinal);
        using var connection = talk.Place.Open();
        Assert.Equal(0, connection.ExecuteScalar<long>("select count(*) from trial"));
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
    public async Task Crisis_RaisesAnAlertThatTellsTheRuleAndNothingThatWasWritten()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("I want to die, my name is Canary");
        using var connection = talk.Place.Database.OpenReadable();
        var alert = Assert.Single(connection.Query<(string Kind, string Text)>("select kind, opened(text) as text from alert"));
        Assert.Equal("Crisis", alert.Kind);
        Assert.Contains("E1", alert.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", alert.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crisis_InGerman_IsAnsweredInGerman()
    {
        await using var talk = await Talk.Begin();
        Assert.Contains("Gut, dass du es mir sagst", await talk.Say("Ich will nicht mehr leben"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crisis_WhereCoachesWork_IsEndedByACoachOnly()
    {
        await using var talk = await Talk.WithTrial();
        await talk.Say("I want to die");
        await talk.Until((await talk.Trial()).StartsOn!.Value.PlusDays(3), 9);
        var refused = await talk.Use(skills => new SafetyMeasures(skills.Work, new SafetySettings { HasCoach = true }, skills.ParticipantStore, skills.Conversation, skills.InterviewStore, skills.TrialStore, skills.Trials)
            .Support(SafetyScreen.Embedded().Rule("E1"), "I am safe"));
        Assert.Contains("coach", refused.Say, StringComparison.Ordinal);
        Assert.NotNull(await talk.Use(skills => skills.Conversation.Current.SafetyHold));
        await talk.Use(skills =>
        {
            skills.Safety.ConfirmedByCoach("Grace");
            return true;
        });
        Assert.Null(await talk.Use(skills => skills.Conversation.Current.SafetyHold));
    }

    [Fact]
    public async Task RedFlag_BeforeATrial_BlocksItUntilADoctorHasAgreed()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        Assert.Contains("doctor", await talk.Say("there is blood in my stool"), StringComparison.Ordinal);
        await talk.Use(skills => skills.Interview.Note(goal: "sleep onset", outcome: "sleep-onset-minutes", mcid: 1, typicalGood: 2, typicalBad: 6, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5));
        Assert.False((await talk.Use(skills => skills.Candidates.List())).Ok);
        await talk.Say("my doctor has agreed");
        Assert.True((await talk.Use(skills => skills.Candidates.List())).Ok);
    }

    [Fact]
    public async Task Condition_ToldInPassing_LeavesOutWhatItRulesOut()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("Ich habe Epilepsie und schlafe schlecht");
        Assert.Empty((await talk.Use(skills => skills.InterviewStore.Notes)).Cautions);
        await talk.Say("yes");
        Assert.NotEmpty((await talk.Use(skills => skills.InterviewStore.Notes)).Cautions);
        await talk.Use(skills => skills.Interview.Note(goal: "sleep onset", outcome: "sleep-onset-minutes", mcid: 1, typicalGood: 2, typicalBad: 6, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5));
        await talk.Use(skills => skills.Candidates.List());
        var list = await talk.Use(skills => skills.CandidateStore.Latest!);
        Assert.DoesNotContain(list.Candidates, candidate => candidate.Entry.Contraindications.Contains("epilepsy"));
        Assert.Contains(list.SetAside, aside => aside.Reason.Contains("epilep", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task OutOfScope_IsRefusedWithSomethingElseAndPausesNothing()
    {
        await using var talk = await Talk.WithTrial();
        Assert.Contains("something else to test", await talk.Say("could we test microdosing for my mood"), StringComparison.Ordinal);
        Assert.Equal(TrialState.Running, (await talk.Trial()).State);
    }

    [Fact]
    public async Task Harm_BeforeAnyTrial_IsAnOrdinaryWord()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        Assert.DoesNotContain("usual routine", await talk.Say("my sleep is terrible since I started a new job"), StringComparison.Ordinal);
    }
}
