using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Support;
using Dapper;

namespace Nof1Agent.Tests.Host.Channels;

/// <summary>A code that opens another conversation in a browser is no way out of support mode.</summary>
public sealed class HeldBrowsersTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Code_TypedInSupportMode_TakesItAlong(bool isRecoveryCode)
    {
        await using var service = await RunningService.Start(new DateTimeOffset(2027, 4, 20, 12, 0, 0, TimeSpan.Zero));
        using var elsewhere = new HttpClient { BaseAddress = service.Address };
        using var browser = new HttpClient { BaseAddress = service.Address };
        var stop = TestContext.Current.CancellationToken;
        var begun = await elsewhere.PostAsync("/api/chat/session", null, stop);
        var other = new ParticipantId(Read(service, "select id from participant")!);
        var code = (await begun.Content.ReadFromJsonAsync<JsonObject>(stop))!["recoveryCode"]!.GetValue<string>();
        if (!isRecoveryCode)
        {
            code = "ABCDE-FGHJK";
            await service.Writer.CommitAsync(Nof1Agent.Skills.Conversations.LinkCodes.Keep(code, other, NodaTime.Instant.FromDateTimeOffset(service.Clock.GetUtcNow())));
        }

        await browser.PostAsync("/api/chat/session", null, stop);
        using var written = new HttpRequestMessage(HttpMethod.Post, "/api/chat/messages") { Content = JsonContent.Create(new { text = "I want to die" }) };
        written.Headers.Add("Idempotency-Key", "1");
        Assert.True((await browser.SendAsync(written, stop)).IsSuccessStatusCode);
        while (!service.NothingWaits)
        {
            await Task.Delay(20, stop);
        }

        Assert.Null(HoldOf(service, other));
        Assert.True((await browser.PostAsJsonAsync("/api/chat/session/recover", new { code }, stop)).IsSuccessStatusCode);
        Assert.Equal("E1", HoldOf(service, other));
        Assert.Equal(2, service.Count("alert"));
    }

    private static string? HoldOf(RunningService service, ParticipantId participant) => Read(service, $"select opened(safety_hold) from conversation where participant_id = '{participant.Value}'");

    private static string? Read(RunningService service, string sql)
    {
        using var connection = service.Get<Database>().OpenReadable();
        return connection.ExecuteScalar<string>(sql);
    }
}
