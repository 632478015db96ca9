using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Host.Channels;

/// <summary>A file handed in through the web chat: for the person of the session, after their consent, and read before it is believed.</summary>
public sealed class FileUploadTests
{
    [Fact]
    public async Task File_NeedsASessionAndConsent_AndIsAnsweredInTheChat()
    {
        await using var service = await RunningService.Start(new DateTimeOffset(2027, 4, 20, 12, 0, 0, TimeSpan.Zero));
        using var person = new HttpClient { BaseAddress = service.Address };
        Assert.Equal(HttpStatusCode.Unauthorized, await HandIn(person, "date,mood\n2027-04-01,5\n"));
        await person.PostAsync("/api/chat/session", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Conflict, await HandIn(person, "date,mood\n2027-04-01,5\n"));
        await Say(person, "hello");
        await Say(person, "yes");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await HandIn(person, "date,mood\n01/04/2027,5\n"));
        Assert.Equal(HttpStatusCode.Accepted, await HandIn(person, $"date,mood\n{string.Join('\n', Enumerable.Range(0, 4000).Select(day => $"{new DateOnly(2015, 1, 1).AddDays(day):yyyy-MM-dd},5"))}\n"));
        await Heard(person, "I read \"my days.csv\"");
    }

    private static async Task<HttpStatusCode> HandIn(HttpClient person, string text)
    {
        using var content = new StringContent(text);
        content.Headers.Add("X-File-Name", Uri.EscapeDataString("my days.csv"));
        using var answer = await person.PostAsync("/api/chat/files", content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task Say(HttpClient person, string text)
    {
        var before = await Count(person);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/chat/messages") { Content = JsonContent.Create(new { text }) };
        request.Headers.Add("Idempotency-Key", text);
        using var answer = await person.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        for (var tries = 0; tries < 200 && await Count(person) < before + 2; tries++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.True(await Count(person) >= before + 2, $"no answer to \"{text}\"");
    }

    private static async Task Heard(HttpClient person, string text)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if ((await Messages(person)).Any(message => message!["text"]!.GetValue<string>().Contains(text, StringComparison.Ordinal)))
            {
                return;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"\"{text}\" was not said");
    }

    private static async Task<int> Count(HttpClient person) => (await Messages(person)).Count;

    private static async Task<JsonArray> Messages(HttpClient person) =>
        (await person.GetFromJsonAsync<JsonObject>("/api/chat/messages?after=0", TestContext.Current.CancellationToken))!["messages"]!.AsArray();
}
