using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Participants;

/// <summary>The coach who invited the turn's participant, if one did.</summary>
internal static class Caseload
{
    /// <summary>The person agrees that the coach reads along.</summary>
    public static void Agree(TurnWork work) =>
        work.Add("update caseload set agreed_at = @now where participant_id = @participant and agreed_at is null", new { now = work.Now, participant = work.Participant });

    /// <summary>The person does not, or no longer.</summary>
    public static void Leave(TurnWork work) => work.Add("delete from caseload where participant_id = @participant", new { participant = work.Participant });
}
