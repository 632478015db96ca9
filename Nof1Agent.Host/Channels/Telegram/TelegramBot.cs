using Telegram.Bot;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>The connection to the Bot API and what it is called there. It retries nothing by itself: the loop and the outbox do.</summary>
internal sealed class TelegramBot : IDisposable
{
    private readonly HttpClient http;

    public TelegramBot(TelegramOptions options)
    {
        Options = options;
        http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(15), ConnectTimeout = TimeSpan.FromSeconds(10) })
        {
            Timeout = TimeSpan.FromSeconds(Options.PollSeconds + 15),
        };
        Client = new TelegramBotClient(new TelegramBotClientOptions(Options.Token, Options.BaseUrl) { RetryCount = 0 }, http);
    }

    public TelegramOptions Options { get; }

    public ITelegramBotClient Client { get; }

    /// <summary>The bot's name without the at sign; empty until Telegram was reached for the first time.</summary>
    public string Name { get; set; } = "";

    public void Dispose() => http.Dispose();
}
