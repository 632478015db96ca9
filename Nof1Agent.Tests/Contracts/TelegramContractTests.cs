using System.Net;
using System.Text.Json.Nodes;
using Nof1Agent.Host.Channels.Telegram;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Telegram;

namespace Nof1Agent.Tests.Contracts;

/// <summary>Telegram by webhook: the test plays Telegram's part and may deliver twice, or without the secret.</summary>
public sealed class TelegramContractTests : ChannelContract, IAsyncDisposable
{
    private const long Ada = 4711;
    private FakeBotApi? telegram;

    internal override string Name => "telegram";

    internal override int LongestText => 4096;

    internal override async Task<RunningService> Service()
    {
        telegram = await FakeBotApi.Start();
        return await RunningService.Start(new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero), TelegramSettings.For(telegram, webhook: true));
    }

    internal override Task<IPerson> Somebody(RunningService service) => Task.FromResult<IPerson>(new Person(service, telegram!));

    internal override Task<IAsyncDisposable> SendingFails(RunningService service, IPerson person)
    {
        telegram!.Failures.Rule = (method, _) => method == "sendmessage" ? new Failure.Status(502, "Bad Gateway") : null;
        return Task.FromResult<IAsyncDisposable>(new Ending(() => telegram.Failures.Rule = null));
    }

    public async ValueTask DisposeAsync()
    {
        if (telegram is not null)
        {
            await telegram.DisposeAsync();
        }
    }

    private sealed class Person(RunningService service, FakeBotApi telegram) : IPerson
    {
        private readonly HttpClient http = new() { BaseAddress = service.Address };
        private readonly Dictionary<string, int> updates = [];

        public string ExternalId => $"{Ada}";

        public Task<bool> Send(string deliveryKey, string text)
        {
            updates.TryAdd(deliveryKey, 5000 + updates.Count);
            return Post(updates[deliveryKey], text, TelegramSettings.Secret);
        }

        public Task<bool> SendForged(string text) => Post(7000, text, "not-the-secret-0123456789");

        public Task<IReadOnlyList<string>> Sees() => Task.FromResult<IReadOnlyList<string>>([.. telegram.Chats.In(Ada).Select(message => message.Text)]);

        public ValueTask DisposeAsync()
        {
            http.Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task<bool> Post(int update, string text, string secret)
        {
            var body = new JsonObject { ["update_id"] = update, ["message"] = FakeBotApi.Message(Ada, update, new JsonObject { ["text"] = text }, null) };
            using var request = new HttpRequestMessage(HttpMethod.Post, TelegramEndpoints.Path) { Content = new StringContent(body.ToJsonString(), null, "application/json") };
            request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
    }

    private sealed class Ending(Action end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            end();
            return ValueTask.CompletedTask;
        }
    }
}
