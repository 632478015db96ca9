using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Contracts;

/// <summary>The built-in web chat.</summary>
public sealed class WebChatContractTests : ChannelContract
{
    internal override string Name => "web";

    internal override int LongestText => 8_000;

    internal override async Task<IPerson> Somebody(RunningService service)
    {
        var person = new Visitor(service);
        await person.Begin();
        return person;
    }

    // Nothing is pushed to a page that is not there; it reads on from where it stopped. The person looks again only afterwards.
    internal override Task<IAsyncDisposable> SendingFails(RunningService service, IPerson person) => Task.FromResult<IAsyncDisposable>(new Away((Visitor)person));

    private sealed class Visitor(RunningService service) : IPerson
    {
        private readonly CookieContainer cookies = new();
        private HttpClient? http;

        public bool IsAway { get; set; }

        public string ExternalId { get; private set; } = "";

        public async Task Begin()
        {
            http = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = service.Address };
            using var answer = await http.PostAsync(new Uri("/api/chat/session", UriKind.Relative), null);
            answer.EnsureSuccessStatusCode();
            using var connection = service.Get<Database>().Open();
            ExternalId = connection.QuerySingle<string>("select external_id from channel_identity where channel = 'web' order by created_at desc limit 1");
        }

        public Task<bool> Send(string deliveryKey, string text) => Post(http!, deliveryKey, text);

        public async Task<bool> SendForged(string text)
        {
            var genuine = cookies.GetCookies(service.Address)["nof1_session"]!.Value;
            using var stranger = new HttpClient { BaseAddress = service.Address };
            stranger.DefaultRequestHeaders.Add("Cookie", $"nof1_session={genuine[..^6]}AAAAAA");
            return await Post(stranger, "forged", text);
        }

        public async Task<IReadOnlyList<string>> Sees()
        {
            if (IsAway)
            {
                return [];
            }

            var answer = await http!.GetFromJsonAsync<JsonElement>(new Uri("/api/chat/messages", UriKind.Relative));
            return [.. answer.GetProperty("messages").EnumerateArray().Where(message => message.GetProperty("from").GetString() != "person").Select(message => message.GetProperty("text").GetString()!)];
        }

        public ValueTask DisposeAsync()
        {
            http?.Dispose();
            return ValueTask.CompletedTask;
        }

        private static async Task<bool> Post(HttpClient client, string key, string text)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/chat/messages", UriKind.Relative)) { Content = JsonContent.Create(new { text }) };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await client.SendAsync(request);
            return answer.IsSuccessStatusCode;
        }
    }

    private sealed class Away : IAsyncDisposable
    {
        private readonly Visitor visitor;

        public Away(Visitor visitor)
        {
            this.visitor = visitor;
            visitor.IsAway = true;
        }

        public ValueTask DisposeAsync()
        {
            visitor.IsAway = false;
            return ValueTask.CompletedTask;
        }
    }
}
