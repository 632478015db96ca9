using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Nof1Agent.Host.Channels.Teams.Cards;
using Nof1Agent.Host.Coaching;
using Nof1Agent.Host.Delivery;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Protection;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Channels.Teams.Coaches;

/// <summary>
/// Coaches in Teams: who they are stands in the settings by their Entra object id, which comes with every activity of theirs. They are told what needs them in their own
/// chat with the bot and in the channels of a team where they asked for it.
/// </summary>
internal sealed class TeamsCoaches(
    TeamsOptions options, CoachDesks desks, AlertLog alerts, CoachAccounts accounts, CoachAccess access, CaseloadReader caseload, Database database, WriterQueue writer, EvidenceCatalogue catalogue, IOptions<TriggerSettings> triggers, IOptions<SafetySettings> safety,
    IOptions<MailOptions> dashboard, OutboxPump outbox, RandomSource random, TimeProvider clock)
{
    private const int MostConflicts = 5;
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

    /// <summary>
    /// Whether a coach of the settings is told of an alert and may act on it: by the account of the same name, with the rule of the dashboard. Alerts about people who have said yes
    /// to nobody, or to somebody who has no account any more, are for leads, and for every coach where none of those in the settings leads. Where no account reads people, the settings alone say who the coaches are.
    /// </summary>
    public bool MaySee(string coach, Alert alert)
    {
        if (alert.ParticipantId is not { } participant || !accounts.All.Any(account => CoachAccess.ReadsPeople(account.Role)))
        {
            return true;
        }

        if (caseload.OwnerOf(participant) is not { } owner || accounts.Named(owner) is null)
        {
            return Leads(coach) || !options.Coaches.Any(other => Leads(other.Name));
        }

        return accounts.Named(coach) is { } account && access.MaySee(account, participant);
    }

    /// <summary>What a coach does by a button of a card. Whoever is no coach changes nothing.</summary>
    public async Task<JsonObject> Act(TeamsInbound.CoachActed acted)
    {
        var language = TeamsReplies.LanguageOf(acted.From);
        if (Find(acted.From.ObjectId) is not { } coach)
        {
            return Invoked.Message(language.Say("teams.not-a-coach"));
        }

        if (alerts.Find(acted.Subject) is { } about && !MaySee(coach.Name, about))
        {
            return Invoked.Message(language.Say("teams.not-yours"));
        }

        if (acted.Verb is CardActions.Approve or CardActions.Veto)
        {
            return alerts.Find(acted.Subject) is { Kind: AlertKind.ApprovalRequested, ParticipantId: { } participant } request
                ? await Decide(request, participant, coach.Name, acted, language)
                : Invoked.Message(language.Say("teams.gone"));
        }

        if (acted.Verb == CardActions.ConfirmSafe)
        {
            return alerts.Find(acted.Subject) is { Kind: AlertKind.Safety or AlertKind.Crisis, ParticipantId: { } held } flagged ? await ConfirmSafe(flagged, held, coach.Name, acted.Seen, language) : Invoked.Message(language.Say("teams.gone"));
        }

        if (acted.Verb == CardActions.Acknowledge && await alerts.Acknowledge(acted.Subject, coach.Name) && alerts.Find(acted.Subject) is { } alert)
        {
            return Invoked.Card(CardOf(alert, language));
        }

        return Invoked.Message(language.Say("teams.gone"));
    }

    /// <summary>The card of an alert; of a request for a coach's yes, with what is asked, unless others read along.</summary>
    public JsonObject CardOf(Alert alert, SpokenLanguage language, bool isShared = false, bool isNews = false)
    {
        if (alert is { Kind: AlertKind.Safety or AlertKind.Crisis, ParticipantId: { } flagged })
        {
            using var their = Work(flagged);
            var skills = new SkillSet(their, catalogue, triggers.Value, safety.Value);
            return CoachCards.Alert(alert, language, MayConfirm(alert, skills) ? skills.Safety.Mark : null, PageOf(alert), isNews);
        }

        if (isShared || alert is not { Kind: AlertKind.ApprovalRequested, ParticipantId: { } participant })
        {
            return CoachCards.Alert(alert, language, page: PageOf(alert));
        }

        using var work = Work(participant);
        return Asked(work, alert) is { } request ? CoachCards.Approval(request, alert, language, PageOf(alert)) : CoachCards.Alert(alert, language, page: PageOf(alert));
    }

    // Whoever opens it signs in there, and sees what they may see.
    private string? PageOf(Alert alert) => string.IsNullOrWhiteSpace(dashboard.Value.Address) ? null
        : $"{dashboard.Value.Address.TrimEnd('/')}/coach/{(alert.ParticipantId is { } participant ? $"people/{Uri.EscapeDataString(participant.Value)}" : "alerts")}";

    // The rule, and what the person hears, lie with the decision itself; a turn of the person at the same moment is a conflict, and the decision is made on what is then.
    private async Task<JsonObject> Decide(Alert request, ParticipantId participant, string coach, TeamsInbound.CoachActed acted, SpokenLanguage language)
    {
        for (var attempt = 0; attempt < MostConflicts; attempt++)
        {
            using var work = Work(participant);
            if (Asked(work, request) is not { } asked)
            {
                return Invoked.Message(language.Say("teams.gone"));
            }

            var skills = new SkillSet(work, catalogue, triggers.Value, safety.Value);
            var decided = acted.Verb == CardActions.Approve
                ? skills.ApprovalDecisions.Approve(asked.Id, coach, acted.Reason, language)
                : skills.ApprovalDecisions.Veto(asked.Id, coach, acted.Reason ?? "", language);
            if (!decided.Ok)
            {
                return Invoked.Message(decided.Say);
            }

            skills.Rhythm.Schedule(null);
            skills.Conversation.Close(null);
            if (await work.CommitAsync(writer) is CommitOutcome.Committed)
            {
                outbox.Wake();
                return Invoked.Card(CardOf(request, language));
            }
        }

        return Invoked.Message(language.Say("teams.again"));
    }

    // The same rule as in the dashboard. A card about what is over ends nothing; where the person has written since it was shown, it says so first.
    private async Task<JsonObject> ConfirmSafe(Alert flagged, ParticipantId participant, string coach, string? seen, SpokenLanguage language)
    {
        for (var attempt = 0; attempt < MostConflicts; attempt++)
        {
            using var work = Work(participant);
            var skills = new SkillSet(work, catalogue, triggers.Value, safety.Value);
            if (!MayConfirm(flagged, skills))
            {
                return Invoked.Message(language.Say("teams.gone"));
            }

            var mark = skills.Safety.Mark;
            if (mark.Name != seen || !skills.Safety.ConfirmedByCoach(coach, mark))
            {
                return Invoked.Card(CardOf(flagged, language, isNews: true));
            }

            skills.Rhythm.Schedule(null);
            skills.Conversation.Close(null);
            if (await work.CommitAsync(writer) is CommitOutcome.Committed)
            {
                await alerts.Acknowledge(flagged.Id, coach);
                return Invoked.Card(CardOf(alerts.Find(flagged.Id) ?? flagged, language));
            }
        }

        return Invoked.Message(language.Say("teams.again"));
    }

    private bool Leads(string coach) => accounts.Named(coach) is { Role: CoachRole.Lead };

    private bool MayConfirm(Alert flagged, SkillSet skills) => flagged.ClearedAt is null && skills.Safety.WaitsForACoach
        && !alerts.Open(Audience.Coach).Any(other => other.Kind is AlertKind.Safety or AlertKind.Crisis && other.ParticipantId == flagged.ParticipantId && other.At > flagged.At);

    // An alert does not name its request openly.
    private static Approval? Asked(TurnWork work, Alert alert) => new ApprovalStore(work).All.FirstOrDefault(known => new AlertStore(work).Subject(known.Id) == alert.Subject);

    private TurnWork Work(ParticipantId participant) => new(database, participant, Instant.FromDateTimeOffset(clock.GetUtcNow()), random);
}
