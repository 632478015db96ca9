using Dapper;
using Nof1Agent.Host.Coaching;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Host.Coaching;

/// <summary>E-mails about alerts over a real socket: to whom, when, how often, and that they tell nothing.</summary>
public sealed class AlertPostTests
{
    private static readonly DateTimeOffset Monday = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alert_GoesToItsOwnerThenLeadsThenEverybody_OnceEach()
    {
        await using var mail = new SmtpServer();
        await using var service = await Started(mail);
        await AddCoaches(service);
        var log = service.Get<AlertLog>();
        using (var connection = service.Get<Database>().OpenToWrite())
        {
            connection.Execute("insert into alert (id, audience, kind, subject, text, at, owner) values ('a1', 'Coach', 'Crisis', 'p4rticipant', 'Safety rule E1 (Suicide)', @now, 'Anna')", new { now = NodaTime.Instant.FromDateTimeOffset(service.Clock.GetUtcNow()) });
        }

        var alert = Assert.Single(log.Open(Audience.Coach));
        await Taken(service, mail, 1);
        Assert.Equal(["anna@example.org"], mail.Taken.Select(one => one.To));
        await Pass(service, 15);
        await Taken(service, mail, 2);
        Assert.Equal(["anna@example.org", "lea@example.org"], mail.Taken.Select(one => one.To));
        await Pass(service, 15);
        await Taken(service, mail, 5);
        Assert.Equal(["anna@example.org", "anna@example.org", "ben@example.org", "lea@example.org", "lea@example.org"], mail.Taken.Select(one => one.To).Order());
        await Pass(service, 60);
        Assert.Equal(5, mail.Taken.Count);
        Assert.Equal(AlertStep.Everybody, log.Find(alert.Id)!.Step);

        Assert.All(mail.Taken, one =>
        {
            Assert.Contains("crisis", one.Message, StringComparison.Ordinal);
            Assert.Contains("https://study.example.org/coach", one.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("E1", one.Message.Split("\r\n\r\n")[^1], StringComparison.Ordinal);
            Assert.DoesNotContain("Suicide", one.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("p4rticipant", one.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Alert_ThatWasAcknowledgedInTime_TellsNobodyElse()
    {
        await using var mail = new SmtpServer();
        await using var service = await Started(mail);
        await AddCoaches(service);
        var log = service.Get<AlertLog>();
        await log.Raise(AlertKind.Harm, "somebody", "A side effect");
        await log.Acknowledge(log.Open(Audience.Coach)[0].Id, "Anna");
        await Pass(service, 120);
        Assert.Empty(mail.Taken);
        Assert.Equal("Anna", log.Open(Audience.Coach)[0].Owner);
    }

    [Fact]
    public async Task Mail_ThatIsRefused_IsTriedAgainWithBackOff_AndTheSameIsKnownAsTheSame()
    {
        await using var mail = new SmtpServer { Refuses = 2 };
        await using var service = await Started(mail);
        await AddCoaches(service);
        await service.Get<AlertLog>().Raise(AlertKind.SilentDays, "somebody", "No answer");
        await Until(() => mail.Refuses == 1 && Attempts(service) == 1);
        await Look(service, times: 2);
        Assert.Equal(1, mail.Refuses);
        service.Clock.MoveTo(service.Clock.GetUtcNow() + TimeSpan.FromSeconds(20));
        await Until(() => mail.Refuses == 0 && Attempts(service) == 2);
        Assert.Empty(mail.Taken);
        mail.LosesAcknowledgement = true;
        service.Clock.MoveTo(service.Clock.GetUtcNow() + TimeSpan.FromMinutes(1));
        await Until(() => Attempts(service) == 3);
        service.Clock.MoveTo(service.Clock.GetUtcNow() + TimeSpan.FromMinutes(2));
        await Taken(service, mail, 2);
        await Until(() => Ended(service) == 1);
        var ids = mail.Taken.Select(one => one.Message.Split("\r\n").Concat(one.Message.Split('\n')).First(line => line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase))).ToList();
        Assert.Equal(2, ids.Count);
        Assert.Equal(ids[0], ids[1]);
        using var connection = service.Get<Database>().Open();
        Assert.Equal("Sent", connection.QuerySingle<string>("select outcome from alert_mail"));
    }

    [Fact]
    public void ToldAt_WithoutOwnerOrLead_SomebodyIsToldAllTheSame()
    {
        CoachAccount Account(string name, CoachRole role, string? email) => new() { Id = name, Name = name, Role = role, Email = email, Stamp = "", CreatedAt = default };
        var (anna, lea, audit, mute) = (Account("Anna", CoachRole.Coach, "a@x"), Account("Lea", CoachRole.Lead, "l@x"), Account("Audit", CoachRole.Auditor, "z@x"), Account("Mute", CoachRole.Coach, null));
        Assert.Equal([anna], EscalationRule.ToldAt(AlertStep.Owner, "anna", [anna, lea, audit]));
        Assert.Equal([lea], EscalationRule.ToldAt(AlertStep.Owner, "Mute", [anna, lea, audit, mute]));
        Assert.Equal([lea], EscalationRule.ToldAt(AlertStep.Owner, null, [anna, lea, audit]));
        Assert.Equal([anna], EscalationRule.ToldAt(AlertStep.Owner, null, [anna, audit]));
        Assert.Equal([lea], EscalationRule.ToldAt(AlertStep.Leads, "Anna", [anna, lea, audit]));
        Assert.Equal([anna, lea], EscalationRule.ToldAt(AlertStep.Everybody, "Anna", [anna, lea, audit, mute]));
    }

    [Theory]
    [InlineData("127.0.0.1", "a@example.org", "https://x.example.org", "None", true)]
    [InlineData("mail.example.org", "a@example.org", "https://x.example.org", "StartTls", true)]
    [InlineData("mail.example.org", "a@example.org", "https://x.example.org", "None", false)]
    [InlineData("mail.example.org", "", "https://x.example.org", "Tls", false)]
    [InlineData("mail.example.org", "a@example.org", "x.example.org", "Tls", false)]
    [InlineData("", "", "", "StartTls", true)]
    public void Options_SayWhatIsMissing(string host, string from, string address, string security, bool fine) =>
        Assert.Equal(fine, new MailOptions { Host = host, From = from, Address = address, Security = Enum.Parse<MailSecurity>(security) }.Problem is null);

    private static Task<RunningService> Started(SmtpServer mail) => RunningService.Start(Monday, new Dictionary<string, string?>
    {
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = mail.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Mail:Security"] = "None",
        ["Mail:From"] = "nof1agent@example.org",
        ["Mail:Address"] = "https://study.example.org/",
    });

    private static async Task AddCoaches(RunningService service)
    {
        var accounts = service.Get<CoachAccounts>();
        await accounts.Add("Anna", CoachRole.Coach, "anna@example.org");
        await accounts.Add("Ben", CoachRole.Coach, "ben@example.org");
        await accounts.Add("Lea", CoachRole.Lead, "lea@example.org");
        await accounts.Add("Otto", CoachRole.Auditor, "otto@example.org");
    }

    private static async Task Pass(RunningService service, int minutes)
    {
        service.Clock.MoveTo(service.Clock.GetUtcNow() + TimeSpan.FromMinutes(minutes));
        await Look(service, times: 3);
    }

    private static async Task Taken(RunningService service, SmtpServer mail, int count)
    {
        await Until(() => mail.Taken.Count >= count);
        await Look(service, times: 2);
        Assert.Equal(count, mail.Taken.Count);
    }

    private static int Attempts(RunningService service) => service.Count("alert_mail where attempts = 1") + (2 * service.Count("alert_mail where attempts = 2")) + (3 * service.Count("alert_mail where attempts = 3"));

    private static int Ended(RunningService service) => service.Count("alert_mail where ended_at is not null");

    private static async Task Until(Func<bool> condition)
    {
        for (var wait = 0; wait < 250 && !condition(); wait++)
        {
            await Task.Delay(40, Cancellation);
        }

        Assert.True(condition());
    }

    private static async Task Look(RunningService service, int times = 1)
    {
        for (var time = 0; time < times; time++)
        {
            await service.Get<CoachClock>().Look(Cancellation);
        }
    }
}
