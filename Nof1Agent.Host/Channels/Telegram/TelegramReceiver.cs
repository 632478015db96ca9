using System.Globalization;
using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills.Conversations;
using NodaTime;
using Telegram.Bot.Types;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>
/// Takes updates in. When the task ends, what a person said is on the disk, and the update may be confirmed to Telegram: not before. The update's id is
/// the delivery's key, so that an update that comes twice counts once.
/// </summary>
internal sealed class TelegramReceiver(ParticipantDoor door, AddressBook addresses, TelegramReplies replies, TelegramFiles files, TimeProvider clock)
{
    /// <summary>Takes one update in.</summary>
    /// <param name="update">The update.</param>
    /// <param name="botName">The bot's own name.</param>
    public async Task Accept(Update update, string botName)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"u{update.Id}");
        switch (TelegramUpdates.Read(update, botName))
        {
            case TelegramInbound.Text said:
                await door.Text(await Meet(update, said.User, said.Language), TelegramChannel.ChannelName, key, said.Edited ? $"Correction: {said.Written}" : said.Written);
                break;
            case TelegramInbound.Arrived arrived:
                await door.Text(await Meet(update, arrived.User, arrived.Language), TelegramChannel.ChannelName, key, $"/start {arrived.Code}");
                break;
            case TelegramInbound.Pressed pressed:
                var known = TelegramKeyboard.Read(pressed.Data) is { } button
                    && await door.Choice(await Meet(update, pressed.User, null), TelegramChannel.ChannelName, key, button.MessageId, button.ChoiceId) is not null;
                replies.AnswerPress(pressed.CallbackId, known);
                break;
            case TelegramInbound.Attached attached:
                await files.Take(await Meet(update, attached.User, attached.Language), attached, key);
                break;
            case TelegramInbound.InAGroup group:
                replies.HintInGroup(group.Chat, botName);
                break;
            case TelegramInbound.Reachable { User: var user, Yes: var yes }:
                await addresses.Reachable(TelegramChannel.ChannelName, External(user), yes, Instant.FromDateTimeOffset(clock.GetUtcNow()));
                break;
            case TelegramInbound.Nothing:
                break;
        }
    }

    // Only from consent on; the same name again changes nothing.
    private async Task<Skills.ParticipantId> Meet(Update update, long user, string? language)
    {
        var participant = await door.Meet(TelegramChannel.ChannelName, External(user), DateTimeZone.Utc, language);
        await door.LearnNames(participant, TelegramUpdates.Names(update));
        return participant;
    }

    private static string External(long user) => user.ToString(CultureInfo.InvariantCulture);
}
