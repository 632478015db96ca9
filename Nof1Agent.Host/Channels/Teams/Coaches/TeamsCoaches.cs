using System.Text.Json.Nodes;
using Nof1Agent.Host.Channels.Teams.Cards;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Coaching;

namespace Nof1Agent.Host.Channels.Teams.Coaches;

/// <summary>
/// Coaches in Teams: who they are stands in the settings by their Entra object id, which comes with every activity of theirs. They are told what needs them in their own
/// chat with the bot and in the channels of a team where they asked for it.
/// </summary>
internal sealed class TeamsCoaches(TeamsOptions options, CoachDesks desks, AlertLog alerts)
{
    private static readonly string[] HereWords = ["alerts here", "alarme hier"];
    private static readonly string[] NotHereWords = ["no alerts here", "keine alarme hier"];

    /// <summary>The coach of an object id; null for anybody else.</summary>
    public TeamsOptions.CoachOptions? Find(string? objectId) => objectId is null ? null : options.Coaches.FirstOrDefault(coach => coach.ObjectId.Equals(objectId, StringComparison.OrdinalIgnoreCase));

    /// <summary>Keeps where a coach can be told, or no longer.</summary>
    /// <param name="sender">Who wrote, and from where.</param>
    /// <param name="isTeam">Whether it is a channel of a team.</param>
    /// <param name="wanted">False: nothing more is told there.</param>
    public async Task Learn(TeamsSender sender, bool isTeam = false, bool wanted = true)
    {
        if (Find(sender.ObjectId) is not { } coach || sender.Address.Conversation is not { } chat)
        {
            return;
        }

        if (wanted)
        {
            // What is said in a channel begins a thread of its own there.
            var place = isTeam ? chat.Split(';')[0] : chat;
            await desks.Open(TeamsChannel.ChannelName, new CoachDesk(place, coach.Name, (sender.Address with { Conversation = place }).ToJson()));
        }
        else
        {
            await desks.Close(TeamsChannel.ChannelName, chat.Split(';')[0]);
        }
    }

    /// <summary>Whether a coach asks in a team for alerts, or for none any more; null where neither, or where nobody of the coaches asks.</summary>
    public bool? WantsAlertsHere(TeamsInbound.InATeam said) => Find(said.From.ObjectId) is null ? null
        : HereWords.Contains(said.Written.Trim().TrimEnd('.', '!'), StringComparer.OrdinalIgnoreCase) ? true
        : NotHereWords.Contains(said.Written.Trim().TrimEnd('.', '!'), StringComparer.OrdinalIgnoreCase) ? false
        : null;

    /// <summary>What a coach does by a button of a card. Whoever is no coach changes nothing.</summary>
    public async Task<JsonObject> Act(TeamsInbound.CoachActed acted)
    {
        var language = TeamsReplies.LanguageOf(acted.From);
        if (Find(acted.From.ObjectId) is not { } coach)
        {
            return Invoked.Message(language.Say("teams.not-a-coach"));
        }

        if (acted.Verb == CardActions.Acknowledge && await alerts.Acknowledge(acted.Subject, coach.Name) && alerts.Find(acted.Subject) is { } alert)
        {
            return Invoked.Card(CoachCards.Alert(alert, language));
        }

        return Invoked.Message(language.Say("teams.gone"));
    }
}
