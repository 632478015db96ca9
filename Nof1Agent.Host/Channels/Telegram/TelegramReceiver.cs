using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Invitations;
using NodaTime;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>
/// Takes updates in. When the task ends, what a person said is on the disk, and the update may be confirmed to Telegram: not before. The bot's id and the update's are
/// the delivery's key, so that an update that comes twice counts once.
/// </summary>
internal sealed partial class TelegramReceiver(ParticipantDoor door, AddressBook addresses, TelegramReplies replies, TelegramFiles files, TelegramBot telegram, SetAside aside, TimeProvider clock, ILogger<TelegramReceiver> logger)
{
    private const int TriesPerUpdate = 5;

    // Telegram keeps an update for a day.
    private static readonly Duration LongestOnItsWay = Duration.FromDays(2);

    private readonly ConcurrentDictionary<int, int> tries = new();

    /// <summary>
    /// Takes one update in; false: it has to come again. Trouble of the database is no fault of the update: it stays unconfirmed until it is stored. An update
    /// that fails for a reason of its own would hold up everybody behind it; after some tries it is set aside for the operator.
    /// </summary>
    public async Task<bool> TryAccept(Update update, string botName)
    {
        try
        {
            await Accept(update, botName);
            return true;
        }
        catch (Exception problem) when (problem is not (SqliteException or ObjectDisposedException or OperationCanceledException))
        {
            if (tries.AddOrUpdate(update.Id, 1, (_, before) => before + 1) < TriesPerUpdate)
            {
                return false;
            }

            if (await IsSetAside(update.Id, Key(update.Id), () => Sender(update), () => JsonSerializer.Serialize(update, JsonBotAPI.Options), problem.GetType().Name))
            {
                tries.TryRemove(update.Id, out _);
                return true;
            }

            return false;
        }
    }

    /// <summary>The same for one as it came. What cannot be read is set aside at once: no second try would read it.</summary>
    public async Task<bool> TryAccept(ReceivedUpdate received, string botName) => received.Update is { } update
        ? await TryAccept(update, botName)
        : await IsSetAside(
            received.Id,
            Key(received.Id),
            async () => received.PrivateSender is { } sender ? await door.Meet(TelegramChannel.ChannelName, External(sender.Id), DateTimeZone.Utc, sender.Language) : null,
            received.Body.GetRawText,
            received.Problem);

    /// <summary>Tries once more what was set aside: at the start, because another version may be able to take it in.</summary>
    public async Task TryAgainWhatWasSetAside(string botName)
    {
        foreach (var delivery in aside.All().Where(one => one.Channel == TelegramChannel.ChannelName && one.DeliveryKey.StartsWith($"{telegram.Id}:", StringComparison.Ordinal)))
        {
            try
            {
                if (delivery.Body is { } body && JsonSerializer.Deserialize<Update>(body, JsonBotAPI.Options) is { } update)
                {
                    await Accept(update, botName);
                    await aside.Taken(delivery);
                }
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                StillAside(logger, problem.GetType().Name);
            }
        }
    }

    private async Task<bool> IsSetAside(int number, string key, Func<Task<Skills.ParticipantId?>> sender, Func<string> body, string kind)
    {
        try
        {
            await aside.Keep(TelegramChannel.ChannelName, key, await sender(), body(), kind);
            UpdateSetAside(logger, number, kind);
            return true;
        }
        catch (Exception problem) when (problem is SqliteException or ObjectDisposedException)
        {
            return false;
        }
    }

    // Whose it is, where it comes from a private chat: what somebody said in a group is kept nowhere.
    private async Task<Skills.ParticipantId?> Sender(Update update)
    {
        var (from, chat) = update switch
        {
            { CallbackQuery: { } press } => (press.From, press.Message?.Chat),
            _ => (update.Message?.From ?? update.EditedMessage?.From, update.Message?.Chat ?? update.EditedMessage?.Chat),
        };
        return from is not null && chat is { Type: ChatType.Private } ? await door.Meet(TelegramChannel.ChannelName, External(from.Id), DateTimeZone.Utc, from.LanguageCode) : null;
    }

