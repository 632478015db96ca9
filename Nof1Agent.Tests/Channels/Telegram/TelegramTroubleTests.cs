using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nof1Agent.Host;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Telegram;

namespace Nof1Agent.Tests.Channels.Telegram;

/// <summary>What becomes of a message, a person and the log when Telegram refuses or says nothing.</summary>
public sealed class TelegramTroubleTests
{
    private const long Ada = 4711;
    private static readonly DateTimeOffset Evening = new(2027, 1, 4, 19, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task SendMessage_ThatHangs_IsTriedAgainAndComesOnce()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: false));
        var ada = await Consented(telegram, service);
        telegram.Failures.Plan("sendMessage", new Failure.Hang(TimeSpan.FromMilliseconds(300)));
        var before = Sends(telegram);
        Assert.Equal("No trial is running.", (await ada.Write("/today")).Text);
        Assert.Equal(before + 2, Sends(telegram));
        Assert.Single(ada.Chat, message => message.Text == "No trial is running.");
        Assert.Equal(0, service.Count("outbound where failed is not null"));
    }

    [Fact]
    public async Task GetUpdates_TakenByAnotherProgram_HealthSaysSoAndItGoesOn()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: false));
        var ada = await Consented(telegram, service);
        telegram.Failures.Rule = (method, _) => method == "getupdates" ? new Failure.Status(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running") : null;
        await Until(async () => (await Health(service)).Contains("409: another program asks for this bot's updates", StringComparison.Ordinal));
        telegram.Failures.Rule = null;
        Assert.Equal("No trial is running.", (await ada.Write("/today")).Text);
        await Until(async () => !(await Health(service)).Contains("409", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SendMessage_Refused_IsOneDeadLetterWithoutContentInTheLog()
    {
        await using var telegram = await FakeBotApi.Start();
        var logs = new CapturedLogs();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: false), builder => builder.Logging.AddProvider(logs));
        var ada = await Consented(telegram, service);
        telegram.Failures.Plan("sendMessage", new Failure.Status(400, "Bad Request: canary of the description"));
        telegram.Text(Ada, "/today");
        await Until(() => Task.FromResult(telegram.Unconfirmed == 0 && service.NothingWaits && service.Count("outbound where failed is not null") > 0));

        Assert.Equal(1, service.Count("outbound where failed = '400'"));
        Assert.Equal(1, service.Count("outbound where failed is not null"));
        Assert.Single(service.Get<AlertLog>().Open(Audience.Operator), alert => alert.Kind is AlertKind.DeadLetter);
        Assert.Single(logs.Lines, line => line.Contains("A message on telegram was given up (400)", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Lines, line => line.Contains("canary", StringComparison.OrdinalIgnoreCase) || line.Contains("No trial", StringComparison.Ordinal) || line.Contains($"{Ada}", StringComparison.Ordinal));
        Assert.StartsWith("What you", (await ada.Write("/privacy")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "Forbidden: bot was blocked by the user", "403 blocked by the person")]
    [InlineData(403, "Forbidden: user is deactivated", "403 account deleted")]
    [InlineData(400, "Bad Request: chat not found", "400 chat not found")]
    public async Task Person_WhoCannotBeReached_IsMarkedAndTheCoachIsTold(int code, string description, string reason)
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: false));
        var ada = await Consented(telegram, service);
        telegram.Failures.Plan("sendMessage", new Failure.Status(code, description));
        telegram.Text(Ada, "/today");
        await Until(() => Task.FromResult(telegram.Unconfirmed == 0 && service.NothingWaits && service.Count("channel_identity where unreachable_since is not null") > 0));

        Assert.Equal(1, service.Count($"channel_identity where unreachable_reason = '{reason}'"));
        var alert = Assert.Single(service.Get<AlertLog>().Open(Audience.Coach), alert => alert.Kind is AlertKind.ChannelUnreachable);
        Assert.Contains(reason, alert.Text, StringComparison.Ordinal);
        Assert.Equal(0, service.Count("alert where kind = 'DeadLetter'"));

        // Their next message ends it.
        await ada.Write("/today");
        Assert.Equal(0, service.Count("channel_identity where unreachable_since is not null"));
        Assert.DoesNotContain(service.Get<AlertLog>().Open(Audience.Coach), alert => alert.Kind is AlertKind.ChannelUnreachable);
    }

    [Fact]
    public async Task TwoServices_OnOneDatabase_OneAsksForUpdatesUntilItStops()
    {
        await using var telegram = await FakeBotApi.Start();
        var logs = new CapturedLogs();
        var settings = TelegramSettings.For(telegram, webhook: false);
        var first = await RunningService.Start(Evening, settings, builder => builder.Logging.AddProvider(logs));
        try
        {
            await using var second = Service.Build(new ServeOptions("http://127.0.0.1:0", first.DatabasePath), builder =>
            {
                builder.Logging.ClearProviders().AddProvider(logs);
                builder.Configuration.AddInMemoryCollection(settings);
                builder.Services.AddSingleton<TimeProvider>(first.Clock);
                builder.Services.AddSingleton(provider => new Lease(provider.GetRequiredService<Database>(), provider.GetRequiredService<WriterQueue>(), first.Clock, "another host"));
            });
            await second.StartAsync(TestContext.Current.CancellationToken);
            var ada = await Consented(telegram, first);

            // Two that ask would turn each other out within moments.
            await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
            Assert.Equal("No trial is running.", (await ada.Write("/today")).Text);
            Assert.DoesNotContain(logs.Lines, line => line.Contains("Asking Telegram for updates failed", StringComparison.Ordinal));
            Assert.Equal(2, telegram.Calls.Count(call => call.Method == "getme"));
            var polls = telegram.Calls.Count(call => call.Method == "getupdates");

            await first.Stop();
            telegram.Text(Ada, "/privacy");
            await Until(() => Task.FromResult(telegram.Unconfirmed == 0));
            Assert.True(telegram.Calls.Count(call => call.Method == "getupdates") > polls);
        }
        finally
        {
            await first.DisposeAsync();
        }
    }

    private static async Task<TelegramPatient> Consented(FakeBotApi telegram, RunningService service)
    {
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        await ada.Write("hello");
        await ada.Press("Yes, that is OK");
        return ada;
    }

    private static int Sends(FakeBotApi telegram) => telegram.Calls.Count(call => call.Method == "sendmessage");

    private static async Task<string> Health(RunningService service)
    {
        using var http = new HttpClient { BaseAddress = service.Address };
        using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        return await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task Until(Func<Task<bool>> happened)
    {
        for (var patience = Stopwatch.StartNew(); !await happened(); await Task.Delay(20, TestContext.Current.CancellationToken))
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), "waited in vain");
        }
    }
}
