using System.Net;
using System.Text.Json.Nodes;
using Nof1Agent.Host.Delivery;
using NodaTime;
using Telegram.Bot;
using Telegram.Bot.Args;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>
/// The connection to the Bot API and what it is called there. It retries nothing by itself: the loop and the outbox do. Whatever is sent passes its gate, and a 429 to any call
/// holds back all of them.
/// </summary>
internal sealed class TelegramBot : IDisposable
{
    private static readonly Duration UntoldWait = Duration.FromSeconds(5);

    private readonly HttpClient http;

    public TelegramBot(TelegramOptions options, TimeProvider clock)
    {
        Options = options;

        // Telegram names about 30 messages a second to all chats and about one a second to each, with short bursts; it publishes no exact figures.
        Limits = new ChannelLimits
        {
            Channel = [new Allowance(options.MessagesPerSecond, Duration.FromSeconds(1))],
            Conversation = [new Allowance(5 * options.ChatMessagesPerSecond, Duration.FromSeconds(5))],
        };
        Gate = new RateGate(Limits, clock);
        http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(15), ConnectTimeout = TimeSpan.FromSeconds(10) })
        {
            Timeout = TimeSpan.FromSeconds(Options.PollSeconds + 15),
        };
        Client = new TelegramBotClient(new TelegramBotClientOptions(Options.Token, Options.BaseUrl) { RetryCount = 0 }, http);
        Client.OnApiResponseReceived += Hear;
    }

    /// <summary>How much it may be sent.</summary>
    public ChannelLimits Limits { get; }

    /// <summary>What every call but the one for updates passes. Messages take a place of the allowances; signs and fetches only wait while Telegram asked to wait.</summary>
    public RateGate Gate { get; }

    /// <summary>The bot's id, the first part of its token: updates are numbered by bot.</summary>
    public string Id => Options.Token[..Options.Token.IndexOf(':', StringComparison.Ordinal)];

    public TelegramOptions Options { get; }

    public ITelegramBotClient Client { get; }

    /// <summary>The bot's name without the at sign; empty until Telegram was reached for the first time.</summary>
    public string Name { get; set; } = "";

    public void Dispose() => http.Dispose();

    private async ValueTask Hear(ITelegramBotClient client, ApiResponseEventArgs answer, CancellationToken cancellation)
    {
        if (answer.ResponseMessage.StatusCode is HttpStatusCode.TooManyRequests)
        {
            // The library reads it once more from the same buffer.
            await answer.ResponseMessage.Content.LoadIntoBufferAsync(cancellation);
            Gate.Close(Told(await answer.ResponseMessage.Content.ReadAsStringAsync(cancellation)));
        }
    }

    private static Duration Told(string body)
    {
        try
        {
            return JsonNode.Parse(body)?["parameters"]?["retry_after"]?.GetValue<int>() is { } seconds ? Duration.FromSeconds(seconds) : UntoldWait;
        }
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or InvalidOperationException or FormatException)
        {
            return UntoldWait;
        }
    }
}
