using System.Text.Json.Nodes;
using Nof1Agent.Host.Channels.Teams.Cards;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Languages;
using NodaTime.Text;

namespace Nof1Agent.Host.Channels.Teams.Coaches;

/// <summary>What coaches see in Teams. No health detail: what is behind it is read where it is kept. Pure.</summary>
internal static class CoachCards
{
    private static readonly InstantPattern Moment = InstantPattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm 'UTC'");

    /// <summary>An alert: open with a button, or with who has seen it.</summary>
    public static JsonObject Alert(Alert alert, SpokenLanguage language)
    {
        var title = language.Say("teams.alert");
        var who = alert.ParticipantId is { } participant ? language.Say("teams.participant", ("id", participant.Value)) : "";
        var seen = alert.AcknowledgedBy is { } by ? language.Say("teams.acknowledged", ("by", by), ("at", Moment.Format(alert.AcknowledgedAt ?? alert.At)))
            : alert.ClearedAt is { } over ? language.Say("teams.cleared", ("at", Moment.Format(over)))
            : null;
        return Card.Of(
            [
                Card.Line(title, strong: true),
                .. Card.Text(alert.Text),
                Card.Line($"{who} {Moment.Format(alert.At)}".Trim(), "Small", subtle: true),
                .. seen is null ? Card.Buttons([Card.Execute(language.Say("teams.acknowledge"), Data(CardActions.Acknowledge, alert.Id))]) : [Card.Line($"✓ {seen}", strong: true)],
            ],
            string.Join('\n', new[] { title, alert.Text, who, seen }.Where(line => !string.IsNullOrEmpty(line))));
    }

    private static JsonObject Data(string verb, string about) => new() { [CardActions.Verb] = verb, [CardActions.About] = about };
}
