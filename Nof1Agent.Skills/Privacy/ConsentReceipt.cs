using Dapper;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Privacy;

/// <summary>What the person has agreed to, when and in which version of the text, and what they have not been asked or not agreed to.</summary>
public sealed class ConsentReceipt(TurnWork work, ParticipantStore participants)
{
    /// <summary>The receipt, in the person's language; says so where there is no consent.</summary>
    public SkillReply Show()
    {
        var (participant, language) = (participants.Current, participants.Language);
        if (participant is not { Consent: Consent.Given, ConsentedAt: { } at })
        {
            return new SkillReply { Say = language.Say("consent.receipt-none") };
        }

        var local = at.InZone(participant.TimeZone);
        var shared = work.Reader.ExecuteScalar<int>("select count(*) from sharing where participant_id = @id and decision = 'yes'", new { id = work.Participant });
        return new SkillReply
        {
            Say = language.Say(
                "consent.receipt",
                ("version", participant.ConsentVersion ?? ""),
                ("day", language.Day(local.Date)),
                ("time", $"{local.TimeOfDay.Hour:00}:{local.TimeOfDay.Minute:00}"),
                ("shared", shared)),
        };
    }
}
