using Dapper;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Protection;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Presence;

/// <summary>
/// Somebody asks for a human. Their coach gets an alert, and the person hears honestly when that coach is usually there: a human is promised for no time that nobody has
/// named.
/// </summary>
public sealed class HumanRequests(TurnWork work, ParticipantStore participants, ConversationStore conversation, SafetySettings settings)
{
    /// <summary>Asks for a human, where there is one.</summary>
    public SkillReply Ask()
    {
        var language = participants.Language;
        if (Coach is not { } coach)
        {
            return new SkillReply { Say = language.Say(settings.HasCoach ? "human.no-own-coach" : "help.human") };
        }

        new AlertStore(work).Raise(AlertKind.HumanRequested, KnownLanguages.English.Say("human.alert"));
        return new SkillReply { Say = $"{language.Say("human.told", ("coach", coach))} {When(coach, language)} {language.Say("human.urgent")}" };
    }

    /// <summary>When the person's coach is usually there next, in words and in the person's own time; says so where nobody knows.</summary>
    /// <param name="coach">The coach.</param>
    /// <param name="language">The person's language.</param>
    public string When(string coach, SpokenLanguage language)
    {
        var hours = PresenceBook.Of(work.Reader, coach);
        if (hours?.Next(work.Now) is not { } next)
        {
            return language.Say("human.hours-unknown", ("coach", coach));
        }

        if (next == work.Now)
        {
            return language.Say("human.there-now", ("coach", coach));
        }

        var local = next.InZone(participants.Current.TimeZone);
        return language.Say("human.there-later", ("coach", coach), ("day", language.Day(local.Date)), ("time", local.TimeOfDay.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>The coach whom the person has said yes to; null where there is none.</summary>
    public string? Coach => work.Reader.QuerySingleOrDefault<string>("select coach from caseload where participant_id = @participant and agreed_at is not null", new { participant = work.Participant });

    /// <summary>Nobody has answered yet: the person is told so once more, with when somebody is usually there.</summary>
    public void TellStillWaiting()
    {
        if (Coach is { } coach && conversation.ChannelForDue is { } channel)
        {
            var language = participants.Language;
            conversation.Say(Speaker.System, channel, work.Random.NewId(), new SkillReply { Say = $"{language.Say("human.still-waiting", ("coach", coach))} {When(coach, language)} {language.Say("human.urgent")}" }, Urgency.Due);
        }
    }
}
