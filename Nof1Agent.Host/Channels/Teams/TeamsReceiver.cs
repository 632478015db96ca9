using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Nof1Agent.Host.Channels.Teams.Cards;
using Nof1Agent.Host.Channels.Teams.Coaches;
using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Invitations;
using NodaTime;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>
/// Takes activities in. When the task ends, what a person said is on the disk, and the activity may be acknowledged: not before. Chat and activity id are the
/// delivery's key, so that an activity that comes twice counts once.
/// </summary>
internal sealed class TeamsReceiver(ParticipantDoor door, AddressBook addresses, Transcript transcript, TeamsChannel channel, TeamsReplies replies, TeamsFiles files, OfferedFiles offered, TeamsCoaches coaches, TimeProvider clock)
{
    /// <summary>Takes one activity in.</summary>
    /// <param name="activity">The activity, checked.</param>
    /// <param name="cancellation">Ends the laying down of a file.</param>
    /// <returns>What an invoke is answered with; null for everything else, and for an invoke that nobody here knows.</returns>
    public async Task<JsonObject?> Accept(Activity activity, CancellationToken cancellation)
    {
        var chat = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(activity.Conversation?.Id ?? "")))[..16];
        var key = $"{chat}:{activity.Id ?? activity.Timestamp}";
        switch (TeamsActivities.Read(activity))
        {
            case TeamsInbound.Text said when !said.Edited && LooksLikeACode(said.Written) && (await Joined(said.From, said.Written) || await Invited(said.From, said.Written, key)):
                return null;
            case TeamsInbound.Text said:
                await door.Text(await Meet(said.From), TeamsChannel.ChannelName, said.Edited ? $"{key}:{activity.Timestamp}" : key, said.Written, new MessagePlace(activity.Id, said.Edited), said.From.Address.User);
                return null;
            case TeamsInbound.Chose chose:
                var person = await Meet(chose.From);
                return await Acted(chose.From, person, chose.Message, activity.Type, () => door.Choice(person, TeamsChannel.ChannelName, key, chose.Message, chose.Choice, chose.From.Address.User), shown => shown with { Answered = chose.Choice });
            case TeamsInbound.Filled filled:
                var answer = new FormAnswer(filled.Value, filled.Adherence, filled.Note);
                var teller = await Meet(filled.From);
                return await Acted(filled.From, teller, filled.Message, activity.Type, () => door.Form(teller, TeamsChannel.ChannelName, key, filled.Message, answer, filled.From.Address.User), shown => shown.Card?.Form?.Call(answer) is null ? shown : shown with { Answered = answer.ToChoiceId() });
            case TeamsInbound.CoachActed acted:
                return await coaches.Act(acted);
            case TeamsInbound.Attached attached:
                var sender = await Meet(attached.From);
                await files.Take(sender, attached, key);
                for (var place = 0; place < attached.Others.Count; place++)
                {
                    await files.Take(sender, attached.Others[place], $"{key}:{place + 1}");
                }

                return null;
            case TeamsInbound.FileAnswered file:
                await offered.Answered(file, await Meet(file.From), cancellation);
                return [];
            case TeamsInbound.Arrived arrived:
                await coaches.Learn(arrived.From);
                await addresses.Reachable(TeamsChannel.ChannelName, arrived.From.Address.User, true, Now);

                // An installation is told by two activities; the chat is welcomed once.
                await door.Text(await Meet(arrived.From), TeamsChannel.ChannelName, $"{chat}:arrived", "/start", from: arrived.From.Address.User);
                return null;
            case TeamsInbound.Left left:
                await addresses.Reachable(TeamsChannel.ChannelName, left.From.Address.User, false, Now);
                return null;
            case TeamsInbound.InATeam team:
                await InATeam(team);
                return null;
            case TeamsInbound.Nothing:
            default:
                return null;
        }
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    // A press on a card that is answered already changes nothing, however old the card is: where it is answered in place, the answer is shown again; else the turn says so.
    private async Task<JsonObject> Acted(TeamsSender from, ParticipantId participant, long messageId, string? type, Func<Task<long?>> accept, Func<Message, Message> answered)
    {
        if (transcript.Find(participant, messageId) is not { } message)
        {
            return Invoked.Message(TeamsReplies.LanguageOf(from).Say("channels.unknown-button"));
        }

        if (message.Answered is null || type != "invoke")
        {
            if (await accept() is null)
            {
                return Invoked.Message(TeamsReplies.LanguageOf(from).Say("channels.unknown-button"));
            }

            message = message.Answered is null ? answered(message) : message;
        }

        return Invoked.Card(TeamsPieces.LastCard(message, channel.Drawn(participant, message), TeamsReplies.LanguageOf(from), discreet: false));
    }

    private async Task InATeam(TeamsInbound.InATeam team)
    {
        var language = TeamsReplies.LanguageOf(team.From);
        if (coaches.WantsAlertsHere(team) is { } wanted)
        {
            await coaches.Learn(team.From, isTeam: true, wanted);
            replies.Answer(team.From, team.ReplyTo, language.Say(wanted ? "teams.alerts-here" : "teams.alerts-not-here"));
            return;
        }

        replies.Answer(team.From, team.ReplyTo, language.Say("teams.only-in-private"));
    }

    // A one-time code from another app: the person is asked here first. What is no code of ours is an ordinary message.
    private async Task<bool> Joined(TeamsSender from, string code)
    {
        if (!door.IsLinkCode(code))
        {
            return false;
        }

        var outcome = await door.Link(await Meet(from), TeamsChannel.ChannelName, from.Address.User, code);
        if (outcome is LinkOutcome.HasOwnTrial)
        {
            replies.Tell(from, TeamsReplies.LanguageOf(from).Say("teams.has-own-trial"));
        }

        return outcome is not LinkOutcome.Unknown;
    }

    // A coach's invitation: the person is told who invited them, and then welcomed like anybody else.
    private async Task<bool> Invited(TeamsSender from, string code, string key)
    {
        if (!door.IsInvitation(code))
        {
            return false;
        }

        var participant = await Meet(from);
        if (await door.Invited(participant, TeamsChannel.ChannelName, code) is InvitationOutcome.Over)
        {
            replies.Tell(from, TeamsReplies.LanguageOf(from).Say("invitations.over"));
        }

        if (!door.HasConsented(participant))
        {
            await door.Text(participant, TeamsChannel.ChannelName, key, "/start");
        }

        return true;
    }

    private static bool LooksLikeACode(string text) => text.Length is 10 or 11 && text.Count(char.IsAsciiLetterOrDigit) == 10 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    // Names only from consent on. The address is kept before the message, so that its answer finds the way.
    private async Task<ParticipantId> Meet(TeamsSender from)
    {
        await coaches.Learn(from);
        var zone = from.TimeZone is { } id && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } known ? known : DateTimeZone.Utc;
        var participant = await door.Meet(TeamsChannel.ChannelName, from.Address.User, zone, from.Address.Locale);
        await addresses.Remember(from.Address.Kept());
        await door.LearnNames(participant, from.Name is { } name ? [name] : []);
        return participant;
    }
}