    // Updates are numbered by bot. What an earlier version has taken is known under the number alone, as long as it can still come again.
    private string Key(int update)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"u{update}");
        return door.HasTaken(TelegramChannel.ChannelName, number, LongestOnItsWay) ? number : $"{telegram.Id}:{number}";
    }

    /// <summary>Takes one update in.</summary>
    /// <param name="update">The update.</param>
    /// <param name="botName">The bot's own name.</param>
    public async Task Accept(Update update, string botName)
    {
        var key = Key(update.Id);
        switch (TelegramUpdates.Read(update, botName))
        {
            case TelegramInbound.Text said when !said.Edited && LooksLikeACode(said.Written) && (await Joined(update, said.User, said.Language, said.Written) || await Invited(update, said.User, said.Language, said.Written, key)):
                break;
            case TelegramInbound.Text said:
                await door.Text(await Meet(update, said.User, said.Language), TelegramChannel.ChannelName, key, said.Written, new MessagePlace(External(said.Message), said.Edited), External(said.User));
                break;
            case TelegramInbound.Arrived arrived:
                if (!await Joined(update, arrived.User, arrived.Language, arrived.Code) && !await Invited(update, arrived.User, arrived.Language, arrived.Code, key))
                {
                    await door.Text(await Meet(update, arrived.User, arrived.Language), TelegramChannel.ChannelName, key, "/start", from: External(arrived.User));
                }

                break;
            case TelegramInbound.Pressed pressed:
                var known = TelegramKeyboard.Read(pressed.Data) is { } button
                    && await door.Choice(await Meet(update, pressed.User, null), TelegramChannel.ChannelName, key, button.MessageId, button.ChoiceId, External(pressed.User)) is not null;
                replies.AnswerPress(pressed.CallbackId, known, pressed.Language);
                break;
            case TelegramInbound.Attached attached:
                await files.Take(await Meet(update, attached.User, attached.Language), attached, key);
                break;
            case TelegramInbound.InAGroup group:
                replies.HintInGroup(group.Chat, botName, group.Language);
                break;
            case TelegramInbound.Reachable { User: var user, Yes: var yes }:
                await addresses.Reachable(TelegramChannel.ChannelName, External(user), yes, Instant.FromDateTimeOffset(clock.GetUtcNow()));
                break;
            case TelegramInbound.Nothing:
                break;
        }
    }

    // A one-time code from another app: the person is asked here first. What is no code of ours is an ordinary message.
    private async Task<bool> Joined(Update update, long user, string? language, string code)
    {
        if (!door.IsLinkCode(code))
        {
            return false;
        }

        var participant = await Meet(update, user, language);
        switch (await door.Link(participant, TelegramChannel.ChannelName, External(user), code))
        {
            case LinkOutcome.Asked or LinkOutcome.Linked or LinkOutcome.Held:
                return true;
            case LinkOutcome.HasOwnTrial:
                replies.Tell(user, TelegramReplies.Spoken(language).Say("telegram.own-trial"), language, door.IsDiscreet(participant));
                return true;
            case LinkOutcome.Unknown:
            default:
                return false;
        }
    }

    // A coach's invitation: the person is told who invited them, and then welcomed like anybody else.
    private async Task<bool> Invited(Update update, long user, string? language, string code, string key)
    {
        if (!LooksLikeACode(code) || !door.IsInvitation(code))
        {
            return false;
        }

        var participant = await Meet(update, user, language);
        if (await door.Invited(participant, TelegramChannel.ChannelName, code, External(user)) is InvitationOutcome.Over)
        {
            replies.Tell(user, TelegramReplies.Spoken(language).Say("invitations.over"), language, door.IsDiscreet(participant));
        }

        if (!door.HasConsented(participant))
        {
            await door.Text(participant, TelegramChannel.ChannelName, key, "/start", from: External(user));
        }

        return true;
    }

    private static bool LooksLikeACode(string text) => text.Trim() is { Length: 10 or 11 } code && code.Count(char.IsAsciiLetterOrDigit) == 10 && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    // Only from consent on; the same name again changes nothing.
    private async Task<Skills.ParticipantId> Meet(Update update, long user, string? language)
    {
        var participant = await door.Meet(TelegramChannel.ChannelName, External(user), DateTimeZone.Utc, language);
        await door.LearnNames(participant, TelegramUpdates.Names(update));
        return participant;
    }

    [LoggerMessage(LogLevel.Error, "Telegram update {Update} could not be taken in ({Kind}) and is set aside; see the command dead-letters.")]
    private static partial void UpdateSetAside(ILogger logger, int update, string kind);

    [LoggerMessage(LogLevel.Warning, "A Telegram update that was set aside could not be taken in ({Kind}).")]
    private static partial void StillAside(ILogger logger, string kind);

    private static string External(long id) => id.ToString(CultureInfo.InvariantCulture);
}
