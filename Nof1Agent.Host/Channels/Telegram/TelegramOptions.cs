using System.Text.RegularExpressions;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>How the service meets people in Telegram. With a token alone it polls; with a webhook's address and secret Telegram calls it.</summary>
internal sealed partial class TelegramOptions
{
    public const string Section = "Telegram";

    /// <summary>The bot's token from BotFather, like 123456:ABC-DEF. Empty: no Telegram. A secret.</summary>
    public string Token { get; set; } = "";

    /// <summary>The Bot API server: scheme and host, no path. Another one for a local Bot API server.</summary>
    public string BaseUrl { get; set; } = "https://api.telegram.org";

    public WebhookOptions Webhook { get; set; } = new();

    /// <summary>How long one call for updates may wait, in seconds, 1 to 100. Default 50.</summary>
    public int PollSeconds { get; set; } = 50;

    /// <summary>Messages per second to all chats together, 1 to 1000. Default 25, below the 30 that Telegram's FAQ names.</summary>
    public int MessagesPerSecond { get; set; } = 25;

    /// <summary>Messages per second to one chat on average over five seconds, 1 to 1000. Default 1, which Telegram's FAQ names.</summary>
    public int ChatMessagesPerSecond { get; set; } = 1;

    public bool IsConfigured => Token.Length > 0;

    public bool UsesWebhook => Webhook.Url.Length > 0;

    /// <summary>What is wrong, in one sentence that does not show the token or the secret; null if nothing is.</summary>
    public string? Problem() => this switch
    {
        { IsConfigured: false, UsesWebhook: true } => "Telegram:Webhook:Url is set but Telegram:Token is not. Set the token that BotFather gave you.",
        { IsConfigured: false } => null,
        _ when !TokenShape().IsMatch(Token) => "Telegram:Token is not a bot token. BotFather gives one like 123456789:AA... (digits, a colon, letters).",
        _ when !Uri.TryCreate(BaseUrl, UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https") || server.AbsolutePath != "/" =>
            "Telegram:BaseUrl must be scheme and host only, like https://api.telegram.org or http://127.0.0.1:8081.",
        _ when PollSeconds is < 1 or > 100 => "Telegram:PollSeconds must be from 1 to 100.",
        _ when MessagesPerSecond is < 1 or > 1000 => "Telegram:MessagesPerSecond must be from 1 to 1000.",
        _ when ChatMessagesPerSecond is < 1 or > 1000 => "Telegram:ChatMessagesPerSecond must be from 1 to 1000.",
        { UsesWebhook: false } => null,
        _ when !Uri.TryCreate(Webhook.Url, UriKind.Absolute, out var hook) || hook.Scheme is not ("http" or "https") => "Telegram:Webhook:Url must be the full public address, like https://example.org/api/telegram.",
        _ when new Uri(Webhook.Url).Scheme == "http" && new Uri(BaseUrl).Host == "api.telegram.org" => "Telegram:Webhook:Url must begin with https: Telegram calls nothing else.",
        _ when !SecretShape().IsMatch(Webhook.Secret) => "Telegram:Webhook:Secret must be 16 to 256 of the characters A-Z a-z 0-9 _ and -, so that nobody else can write in people's names.",
        _ => null,
    };

    [GeneratedRegex(@"^[0-9]{1,20}:[A-Za-z0-9_-]{10,200}$", RegexOptions.NonBacktracking)]
    private static partial Regex TokenShape();

    [GeneratedRegex("^[A-Za-z0-9_-]{16,256}$", RegexOptions.NonBacktracking)]
    private static partial Regex SecretShape();

    /// <summary>Where Telegram delivers updates to.</summary>
    internal sealed class WebhookOptions
    {
        /// <summary>The public address of this service's /api/telegram.</summary>
        public string Url { get; set; } = "";

        /// <summary>What Telegram sends along with every update, so that it can be told from anybody else. A secret.</summary>
        public string Secret { get; set; } = "";
    }
}
