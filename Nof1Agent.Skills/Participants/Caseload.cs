using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Participants;

/// <summary>The coach who invited the turn's participant, if one did. A yes counts for the invitation that it was said to, and ends an earlier one.</summary>
internal static class Caseload
{
    /// <summary>With the consent the person agrees to the coach who invited them, if one did.</summary>
    public static void Agree(TurnWork work)
    {
        work.Add("update caseload set agreed_at = @now where participant_id = @participant and agreed_at is null", new { now = work.Now, participant = work.Participant });
        work.Add("delete from invitation_offer where participant_id = @participant", new { participant = work.Participant });
    }

    /// <summary>The person agrees that the coach of one invitation reads along, in place of whoever did before.</summary>
    public static void Agree(TurnWork work, string invitation)
    {
        work.Add(
            """
            insert into caseload (participant_id, coach, study, study_ref, invited_at, agreed_at)
            select participant_id, coach, study, study_ref, at, @now from invitation_offer where participant_id = @participant and code_hash = @invitation
            on conflict (participant_id) do update set coach = excluded.coach, study = excluded.study, study_ref = excluded.study_ref, invited_at = excluded.invited_at, agreed_at = excluded.agreed_at
            """,
            new { now = work.Now, participant = work.Participant, invitation });
        Forget(work, invitation);
    }

    /// <summary>The person does not agree to one invitation. Whom they have agreed to before stays.</summary>
    public static void Decline(TurnWork work, string invitation)
    {
        work.Add(
            "delete from caseload where participant_id = @participant and agreed_at is null and coach = (select coach from invitation_offer where code_hash = @invitation)",
            new { participant = work.Participant, invitation });
        Forget(work, invitation);
    }

    /// <summary>The person agrees to nobody, or no longer.</summary>
    public static void Leave(TurnWork work)
    {
        work.Add("delete from caseload where participant_id = @participant", new { participant = work.Participant });
        work.Add("delete from invitation_offer where participant_id = @participant", new { participant = work.Participant });
    }

    private static void Forget(TurnWork work, string invitation) =>
        work.Add("delete from invitation_offer where participant_id = @participant and code_hash = @invitation", new { participant = work.Participant, invitation });
}
