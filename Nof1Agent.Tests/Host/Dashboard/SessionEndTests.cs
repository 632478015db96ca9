using System.Net;
using Nof1Agent.Host.Dashboard.Accounts;
using Nof1Agent.Host.Dashboard.SignIn;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Invitations;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Host.Dashboard;

/// <summary>What ends a session or a way in, and stays ended while other requests are under way.</summary>
public sealed class SessionEndTests
{
    [Fact]
    public async Task Tries_ManyAtOnce_FiveAreChecked_AndRestingIsNotProlonged()
    {
        await using var service = await Start();
        using var anna = new CoachBrowser(service);
        var account = await anna.Begin("Anna", CoachRole.Coach);
        var accounts = service.Get<CoachAccounts>();

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => accounts.Tries.Take(account.Id)));

        Assert.Equal(CoachTries.Most, taken.Count(one => one is not null));
        var until = accounts.Find(account.Id)!.LockedUntil;
        Assert.NotNull(until);
        service.Clock.MoveTo(service.Clock.GetUtcNow().AddMinutes(9));
        using var thief = new CoachBrowser(service);
        await thief.SignIn("Anna", "wrong");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await thief.SignIn("Anna", CoachBrowser.Password)).Status);
        Assert.Equal((until, 0), (accounts.Find(account.Id)!.LockedUntil, accounts.Find(account.Id)!.Failed));
        service.Clock.MoveTo(service.Clock.GetUtcNow().AddMinutes(2));
        Assert.Equal("/coach/sign-in/code", (await thief.SignIn("Anna", CoachBrowser.Password)).Location);
    }

    [Fact]
    public async Task WrongPasswords_OfManyBrowsersAtOnce_AreAllCounted()
    {
        await using var service = await Start();
        using var anna = new CoachBrowser(service);
        var account = await anna.Begin("Anna", CoachRole.Coach);
        var thieves = Enumerable.Range(0, 6).Select(_ => new CoachBrowser(service)).ToList();
        await Task.WhenAll(thieves.Select(thief => thief.SignIn("Anna", "wrong")));
        thieves.ForEach(thief => thief.Dispose());
        Assert.NotNull(service.Get<CoachAccounts>().Find(account.Id)!.LockedUntil);
    }

    [Fact]
    public async Task RightPassword_AsTheFifthTry_IsLetThrough_AndTheCodeStillHasOneTry()
    {
        await using var service = await Start();
        using var anna = new CoachBrowser(service);
        await anna.Begin("Anna", CoachRole.Coach);
        using var later = new CoachBrowser(service);
        for (var attempt = 0; attempt < 4; attempt++) await later.SignIn("Anna", "wrong");
        Assert.Equal("/coach/sign-in/code", (await later.SignIn("Anna", CoachBrowser.Password)).Location);
        await later.Get("/coach/sign-in/code");
        await later.Post("/coach/sign-in/code", [("code", "000000")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await later.Post("/coach/sign-in/code", [("code", anna.Code(ahead: 1))])).Status);
    }

    [Fact]
    public async Task Save_OfACopyFromBeforeAReset_ChangesNothing()
    {
        await using var service = await Start();
        using var anna = new CoachBrowser(service);
        var accounts = service.Get<CoachAccounts>();
        var copy = accounts.Find((await anna.Begin("Anna", CoachRole.Coach)).Id)!;
        Assert.True(await accounts.Tie(copy, "issuer anna"));

        await accounts.Reset(copy.Id);

        Assert.False(await accounts.Save(copy, copy.Stamp));
        Assert.False(await accounts.Tie(copy, "issuer other"));
        var now = accounts.Find(copy.Id)!;
        Assert.Equal((null, null, null), (now.PasswordHash, now.Authenticator, now.Subject));
        Assert.NotEqual(copy.Stamp, now.Stamp);
        Assert.True(await accounts.Save(now with { PasswordHash = "new" }, now.Stamp));
    }

    [Fact]
    public async Task Session_EndsAfterTwelveHours_ForAnOpenPageToo()
    {
        await using var service = await Start();
        var accounts = service.Get<CoachAccounts>();
        var anna = (await accounts.Add("Anna", CoachRole.Coach, null))!;
        var page = CoachClaims.Principal(anna, await accounts.Sessions.Begin(anna.Id));
        Assert.NotNull(page.Account(accounts));
        Assert.Null(CoachClaims.Step(anna).Account(accounts));
        Assert.Null(page.Stepped(accounts));
        service.Clock.MoveTo(service.Clock.GetUtcNow().AddHours(11.9));
        Assert.NotNull(page.Account(accounts));
        service.Clock.MoveTo(service.Clock.GetUtcNow().AddHours(0.2));
        Assert.Null(page.Account(accounts));
    }

    [Fact]
    public async Task RemovedName_IsNobodyElses_WhateverItsCapitals()
    {
        await using var service = await Start();
        var accounts = service.Get<CoachAccounts>();
        var anna = (await accounts.Add("Anna", CoachRole.Coach, null))!;
        var book = service.Get<InvitationBook>();
        Assert.Single(await book.Invite("ANNA", null, Duration.FromDays(1), 1));
        Assert.Equal("Anna", await Invited(service));

        await accounts.Remove(anna.Id);

        Assert.Null(await accounts.Add("anna", CoachRole.Coach, null));
        await Assert.ThrowsAsync<ArgumentException>(() => book.Invite("anna", null, Duration.FromDays(1), 1));
        Assert.NotNull(await accounts.Add("Anna B", CoachRole.Coach, null));
    }

    [Fact]
    public async Task LinkForTheFirstAccount_DiesWithTheFirstAccount_ForGood()
    {
        await using var service = await Start();
        var (accounts, links) = (service.Get<CoachAccounts>(), service.Get<OneTimeLinks>());
        var link = await links.Make(null);
        var anna = (await accounts.Add("Anna", CoachRole.Lead, null))!;
        await accounts.Remove(anna.Id);
        Assert.Null(links.Find(link));
    }

    [Theory]
    [InlineData(CoachRole.Auditor, "/coach", "/coach/audit")]
    [InlineData(CoachRole.Auditor, "/coach/calibration", "/coach/calibration")]
    [InlineData(CoachRole.Coach, null, "/coach")]
    public async Task SignedIn_LandsWhereTheRoleMayBe(CoachRole role, string? asked, string place)
    {
        await using var service = await Start();
        var account = (await service.Get<CoachAccounts>().Add("Max", role, null))!;
        Assert.Equal(place, SignInEndpoints.Landing(account, asked));
    }

    private static async Task<string?> Invited(RunningService service)
    {
        await using var connection = service.Get<Nof1Agent.Skills.Storage.Database>().Open();
        return await Dapper.SqlMapper.ExecuteScalarAsync<string>(connection, "select coach from invitation");
    }

    private static Task<RunningService> Start() => RunningService.Start(new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.Zero));
}
