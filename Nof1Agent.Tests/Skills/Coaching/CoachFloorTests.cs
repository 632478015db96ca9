using Dapper;
using Nof1Agent.Host.Agent;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Presence;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Coaching;

/// <summary>A coach takes the floor, writes, hands back; the person always knows who speaks, and the days of the trial go on.</summary>
public sealed class CoachFloorTests
{
    private const string Coach = Coached.Coach;

    [Fact]
    public async Task TakeOver_TheAgentIsSilentAndThePersonKnowsWhoSpeaks()
    {
        await using var talk = await Coached.Begin();
        Assert.True((await talk.Use(skills => skills.Floor.TakeOver(Coach, Coached.English))).Ok);
        Assert.Contains("Anna, your coach, is writing with you", talk.Hear(), StringComparison.Ordinal);
        Assert.Empty(await talk.Say("I sleep badly"));
        Assert.Contains("I sleep badly", talk.Place.Transcript.After(talk.Id, 0, 100)[^1].Text, StringComparison.Ordinal);

        Assert.True((await talk.Use(skills => skills.Floor.Write(Coach, "How was your night?", Coached.English))).Ok);
        Assert.Equal("How was your night?", talk.Hear());
        Assert.Equal(Speaker.Coach, talk.Last.Speaker);

        Assert.True((await talk.Use(skills => skills.Floor.HandBack(Coach, "We wait with coffee until Monday.", Coached.English))).Ok);
        Assert.Contains("Anna notes: We wait with coffee until Monday.", talk.Hear(), StringComparison.Ordinal);
        Assert.Equal("We wait with coffee until Monday.", await talk.Use(skills => AgentState.Of(skills).AgreedWithCoach));
        Assert.NotEmpty(await talk.Say("I sleep badly"));

        using (var connection = talk.Place.Open())
        {
            Assert.DoesNotContain("coffee", string.Concat(connection.Query<string>("select coalesce(summary, '') from floor_stay")), StringComparison.Ordinal);
        }

        var log = talk.Place.Get<AuditLog>();
        Assert.Equal([AuditAct.HandedBack, AuditAct.Wrote, AuditAct.TookOver], log.Latest(10).Select(entry => entry.Act));
        Assert.All(log.Latest(10), entry => Assert.Equal((Coach, log.SubjectOf(talk.Id)), (entry.Actor, entry.Subject)));
        Assert.True(log.Verify().IsIntact);
    }

    [Fact]
    public async Task AgreedLately_IsForgottenAfterTwoWeeks()
    {
        await using var talk = await Coached.Begin();
        await talk.Use(skills => skills.Floor.TakeOver(Coach, Coached.English));
        await talk.Use(skills => skills.Floor.HandBack(Coach, "No coffee.", Coached.English));
        talk.Place.Clock.MoveTo(talk.Place.Clock.GetUtcNow() + TimeSpan.FromDays(15));
        Assert.Null(await talk.Use(skills => skills.Floor.AgreedLately));
        Assert.Equal("No coffee.", Assert.Single(await talk.Use(skills => skills.Floor.Stays)).Summary);
    }

