using System.Net;
using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Routing;
using Nof1Agent.Host.Coaching;
using Nof1Agent.Host.Dashboard.Accounts;
using Nof1Agent.Host.Dashboard.Desk;
using Nof1Agent.Host.Dashboard.SignIn;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Studies;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Host.Dashboard;

/// <summary>Every way into the dashboard, by everybody: nobody, a coach, another coach, a lead, an auditor.</summary>
public sealed class AccessMatrixTests : IAsyncLifetime
{
    private static readonly string[] BeforeTheSession =
        ["/coach/sign-in", "/coach/sign-in/code", "/coach/sign-in/recovery-code", "/coach/sign-in/authenticator", "/coach/sign-in/organisation", "/coach/sign-out", "/coach/sign-out-everywhere", "/coach/begin", "/coach/refused", "/coach/denied"];

    // A page by the roles that may open it; what it shows of a participant is asked for again by the desks below.
    private static readonly Dictionary<string, CoachRole[]> Pages = new()
    {
        ["/coach"] = [CoachRole.Coach, CoachRole.Lead],
        ["/coach/people/{Id}"] = [CoachRole.Coach, CoachRole.Lead],
        ["/coach/studies"] = [CoachRole.Coach, CoachRole.Lead],
        ["/coach/studies/{Id}"] = [CoachRole.Coach, CoachRole.Lead],
        ["/coach/alerts"] = [CoachRole.Coach, CoachRole.Lead],
        ["/coach/calibration"] = [CoachRole.Coach, CoachRole.Lead, CoachRole.Auditor],
        ["/coach/audit"] = [CoachRole.Lead, CoachRole.Auditor],
    };

    private static readonly string[] OfOnePerson = ["/coach/people/{id}/pictures/{picture}", "/coach/people/{id}/files/{file}", "/coach/people/{id}/export/{name}"];

    private const string OfOneStudy = "/coach/studies/{id}/export/{name}";

    private RunningService service = null!;
    private ParticipantId own;
    private ParticipantId unasked;

