using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Nof1Agent.Skills.Files;
using Nof1Agent.Tests.Host.Agent.Providers;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Telegram;

namespace Nof1Agent.Tests.Host.Channels;

/// <summary>A photo from end to end: handed in on the web and in Telegram, stored before it is acknowledged, looked at by a model, seen again only by its owner.</summary>
public sealed class PhotoUploadTests
{
    private static readonly DateTimeOffset Evening = new(2027, 1, 4, 19, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task WebPhoto_IsKeptOnceAndLookedAtAndShownToItsOwnerOnly()
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Text("I see a label. What on it matters to you?"));
        await using var service = await RunningService.Start(Evening, Looking(server));
        using var person = await Agreed(service);
        Assert.Equal(HttpStatusCode.Accepted, await HandIn(person, ExampleFiles.PngWithPlace, "label.png", "what I take", "one"));
        Assert.Equal(HttpStatusCode.Accepted, await HandIn(person, ExampleFiles.PngWithPlace, "label.png", "what I take", "one"));
        var own = (await Heard(person, "I see a label.")).Single(message => message!["text"]!.GetValue<string>() == "[photo] what I take")!;
        Assert.Equal(1, service.Count("message_file"));
        var download = Assert.Single(own["downloads"]!.AsArray())!;
        Assert.Equal("label.png", download["label"]!.GetValue<string>());
        using var shown = await person.GetAsync(download["url"]!.GetValue<string>(), TestContext.Current.CancellationToken);
        Assert.Equal(ExampleFiles.Png, await shown.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("image/png", "default-src 'none'; sandbox", "nosniff"), (shown.Content.Headers.ContentType!.MediaType, shown.Headers.GetValues("Content-Security-Policy").Single(), shown.Headers.GetValues("X-Content-Type-Options").Single()));

        using var stranger = await Agreed(service);
        using var refused = await stranger.GetAsync(download["url"]!.GetValue<string>(), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task WebFile_OfAnotherKindOrTooLarge_IsRefusedAndNotKept()
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Text("I see it."));
        await using var service = await RunningService.Start(Evening, Looking(server));
        using var person = await Agreed(service);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await HandIn(person, [0x4D, 0x5A, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], "photo.png", "", "two"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await HandIn(person, [.. ExampleFiles.Png, .. new byte[HandedInFile.LargestBytes]], "photo.png", "", "three"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await HandIn(person, ExampleFiles.Jpeg[..20], "photo.jpg", "", "four"));
        Assert.Equal(0, service.Count("message_file"));
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task WebPhoto_WithoutAModel_IsNotKeptAndAnsweredWithAClearSentence()
    {
        await using var service = await RunningService.Start(Evening);
        using var person = await Agreed(service);
        Assert.Equal(HttpStatusCode.Accepted, await HandIn(person, ExampleFiles.Png, "label.png", "", "five"));
        await Heard(person, "I cannot look at pictures here");
        Assert.Equal(0, service.Count("message_file"));
    }

    [Fact]
    public async Task TelegramPhoto_IsFetchedAndLookedAt_AndWithoutAModelItIsNot()
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Text("I see a label. What on it matters to you?"));
        await using var telegram = await FakeBotApi.Start();
        var settings = TelegramSettings.For(telegram, webhook: false);
        await using (var service = await RunningService.Start(Evening, settings.Concat(Looking(server)).ToDictionary()))
        {
            var ada = await Patient(telegram, service, 4711);
            Assert.StartsWith("I see a label.", (await Send(ada, telegram, "label.jpg", "my pills")).Text, StringComparison.Ordinal);
            Assert.Equal(1, service.Count("message_file where media_type = 'image/jpeg'"));
            Assert.Equal(1, service.Count("message where opened(text) = '[photo] my pills'"));
            Assert.Contains("image/jpeg;base64", server.Bodies.Last(), StringComparison.Ordinal);
        }

        await using (var service = await RunningService.Start(Evening, settings))
        {
            var ben = await Patient(telegram, service, 4712);
            var fetched = telegram.Calls.Count(call => call.Method == "getfile");
            Assert.StartsWith("Thank you for the picture. I cannot look at pictures here.", (await Send(ben, telegram, "label.jpg", null)).Text, StringComparison.Ordinal);
            Assert.Equal(fetched, telegram.Calls.Count(call => call.Method == "getfile"));
        }
    }

    private static Dictionary<string, string?> Looking(ModelServer server) => new()
    {
        ["Lfm:Provider"] = "openai", ["Lfm:Endpoint"] = server.Endpoint, ["Lfm:Model"] = "m", ["Lfm:AcceptsPhotos"] = "true", ["Lfm:AcceptsDocuments"] = "true",
    };

    private static async Task<TelegramPatient> Patient(FakeBotApi telegram, RunningService service, long id)
    {
        var patient = new TelegramPatient(telegram, id, () => service.NothingWaits);
        await patient.Write("hello");
        await patient.Press("Yes, that is OK");
        return patient;
    }

    private static async Task<FakeMessage> Send(TelegramPatient person, FakeBotApi telegram, string name, string? caption)
    {
        var content = new JsonObject { ["photo"] = new JsonArray(new JsonObject { ["file_id"] = telegram.AddFile(name, ExampleFiles.JpegWithPlace), ["file_unique_id"] = "u", ["width"] = 24, ["height"] = 16 }) };
        if (caption is not null)
        {
            content["caption"] = caption;
        }

        person.CatchUp();
        telegram.Push(_ => new JsonObject { ["message"] = FakeBotApi.Message(person.Id, telegram.NextMessage(), content, null) });
        return await person.News();
    }

    private static async Task<HttpClient> Agreed(RunningService service)
    {
        var person = new HttpClient { BaseAddress = service.Address };
        await person.PostAsync("/api/chat/session", null, TestContext.Current.CancellationToken);
        await Say(person, "hello", "Is that OK?");
        await Say(person, "yes", "What would you like");
        return person;
    }

    private static async Task Say(HttpClient person, string text, string answer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/chat/messages") { Content = JsonContent.Create(new { text }) };
        request.Headers.Add("Idempotency-Key", text);
        using var accepted = await person.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        await Heard(person, answer);
    }

    private static async Task<HttpStatusCode> HandIn(HttpClient person, byte[] content, string name, string caption, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/chat/files") { Content = new ByteArrayContent(content) };
        request.Headers.Add("X-File-Name", Uri.EscapeDataString(name));
        request.Headers.Add("X-Caption", Uri.EscapeDataString(caption));
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await person.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<JsonArray> Heard(HttpClient person, string text)
    {
        for (var tries = 0; ; tries++)
        {
            var messages = (await person.GetFromJsonAsync<JsonObject>("/api/chat/messages?after=0", TestContext.Current.CancellationToken))!["messages"]!.AsArray();
            if (messages.Any(message => message!["text"]!.GetValue<string>().Contains(text, StringComparison.Ordinal)))
            {
                return messages;
            }

            Assert.True(tries < 400, $"\"{text}\" was not said: {messages.ToJsonString()}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
