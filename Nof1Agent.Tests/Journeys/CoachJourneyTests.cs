using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Nof1Agent.Host.Coaching;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Invitations;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Studies;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Journeys;

/// <summary>Through the web chat's own API: somebody asks for a human, the coach steps in and out again; somebody opens the invitation of a study.</summary>
public sealed class CoachJourneyTests
{
    private const string Coach = "Anna";
    private static readonly DateTimeOffset Monday = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task AsksForAHuman_CoachTakesOver_Writes_AndHandsBack()
    {
        await using var service = await RunningService.Start(Monday);
        Assert.NotNull(await service.Get<CoachAccounts>().Add(Coach, CoachRole.Coach, null));
        using var browser = new Browser(service);
        await browser.Open((await service.Get<InvitationBook>().Invite(Coach, null, Duration.FromDays(7), 1))[0]);
        await browser.Hears("Anna invited you");
        await browser.Press("Yes");
        await browser.Hears("Thank you");
        await browser.Says("/human", hears: "I have told Anna");

        var row = Assert.Single(await service.Get<CaseloadReader>().Read(Coach, Coach));
        Assert.Equal(NeedReason.AsksForHuman, row.Need.Reason);
        var acts = service.Get<CoachActs>();
        Assert.True((await acts.Do(row.Id, skills => skills.Floor.TakeOver(Coach, KnownLanguages.English)))!.Ok);
        await browser.Hears("Anna, your coach, is writing with you");
        Assert.True((await acts.Do(row.Id, skills => skills.Floor.Write(Coach, "Hello, I am here. <b>What is it?</b>", KnownLanguages.English)))!.Ok);
        Assert.Equal("coach", (await browser.Hears("I am here. <b>What is it?</b>"))["from"]!.GetValue<string>());

        await browser.Says("I worry that the plan is too long", hears: null);
        await Until(() => service.NothingWaits);
        Assert.Equal("person", (await browser.All())[^1]!["from"]!.GetValue<string>());
        Assert.Equal(NeedReason.WaitsForAnswer, (await service.Get<CaseloadReader>().Find(Coach, row.Id))!.Need.Reason);

        Assert.True((await acts.Do(row.Id, skills => skills.Floor.HandBack(Coach, "We begin with three weeks.", KnownLanguages.English)))!.Ok);
        await browser.Hears("Anna notes: We begin with three weeks.");
        await browser.Says("I sleep badly", hears: "?");
        Assert.True(service.Get<AuditLog>().Verify().IsIntact);
        Assert.Equal([AuditAct.TookOver, AuditAct.Wrote, AuditAct.HandedBack], service.Get<AuditLog>().Latest(10).Reverse().Select(entry => entry.Act));
    }

    [Fact]
    public async Task StudyLink_TellsOfTheStudyBeforeConsent_AndIsUsedUp()
    {
        await using var service = await RunningService.Start(Monday);
        var template = new StudyTemplate
        {
            Name = "Sleep in spring", Goal = "sleep onset", Outcome = "sleep-onset-minutes", Arms = [new StudyArm("a paper book in bed", "Read a paper book in bed until you are tired.")], PeriodDays = 7, WashoutDays = 1, Cycles = 3,
            ConsentText = "Run by the Sleep Lab. <script>alert(1)</script>",
        };
        var study = (await service.Get<StudyBook>().Make(template, Coach, KnownLanguages.English)).Study!;
        var code = (await service.Get<StudyBook>().Invite(study.Id, Coach, Duration.FromDays(7), 1))[0];
        using var browser = new Browser(service);
        Assert.Equal(HttpStatusCode.NotFound, await browser.Open("ABCDE-FGHJK"));
        Assert.Equal(HttpStatusCode.NoContent, await browser.Open(code));
        Assert.Contains("invited you to \"Sleep in spring\"", (await browser.Hears("Run by the Sleep Lab."))["text"]!.GetValue<string>(), StringComparison.Ordinal);
        await browser.Press("Yes");
        await browser.Hears("Thank you");
        using var another = new Browser(service);
        Assert.Equal(HttpStatusCode.Gone, await another.Open(code));
        Assert.Equal("Sleep in spring", Assert.Single(await service.Get<CaseloadReader>().Read(Coach, null)).Study);
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var wait = 0; wait < 250 && !condition(); wait++)
        {
            await Task.Delay(40, Cancellation);
        }

        Assert.True(condition());
    }

    private sealed class Browser : IDisposable
    {
        private readonly HttpClient client;
        private int sent;

        public Browser(RunningService service) => client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = service.Address };

        public async Task<HttpStatusCode> Open(string invitation)
        {
            (await client.PostAsync(new Uri("/api/chat/session", UriKind.Relative), null, Cancellation)).EnsureSuccessStatusCode();
            return (await client.PostAsJsonAsync("/api/chat/invitation", new { code = invitation }, Cancellation)).StatusCode;
        }

        public async Task<JsonArray> All() => (await client.GetFromJsonAsync<JsonObject>("/api/chat/messages?after=0", Cancellation))!["messages"]!.AsArray();

        public async Task<JsonObject> Hears(string words)
        {
            JsonObject? found = null;
            for (var wait = 0; wait < 250 && found is null; wait++)
            {
                found = (await All()).OfType<JsonObject>().LastOrDefault(message => message["from"]!.GetValue<string>() != "person" && message["text"]!.GetValue<string>().Contains(words, StringComparison.Ordinal));
                await Task.Delay(found is null ? 40 : 0, Cancellation);
            }

            Assert.True(found is not null, $"did not hear \"{words}\" in: {await All()}");
            return found;
        }

        public async Task Says(string text, string? hears)
        {
            var before = (await All()).Count;
            await Post(new { text });
            for (var wait = 0; hears is not null && wait < 250; wait++)
            {
                if ((await All()).Skip(before + 1).Any(message => message!["text"]!.GetValue<string>().Contains(hears, StringComparison.Ordinal)))
                {
                    return;
                }

                await Task.Delay(40, Cancellation);
            }

            Assert.True(hears is null, $"no answer with \"{hears}\" in: {await All()}");
        }

        public async Task Press(string label)
        {
            JsonObject? offered = null;
            for (var wait = 0; wait < 250 && offered is null; wait++)
            {
                offered = (await All()).OfType<JsonObject>().LastOrDefault(message => Choice(message, label) is not null);
                await Task.Delay(offered is null ? 40 : 0, Cancellation);
            }

            Assert.NotNull(offered);
            await Post(new { choice = new { messageId = offered["id"]!.GetValue<long>(), choiceId = Choice(offered, label)! } });
        }

        public void Dispose() => client.Dispose();

        private static string? Choice(JsonObject message, string label) =>
            message["choices"]?.AsArray().FirstOrDefault(choice => choice!["label"]!.GetValue<string>().StartsWith(label, StringComparison.Ordinal))?["id"]!.GetValue<string>();

        private async Task Post(object body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/chat/messages") { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", $"k{sent++}");
            (await client.SendAsync(request, Cancellation)).EnsureSuccessStatusCode();
        }
    }
}