    [Fact]
    public async Task TakeOver_WithoutTheirYes_IsRefused()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        Assert.False((await Try(talk, skills => skills.Floor.TakeOver(Coach, Coached.English))).Ok);
        Assert.False((await Try(talk, skills => skills.Floor.Write(Coach, "hello", Coached.English))).Ok);
    }

    [Fact]
    public async Task Write_WithoutTheFloorOrWhileAnotherHasIt_IsRefused()
    {
        await using var talk = await Coached.Begin();
        Assert.Contains("Take over first", (await Try(talk, skills => skills.Floor.Write(Coach, "hello", Coached.English))).Say, StringComparison.Ordinal);
        await talk.Use(skills => skills.Floor.TakeOver(Coach, Coached.English));
        Assert.Contains("Anna has the floor", (await Try(talk, skills => skills.Floor.TakeOver("Ben", Coached.English))).Say, StringComparison.Ordinal);
        Assert.False((await Try(talk, skills => skills.Floor.Write("Ben", "hello", Coached.English))).Ok);
        Assert.False((await Try(talk, skills => skills.Floor.HandBack("Ben", "", Coached.English))).Ok);
        Assert.False((await Try(talk, skills => skills.Floor.Write(Coach, " ", Coached.English))).Ok);
        Assert.False((await Try(talk, skills => skills.Floor.Write(Coach, new string('x', 3001), Coached.English))).Ok);
    }

    [Fact]
    public async Task WhileACoachSpeaks_TheDaysGoOn_AndButtonsWork()
    {
        await using var talk = await Coached.Begin(withTrial: true);
        await talk.Use(skills => skills.Floor.TakeOver(Coach, Coached.English));
        talk.Hear();
        var trial = await talk.Trial();
        var day = trial.StartsOn!.Value;
        Assert.NotEmpty(await talk.Until(day, 8, 30));
        var asked = await talk.Until(day.PlusDays(1), 9);
        Assert.Contains("night", asked, StringComparison.Ordinal);
        Assert.Empty(await talk.Until(day.PlusDays(1), 21, 30));
        var form = talk.Place.Transcript.After(talk.Id, 0, 200).Last(message => message.Card?.Form is not null);
        await talk.Place.Inbox.AcceptForm(talk.Id, "test", "form", form.Id, new FormAnswer("25", "Yes", null));
        await talk.Place.Turns.AnswerWaiting(talk.Id, CancellationToken.None);
        Assert.Equal(25, (await talk.Use(skills => skills.CheckInStore.Days(trial.Id)))[day].Value);
        Assert.Equal(Floor.Coach, await talk.Use(skills => skills.Conversation.Current.Floor));
    }

    [Fact]
    public async Task WhileACoachSpeaks_ARedFlagIsAnsweredAndDeletionStaysPossible()
    {
        await using var talk = await Coached.Begin();
        await talk.Use(skills => skills.Floor.TakeOver(Coach, Coached.English));
        talk.Hear();
        Assert.NotEmpty(await talk.Say("I want to kill myself"));
        Assert.Contains(talk.Place.Get<AlertLog>().Open(Audience.Coach), alert => alert.Kind is AlertKind.Crisis);

        // The human speaks: the same text after every message would be in the way. What is grave still gets its answer.
        Assert.Empty(await talk.Say("I do not know"));
        Assert.NotEmpty(await talk.Say("I want to kill myself"));
        Assert.NotEmpty(await talk.Say("/delete"));
        await talk.Use(skills => skills.Floor.HandBack(Coach, "", Coached.English));
        Assert.NotEmpty(await talk.Say("I do not know"));
    }

    [Fact]
    public async Task ReturnAfter_ALongSilence_SaysSoOnce()
    {
        await using var talk = await Coached.Begin();
        var watch = talk.Place.Get<FloorWatch>();
        var day = Duration.FromHours(24);
        await talk.Use(skills => skills.Floor.TakeOver(Coach, Coached.English));
        talk.Place.Clock.MoveTo(talk.Place.Clock.GetUtcNow() + TimeSpan.FromHours(20));
        await talk.Use(skills => skills.Floor.Write(Coach, "Still here.", Coached.English));
        talk.Place.Clock.MoveTo(talk.Place.Clock.GetUtcNow() + TimeSpan.FromHours(23));
        Assert.Empty(watch.Quiet(talk.Place.Now, day));
        Assert.False(await talk.Use(skills => skills.Floor.ReturnAfter(day)));
        talk.Hear();

        talk.Place.Clock.MoveTo(talk.Place.Clock.GetUtcNow() + TimeSpan.FromHours(1));
        Assert.Equal([talk.Id], watch.Quiet(talk.Place.Now, day));
        Assert.True(await talk.Use(skills => skills.Floor.ReturnAfter(day)));
        Assert.Contains("Anna has not written here for 24 hours, so I answer again", talk.Hear(), StringComparison.Ordinal);
        Assert.Empty(watch.Quiet(talk.Place.Now, day));
        Assert.NotEmpty(await talk.Say("I sleep badly"));
    }

    [Fact]
    public async Task Withdraw_WhileACoachSpeaks_EndsIt()
    {
        await using var talk = await Coached.Begin();
        await talk.Use(skills => skills.Floor.TakeOver(Coach, Coached.English));
        await talk.Say("/withdraw");
        Assert.Equal(Floor.Agent, await talk.Use(skills => skills.Conversation.Current.Floor));
        Assert.False((await Try(talk, skills => skills.Floor.Write(Coach, "hello", Coached.English))).Ok);
    }

    [Fact]
    public async Task AskForAHuman_TellsTheCoachAndIsHonestAboutTheHours()
    {
        await using var talk = await Coached.Begin();
        Assert.Contains("I do not know when Anna reads it", await talk.Say("/human"), StringComparison.Ordinal);
        var alert = Assert.Single(talk.Place.Get<AlertLog>().Open(Audience.Coach));
        Assert.Equal(AlertKind.HumanRequested, alert.Kind);

        // Monday, 4 January 2027, 19:00 in Lisbon.
        await talk.Place.Get<PresenceBook>().Set(new CoachHours { Coach = Coach, Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"], Hours = [new OpenHours(IsoDayOfWeek.Tuesday, 540, 1020)] });
        Assert.Contains("Anna is usually there again on Tuesday, 5 January from 08:00", await talk.Say("/human"), StringComparison.Ordinal);
        await talk.Place.Get<PresenceBook>().Set(new CoachHours { Coach = Coach, Zone = DateTimeZone.Utc, Hours = [new OpenHours(IsoDayOfWeek.Monday, 0, 1440)] });
        Assert.Contains("usually there at this time", await talk.Say("/human"), StringComparison.Ordinal);
        Assert.Single(talk.Place.Get<AlertLog>().Open(Audience.Coach));

        await talk.Use(skills => skills.Floor.TakeOver(Coach, Coached.English));
        Assert.Empty(talk.Place.Get<AlertLog>().Open(Audience.Coach));
        Assert.Equal(Coach, talk.Place.Get<AlertLog>().Find(alert.Id)!.ResolvedBy);
    }

    [Fact]
    public async Task Notes_AreSealedAndGoWithThePerson()
    {
        await using var talk = await Coached.Begin();
        Assert.True((await talk.Use(skills => skills.Notes.Add(Coach, "Sounded tired on the phone.", Coached.English))).Ok);
        Assert.False((await Try(talk, skills => skills.Notes.Add(Coach, " ", Coached.English))).Ok);
        var note = Assert.Single(await talk.Use(skills => skills.Notes.All));
        Assert.Equal("Sounded tired on the phone.", note.Text);
        Assert.False((await Try(talk, skills => skills.Notes.Remove("Ben", note.Id, Coached.English))).Ok);
        using (var connection = talk.Place.Open())
        {
            Assert.DoesNotContain("tired", connection.QuerySingle<string>("select text from coach_note"), StringComparison.Ordinal);
        }

        Assert.True((await talk.Use(skills => skills.Notes.Remove(Coach, note.Id, Coached.English))).Ok);
        await talk.Use(skills => skills.Notes.Add(Coach, "Another.", Coached.English));
        await talk.Say("/delete");
        await talk.Say("delete everything");
        using (var connection = talk.Place.Open())
        {
            Assert.Equal(0, connection.ExecuteScalar<int>("select count(*) from coach_note"));
            Assert.Equal(0, connection.ExecuteScalar<int>("select count(*) from alias"));
        }
    }

    private static async Task<SkillReply> Try(Talk talk, Func<SkillSet, SkillReply> use) => await talk.Use(use);
}
