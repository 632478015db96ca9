using System.Net;
using System.Net.Http.Json;
using Nof1Agent.Tests.Host.Agent.Providers;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Host.Channels;

/// <summary>While a model writes, a person sees that something is being written and no word of it; what the guard holds back they never see.</summary>
public sealed class OnlyStatusIsStreamedTests
{
    [Fact]
    public async Task WhileAModelWrites_TheStreamCarriesTheStatusAlone_AndNeverWhatWasHeldBack()
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Text("It helps 83 of 100 people.") with { Delay = TimeSpan.FromMilliseconds(700) });
        await using var service = await RunningService.Start(new DateTimeOffset(2027, 1, 4, 19, 0, 0, TimeSpan.Zero), new Dictionary<string, string?> { ["Lfm:Provider"] = "openai", ["Lfm:Endpoint"] = server.Endpoint, ["Lfm:Model"] = "m" });
        using var person = new HttpClient { BaseAddress = service.Address };
        await person.PostAsync("/api/chat/session", null, TestContext.Current.CancellationToken);
        using var stream = new StreamReader(await person.GetStreamAsync("/api/chat/events?after=0", TestContext.Current.CancellationToken));
        var heard = new List<string>();
        await Say(person, "hello");
        await Until(stream, heard, line => line.Contains("Is that OK?", StringComparison.Ordinal));
        await Say(person, "yes");
        await Until(stream, heard, line => line.Contains("What would you like", StringComparison.Ordinal));
        heard.Clear();
        await Say(person, "does anything help at all, in your view?");
        await Until(stream, heard, line => line.Contains("\"from\":\"guide\"", StringComparison.Ordinal));
        Assert.Equal(2, server.Requests);
        Assert.Contains(heard, line => line.Contains("\"typing\":true", StringComparison.Ordinal));
        Assert.DoesNotContain(heard, line => line.Contains("83", StringComparison.Ordinal) && line.Contains("people", StringComparison.Ordinal));
        var typed = heard.FindIndex(line => line.Contains("\"typing\":true", StringComparison.Ordinal));
        var answered = heard.FindIndex(line => line.Contains("\"from\":\"guide\"", StringComparison.Ordinal));
        Assert.True(typed >= 0 && typed < answered);
        Assert.All(heard.Skip(typed).Take(answered - typed).Where(line => line.StartsWith("event:", StringComparison.Ordinal)), line => Assert.True(line is "event: status" or "event: message", line));
    }

    private static async Task Say(HttpClient person, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/chat/messages") { Content = JsonContent.Create(new { text }) };
        request.Headers.Add("Idempotency-Key", text);
        using var accepted = await person.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
    }

    private static async Task Until(StreamReader stream, List<string> heard, Func<string, bool> isIt)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (await stream.ReadLineAsync(limit.Token) is { } line)
        {
            heard.Add(line);
            if (isIt(line))
            {
                return;
            }
        }

        Assert.Fail("the stream ended");
    }
}
