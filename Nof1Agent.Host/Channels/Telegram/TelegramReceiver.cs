using System.Globalization;
using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Invitations;
using Nof1Agent.Skills.Languages;
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
    /// <param name="cancellation">Ends the fetching of a file; an update that was not taken in comes again.</param>
    public async Task Accept(Update update, string botName, CancellationToken cancellation)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"u{update.Id}");
        switch (TelegramUpdates.Read(update, botName))
        {
            case TelegramInbound.Text said when !said.Edited && LooksLikeACode(said.Written) && (await Joined(said.User, said.Written) || await Invited(update, said.User, said.Language, said.Written, key)):
                break;
            case TelegramInbound.Text said:
                await door.Text(await Meet(update, said.User, said.Language), TelegramChannel.ChannelName, key, said.Written, new MessagePlace(External(said.Message), said.Edited));
                break;
            case TelegramInbound.Arrived arrived:
                if (!await Joined(arrived.User, arrived.Code) && !await Invited(update, arrived.User, arrived.Language, arrived.Code, key))
                {
                    await door.Text(await Meet(update, arrived.User, arrived.Language), TelegramChannel.ChannelName, key, "/start");
                }

                break;
            case TelegramInbound.Pressed pressed:
                var known = TelegramKeyboard.Read(pressed.Data) is { } button
                    && await door.Choice(await Meet(update, pressed.User, null), TelegramChannel.ChannelName, key, button.MessageId, button.ChoiceId) is not null;
                replies.AnswerPress(pressed.CallbackId, known);
                break;
            case TelegramInbound.Attached attached:
                await files.Take(await Meet(update, attached.User, attached.Language), attached, key, cancellation);
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

    // A one-time code from another app: the chat goes on there, before anything of it is stored here. What is no code of ours is an ordinary message.
    private async Task<bool> Joined(long user, string code)
    {
        switch (await door.Link(TelegramChannel.ChannelName, External(user), code))
        {
            case LinkOutcome.Linked:
                return true;
            case LinkOutcome.HasOwnTrial:
                replies.Tell(user, "You have a trial of your own in this chat, so I cannot join it to another. Please use the app that you began with.");
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
        if (await door.Invited(participant, TelegramChannel.ChannelName, code) is InvitationOutcome.Over)
        {
            replies.Tell(user, (KnownLanguages.Find(language) ?? KnownLanguages.English).Say("invitations.over"));
        }

        if (!door.HasConsented(participant))
        {
            await door.Text(participant, TelegramChannel.ChannelName, key, "/start");
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

    private static string External(long id) => id.ToString(CultureInfo.InvariantCulture);
}
