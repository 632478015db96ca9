using Nof1Agent.Host.Channels.Telegram;

namespace Nof1Agent.Tests.Support.Telegram;

/// <summary>The service's settings for the fake Bot API server.</summary>
internal static class TelegramSettings
{
    public const string Secret = "a-secret-of-the-tests-0123456789";

    /// <summary>What an update is stored under: the bot's id and its own.</summary>
    public static string Key(long update) => $"{FakeBotApi.Token.Split(':')[0]}:u{update}";

    /// <param name="telegram">The server.</param>
    /// <param name="webhook">Whether it calls the service, which then listens on this port of its own choice.</param>
    /// <param name="address">The service's address, where the webhook needs it.</param>
    public static Dictionary<string, string?> For(FakeBotApi telegram, bool webhook, string? address = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Telegram:Token"] = FakeBotApi.Token,
            ["Telegram:BaseUrl"] = telegram.Address.ToString().TrimEnd('/'),
            ["Telegram:PollSeconds"] = "2",
            ["Telegram:MessagesPerSecond"] = "1000",
            ["Telegram:ChatMessagesPerSecond"] = "1000",
        };
        if (webhook)
        {
            settings["Telegram:Webhook:Url"] = (address ?? RunningService.AddressPlaceholder) + TelegramEndpoints.Path;
            settings["Telegram:Webhook:Secret"] = Secret;
        }

        return settings;
    }
}
