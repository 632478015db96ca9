using System.Text.Json.Nodes;
using Nof1Agent.Host.Channels.Teams.Cards;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Protection;
using NodaTime.Text;

namespace Nof1Agent.Host.Channels.Teams.Coaches;

/// <summary>What coaches see in Teams. No health detail: what is behind it is read where it is kept. Pure.</summary>
internal static class CoachCards
{
    private const int LongestReason = 1000;
    private static readonly InstantPattern Moment = InstantPattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm 'UTC'");

    /// <summary>An alert: open with a button, or with who has seen it.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="language">The coach's.</param>
    /// <param name="mayConfirm">Where a red flag still holds or blocks, which a coach may end, also after it was seen: what there is to see now. Else null.</param>
    /// <param name="isNews">Whether something was written since the card that was pressed.</param>
    /// <param name="page">Where the dashboard shows it; null where its address is not set.</param>
    public static JsonObject Alert(Alert alert, SpokenLanguage language, SafetyMark? mayConfirm = null, string? page = null, bool isNews = false)
    {
        var title = language.Say("teams.alert");
        var what = language.Say("teams.alert-what", ("kind", alert.Kind.ToString().ToLowerInvariant()));
        var who = alert.ParticipantId is { } participant ? language.Say("teams.participant", ("id", participant.Value)) : "";
        var acknowledged = alert.AcknowledgedBy is { } by ? language.Say("teams.acknowledged", ("by", by), ("at", Moment.Format(alert.AcknowledgedAt ?? alert.At))) : null;
        var cleared = alert.ClearedAt is { } over ? language.Say("teams.cleared", ("at", Moment.Format(over))) : null;
        var news = isNews ? language.Say("teams.written-since") : null;
        var seen = string.Join(". ", new[] { acknowledged, cleared }.OfType<string>()) is { Length: > 0 } done ? done : null;
        return Card.Of(
            [
                Card.Line(title, strong: true),
                .. Card.Text(what),
                Card.Line($"{who} {Moment.Format(alert.At)}".Trim(), "Small", subtle: true),
                .. seen is null ? Array.Empty<JsonObject>() : [Card.Line($"✓ {seen}", strong: true)],
                .. news is null ? Array.Empty<JsonObject>() : [Card.Line(news, strong: true)],
                .. Card.Buttons(
                [
                    .. seen is null ? new[] { Card.Execute(language.Say("teams.acknowledge"), Data(CardActions.Acknowledge, alert.Id)) } : [],
                    .. mayConfirm is { } mark ? new[] { Card.Execute(language.Say("teams.confirm-safe"), Confirming(alert.Id, mark)) } : [],
                    .. Opening(page, language),
                ]),
            ],
            string.Join('\n', new[] { title, what, who, seen, news }.Where(line => !string.IsNullOrEmpty(line))));
    }

    /// <summary>A request for a coach's yes: open with two buttons and a field for the reason, or with what was decided.</summary>
    public static JsonObject Approval(Approval request, Alert alert, SpokenLanguage language, string? page = null)
    {
        var title = language.Say("teams.approval");
        var name = SpokenLanguage.Sentence(language.Translated(request.Name));
        var cautions = request.Cautions.Count > 0 ? language.Say("teams.cautions", ("list", string.Join("; ", request.Cautions.Select(language.Translated)))) : "";
        var decided = request.State switch
        {
            ApprovalState.Waiting => null,
            ApprovalState.Approved => language.Say("teams.approved", ("by", request.Coach ?? ""), ("at", Moment.Format(request.DecidedAt ?? alert.At))),
            ApprovalState.Vetoed => language.Say("teams.vetoed", ("by", request.Coach ?? ""), ("at", Moment.Format(request.DecidedAt ?? alert.At)), ("reason", request.Reason ?? "")),
        };
        var words = new[] { language.Translated(request.Instruction), cautions, $"{(alert.ParticipantId is { } participant ? language.Say("teams.participant", ("id", participant.Value)) : "")} {Moment.Format(alert.At)}".Trim(), decided }
            .Where(line => !string.IsNullOrEmpty(line)).OfType<string>().ToList();
        return Card.Of(
            [
                Card.Line(title, strong: true),
                Card.Line(name, strong: true),
                .. words.Select(line => Card.Line(line == decided ? $"✓ {line}" : line, "Small")),
                .. decided is null
                    ?
                    [
                        new JsonObject { ["type"] = "Input.Text", ["id"] = CardActions.Reason, ["label"] = language.Say("teams.reason"), ["isMultiline"] = true, ["maxLength"] = LongestReason },
                        .. Card.Buttons(
                        [
                            Card.Execute(language.Say("teams.approve"), Data(CardActions.Approve, alert.Id), withInputs: true),
                            Card.Execute(language.Say("teams.veto"), Data(CardActions.Veto, alert.Id), withInputs: true),
                            .. Opening(page, language),
                        ]),
                    ]
                    : Array.Empty<JsonObject>(),
            ],
            string.Join('\n', [title, name, .. words]));
    }

    private static JsonObject Confirming(string about, SafetyMark mark)
    {
        var data = Data(CardActions.ConfirmSafe, about);
        data[CardActions.Seen] = mark.Name;
        return data;
    }

    private static IEnumerable<JsonObject> Opening(string? page, SpokenLanguage language) => page is null ? [] : [Card.Open(language.Say("teams.open-dashboard"), page)];

    private static JsonObject Data(string verb, string about) => new() { [CardActions.Verb] = verb, [CardActions.About] = about };
}
