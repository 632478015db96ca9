using System.Text.Json;
using Telegram.Bot.Requests;
using Telegram.Bot.Types.Enums;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>
/// Asks for updates as they came. The library reads a whole batch or nothing, so that one update that it cannot read would have the batch asked for for ever, and everybody in it unheard.
/// </summary>
internal sealed class PolledUpdates() : RequestBase<JsonElement[]>("getUpdates")
{
    /// <summary>The first update to get; every one before it is confirmed.</summary>
    public long Offset { get; init; }

    /// <summary>How many at most, 1 to 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>How long Telegram waits for news, in seconds.</summary>
    public int Timeout { get; init; }

    public IReadOnlyList<UpdateType> AllowedUpdates { get; init; } = TelegramUpdates.Wanted;
}
