using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Nof1Agent.Host.Coaching;
using Nof1Agent.Host.Dashboard.Accounts;
using Nof1Agent.Host.Dashboard.Desk;
using Nof1Agent.Host.Dashboard.SignIn;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Host.Dashboard;

/// <summary>What a coach ends in the dashboard after a red flag is what they have seen, and nothing else; a floor that is lost goes back by itself.</summary>
public sealed class RedFlagDeskTests : IAsyncLifetime
{
    private RunningService service = null!;
    private CoachAccount anna = null!;
    private ParticipantId person;

    public async ValueTask InitializeAsync()
    {
        service = await RunningService.Start(new DateTimeOffset(2027, 1, 25, 9, 0, 0, TimeSpan.Zero));
        anna = (await service.Get<CoachAccounts>().Add("Anna", CoachRole.Coach, null))!;
        person = await Caseloads.Joined(service, "Anna", "one");
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task ConfirmSafe_EndsWhatWasSeen_AndNoLaterCrisis()
    {
        var desk = Desk(anna);
        await Caseloads.Crisis(service, person);
        var seen = (await View(desk)).Safety;
        service.Clock.MoveTo(service.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        await Caseloads.Crisis(service, person);
        var refused = await desk.ConfirmSafe(person, seen);
        Assert.False(refused.Ok);
        Assert.Contains("not seen", refused.Say, StringComparison.Ordinal);
        Assert.NotNull((await View(desk)).Conversation.SafetyHold);

        // What they wrote since counts too, whatever it was taken for.
        seen = (await View(desk)).Safety;
        await Writes("and now I have taken the tablets");
        Assert.False((await desk.ConfirmSafe(person, seen)).Ok);

        Assert.True((await desk.ConfirmSafe(person, (await View(desk)).Safety)).Ok);
        Assert.Null((await View(desk)).Conversation.SafetyHold);
        Assert.False((await desk.ConfirmSafe(person, (await View(desk)).Safety)).Ok);
    }

    [Fact]
    public async Task Block_WithoutAHold_IsSeen_AndItsAlertIsNotResolvedBeforeItEnds()
    {
        var (desk, alerts) = (Desk(anna), Alerts(anna));
        await Caseloads.Turn(service, person, skills => skills.InterviewStore.Save(skills.InterviewStore.Notes with { Blocks = ["U3"] }));
        await Caseloads.Alert(service, person, AlertKind.Safety);
        var alert = Assert.Single(await alerts.Open());
        Assert.True((await View(desk)).WaitsForACoach);
        Assert.Contains("still stops", (await alerts.Resolve(alert.Id)).Say, StringComparison.Ordinal);
        await alerts.Acknowledge(alert.Id);
        Assert.Equal(NeedReason.SafetyStop, (await service.Get<CaseloadReader>().Find("Anna", person))!.Need.Reason);

        Assert.True((await desk.ConfirmSafe(person, (await View(desk)).Safety)).Ok);
        Assert.False((await View(desk)).WaitsForACoach);
        Assert.True((await alerts.Resolve(alert.Id)).Ok);
        Assert.False((await alerts.Resolve(alert.Id)).Ok);
        Assert.Empty(await alerts.Open());
        Assert.Equal("Anna", service.Get<AlertLog>().Find(alert.Id)!.ResolvedBy);
        Assert.Equal((AuditAct.Resolved, "Safety"), service.Get<AuditLog>().Latest(1)[0] is var entry ? (entry.Act, entry.About) : default);
        Assert.NotEqual(NeedReason.SafetyStop, (await service.Get<CaseloadReader>().Find("Anna", person))!.Need.Reason);
    }

    [Fact]
    public async Task Floor_IsTakenOverByALeadAndByTheOwner_AndByNobodyElse()
    {
        await Take("Anna");
        Assert.False((await Take("Ben", mayFail: true)).Ok);
        Assert.True((await Take("Lea", isLead: true)).Ok);
        Assert.Equal((AuditAct.TookOver, "Lea", "from another coach"), service.Get<AuditLog>().Latest(1)[0] is var entry ? (entry.Act, entry.Actor, entry.About) : default);
        Assert.True((await Take("Anna")).Ok);
        Assert.Equal(["Anna", "Lea"], service.Get<CoachActs>().Look(person, skills => skills.Floor.Stays.Select(stay => stay.Coach)).Order());
    }

    [Fact]
    public async Task Floor_OfAnAccountThatIsRemoved_GoesBackByTheClock()
    {
        await Writes("hello");
        await Take("Anna");
        await service.Get<CoachClock>().Look(TestContext.Current.CancellationToken);
        Assert.Equal("Anna", Holder);
        await service.Get<CoachAccounts>().Remove(anna.Id);
        await GoneBack();
    }

    [Fact]
    public async Task Floor_WhenThePersonAgreesToAnotherCoach_GoesBackByTheClock()
    {
        await service.Get<CoachAccounts>().Add("Ben", CoachRole.Coach, null);
        await Writes("hello");
        await Take("Anna");
        using (var connection = service.Get<Nof1Agent.Skills.Storage.Database>().OpenToWrite())
        {
            Dapper.SqlMapper.Execute(connection, "update caseload set coach = 'Ben'");
        }

        await GoneBack();
    }

    [Fact]
    public async Task Floor_OfASilentCoach_GoesBackByTheClock()
    {
        await Take("Anna");
        service.Clock.MoveTo(service.Clock.GetUtcNow() + TimeSpan.FromMinutes(new EscalationSettings().FloorMinutes));
        await service.Get<CoachClock>().Look(TestContext.Current.CancellationToken);
        Assert.Null(Holder);
    }

    private async Task GoneBack()
    {
        await service.Get<CoachClock>().Look(TestContext.Current.CancellationToken);
        Assert.Null(Holder);
        Assert.Contains(service.Get<AuditLog>().Latest(5), entry => entry is { Act: AuditAct.LostFloor, Actor: "Anna" });
        Assert.Contains("Anna no longer writes with you here", service.Get<CoachActs>().Look(person, skills => skills.Conversation.Last(1))[0].Text, StringComparison.Ordinal);
    }

    private async Task Writes(string text)
    {
        await service.Get<Inbox>().AcceptText(person, "web", text, text);
        await service.Get<Nof1Agent.Host.Agent.TurnRunner>().AnswerWaiting(person, TestContext.Current.CancellationToken);
    }

    private string? Holder => service.Get<CoachActs>().Look(person, skills => skills.Conversation.Current).FloorCoach;

    private async Task<SkillReply> Take(string coach, bool isLead = false, bool mayFail = false)
    {
        var reply = (await service.Get<CoachActs>().Do(person, skills => skills.Floor.TakeOver(coach, PersonDesk.Language, isLead)))!;
        Assert.True(reply.Ok || mayFail, reply.Say);
        return reply;
    }

    private async Task<PersonView> View(PersonDesk desk) => (await desk.Read(person, (skills, me) => PersonView.Of(skills, me, 10, service.Get<TurnAudit>())))!;

    private CoachSession Session(CoachAccount account) => new(new Standing(CoachClaims.Principal(account, service.Get<CoachAccounts>().Sessions.Begin(account.Id).GetAwaiter().GetResult())), service.Get<CoachAccounts>());

    private PersonDesk Desk(CoachAccount account) => new(Session(account), service.Get<CoachAccess>(), service.Get<AuditLog>(), service.Get<CoachActs>());

    private AlertDesk Alerts(CoachAccount account) => new(Session(account), service.Get<CoachAccess>(), service.Get<AlertLog>(), service.Get<CoachActs>());

    private sealed class Standing(ClaimsPrincipal who) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(who));
    }
}