    public async ValueTask InitializeAsync()
    {
        service = await RunningService.Start(new DateTimeOffset(2027, 1, 25, 9, 0, 0, TimeSpan.Zero));
        own = await Caseloads.Joined(service, "Anna", "one");
        await Caseloads.InATrial(service, own, daysAgo: 10);
        unasked = await Caseloads.Joined(service, "Anna", "two", agreed: false);
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task EveryRoute_ByEverybody()
    {
        var routes = service.Get<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Where(route => route.StartsWith("/coach", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Equal(BeforeTheSession.Concat(Pages.Keys).Concat(OfOnePerson).Append(OfOneStudy).Order(StringComparer.Ordinal), routes);

        using var nobody = new CoachBrowser(service);
        using var anna = await CoachBrowser.SignedIn(service, "Anna", CoachRole.Coach);
        using var ben = await CoachBrowser.SignedIn(service, "Ben", CoachRole.Coach);
        using var lea = await CoachBrowser.SignedIn(service, "Lea", CoachRole.Lead);
        using var max = await CoachBrowser.SignedIn(service, "Max", CoachRole.Auditor);
        var (study, _) = await service.Get<StudyBook>().Make(Caseloads.Study("Sleep in spring"), "Anna", PersonDesk.Language);
        foreach (var (who, role) in new[] { (nobody, (CoachRole?)null), (anna, CoachRole.Coach), (ben, CoachRole.Coach), (lea, CoachRole.Lead), (max, CoachRole.Auditor) })
        {
            foreach (var (page, roles) in Pages)
            {
                var answer = await who.Get(page.Replace("{Id}", own.Value, StringComparison.Ordinal));
                Assert.Equal(role is null ? "/coach/sign-in" : roles.Contains(role.Value) ? null : "/coach/denied", answer.Location);
                Assert.DoesNotContain("fall asleep sooner", answer.Body, StringComparison.Ordinal);
            }

            foreach (var name in (string[])["study.json", "days.csv", "other"])
            {
                var answer = await who.Get($"/coach/studies/{study!.Id}/export/{name}");
                Assert.Equal(role is null ? HttpStatusCode.Redirect : name != "other" && (who == anna || who == lea) ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.Status);
            }

            foreach (var path in OfOnePerson)
            {
                foreach (var person in new[] { own, unasked, new ParticipantId("nobody") })
                {
                    var answer = await who.Get(path.Replace("{id}", person.Value, StringComparison.Ordinal).Replace("{name}", "diary.csv", StringComparison.Ordinal));
                    var mayExport = person == own && path.EndsWith("{name}", StringComparison.Ordinal) && (who == anna || who == lea);
                    Assert.Equal(role is null ? HttpStatusCode.Redirect : mayExport ? HttpStatusCode.Conflict : HttpStatusCode.NotFound, answer.Status);
                }
            }
        }
    }

    [Fact]
    public async Task EveryDesk_ByEverybody_OnEverybody()
    {
        var accounts = service.Get<CoachAccounts>();
        var anna = (await accounts.Add("Anna", CoachRole.Coach, null))!;
        var ben = (await accounts.Add("Ben", CoachRole.Coach, null))!;
        var lea = (await accounts.Add("Lea", CoachRole.Lead, null))!;
        var max = (await accounts.Add("Max", CoachRole.Auditor, null))!;
        var gone = (await accounts.Add("Gone", CoachRole.Lead, null))!;
        await accounts.Remove(gone.Id);
        await Caseloads.Alert(service, own, AlertKind.Harm);
        await Caseloads.Alert(service, unasked, AlertKind.Harm);
        var (made, _) = await service.Get<StudyBook>().Make(Caseloads.Study("Sleep in spring"), "Anna", PersonDesk.Language);
        foreach (var account in new[] { anna, ben, lea, max, gone, anna with { Stamp = "older" }, max with { Role = CoachRole.Lead } })
        {
            var session = await Session(account);
            var desk = Desk(session);
            var studies = new StudyDesk(session, service.Get<StudyBook>(), service.Get<StudySeries>());
            var owns = account == anna || account == lea;
            Assert.Equal(owns ? 1 : 0, (await studies.All()).Count);
            Assert.Equal(owns, await studies.Series(made!.Id) is not null);
            Assert.Equal(owns, await studies.SetOpen(made.Id, true));
            Assert.Equal(owns ? 1 : 0, (await studies.Invite(made.Id, 3, 1)).Count);
            Assert.Equal(owns, (await studies.Keep(made.Id, made.Template)).Study is not null);
            Assert.Equal(owns || account == ben, (await studies.Keep(null, Caseloads.Study(""))).Problems is [var why] && !why.Contains("not yours", StringComparison.Ordinal));
            var alerts = new AlertDesk(session, service.Get<CoachAccess>(), service.Get<AlertLog>(), service.Get<CoachActs>());
            foreach (var person in new[] { own, unasked, new ParticipantId("nobody") })
            {
                var may = person == own && (account == anna || account == lea);
                var touched = false;
                Assert.Equal(may, await desk.Open(person));
                Assert.Equal(may, await desk.Read(person, (skills, me) => PersonView.Of(skills, me, 10, service.Get<TurnAudit>())) is not null);
                await desk.Act(person, (_, _) =>
                {
                    touched = true;
                    return SkillReply.Refuse("");
                });
                Assert.Equal(may, touched);
            }

            Assert.Equal(account == anna || account == lea ? 1 : 0, (await alerts.Open()).Count);
            foreach (var alert in service.Get<AlertLog>().Open(Audience.Coach))
            {
                Assert.Equal(alert.ParticipantId == own && (account == anna || account == lea), await alerts.Acknowledge(alert.Id));
            }
        }

        // Each look that was allowed is in the access log, and nobody else's is.
        var looks = service.Get<AuditLog>().Latest(100, act: AuditAct.Viewed);
        Assert.Equal(["Anna", "Lea"], looks.Select(look => look.Actor).Order(StringComparer.Ordinal));
        Assert.All(looks, look => Assert.Equal(service.Get<AuditLog>().SubjectOf(own), look.Subject));
    }

    [Fact]
    public async Task Export_WhileTheTrialRuns_OnlyAfterUnblinding()
    {
        using var anna = await CoachBrowser.SignedIn(service, "Anna", CoachRole.Coach);
        Assert.Equal(HttpStatusCode.Conflict, (await anna.Get($"/coach/people/{own.Value}/export/diary.csv")).Status);
        var desk = Desk(await Session(service.Get<CoachAccounts>().Named("Anna")!));
        Assert.False((await desk.Act(own, (skills, me) => skills.Coach.Unblind(me.Name, "short", PersonDesk.Language))).Ok);
        Assert.True((await desk.Act(own, (skills, me) => skills.Coach.Unblind(me.Name, "a rash that has to be explained", PersonDesk.Language))).Ok);

        Assert.Equal(HttpStatusCode.OK, (await anna.Get($"/coach/people/{own.Value}/export/diary.csv")).Status);
        Assert.Equal(AuditAct.Exported, service.Get<AuditLog>().Latest(1)[0].Act);
    }

    [Fact]
    public void Components_ReachPeopleOnlyThroughWhatAsksAgain()
    {
        Type[] allowed =
        [
            typeof(PersonDesk), typeof(AlertDesk), typeof(CoachSession), typeof(CaseloadSignal), typeof(TimeProvider), typeof(EvidenceCatalogue),

            // Each of these is asked with whose list it is to be, or inside PersonDesk.Read.
            typeof(CaseloadReader), typeof(ReadMarks), typeof(TurnAudit), typeof(TokenUseReader), typeof(Aliases),

            // Figures and pseudonyms.
            typeof(CalibrationReader), typeof(AuditLog), typeof(StudyDesk), typeof(InviteLinks), typeof(NavigationManager),
        ];
        var components = typeof(LivePage).Assembly.GetTypes().Where(type => typeof(IComponent).IsAssignableFrom(type) && type.Namespace?.Contains("Dashboard", StringComparison.Ordinal) is true).ToList();
        Assert.True(components.Count > 15);
        var injected = components.SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(property => property.GetCustomAttribute<InjectAttribute>() is not null).Select(property => property.PropertyType).Distinct().ToList();
        Assert.Contains(typeof(PersonDesk), injected);
        Assert.DoesNotContain(injected, type => !allowed.Contains(type));
    }

    private async Task<CoachSession> Session(CoachAccount account)
    {
        var accounts = service.Get<CoachAccounts>();
        return new(new Standing(CoachClaims.Principal(account, accounts.Find(account.Id) is null ? "gone" : await accounts.Sessions.Begin(account.Id))), accounts);
    }

    private PersonDesk Desk(CoachSession session) => new(session, service.Get<CoachAccess>(), service.Get<AuditLog>(), service.Get<CoachActs>());

    private sealed class Standing(ClaimsPrincipal who) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(who));
    }
}
