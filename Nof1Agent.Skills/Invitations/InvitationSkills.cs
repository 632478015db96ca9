using System.ComponentModel;
using Dapper;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Invitations;

/// <summary>Whether the coach who invited somebody may read along. Only the person decides, with a button or in so many words; not offered to a model.</summary>
public sealed class InvitationSkills(TurnWork work, ParticipantStore participants, Action<string?>? joined = null)
{
    [Description("Record whether the person lets the coach who invited them read along.")]
    public SkillReply Decide([Description("true if they agreed")] bool agree, [Description("which invitation, as its button names it")] string invitation)
    {
        if (work.Reader.QueryFirstOrDefault<string>("select coach from invitation_offer where participant_id = @participant and code_hash = @invitation", new { participant = work.Participant, invitation }) is not { } coach)
        {
            return SkillReply.Refuse(participants.Language.Say("invitations.none"));
        }

        if (agree)
        {
            joined?.Invoke(invitation);
            Caseload.Agree(work, invitation);
        }
        else
        {
            Caseload.Decline(work, invitation);
        }

        return new SkillReply { Say = participants.Language.Say(agree ? "invitations.agreed" : "invitations.declined", ("coach", coach)) };
    }
}
