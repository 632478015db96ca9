using Dapper;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Audit;

/// <summary>
/// What model calls have cost, outside of turns: for a coach's page and for the operator. A trial's share runs from the end of the trial before it
/// (its interview and its candidates belong to it) to its own end; talk after the last trial's end counts for that trial until the next one is drafted.
/// </summary>
public sealed class TokenUseReader(Database database)
{
    internal const string Sum = "select count(*) as calls, coalesce(sum(input_tokens), 0) as input_tokens, coalesce(sum(output_tokens), 0) as output_tokens from model_call";

    /// <summary>All calls of a participant.</summary>
    public TokenUse Of(ParticipantId participant)
    {
        using var connection = database.Open();
        return connection.QuerySingle<TokenUse>($"{Sum} where participant_id = @participant", new { participant });
    }

    /// <summary>The calls of a turn.</summary>
    public TokenUse OfTurn(ParticipantId participant, string turnId)
    {
        using var connection = database.Open();
        return connection.QuerySingle<TokenUse>($"{Sum} where participant_id = @participant and turn_id = @turnId", new { participant, turnId });
    }

    /// <summary>The calls that belong to a trial.</summary>
    public TokenUse Of(TrialId trial)
    {
        using var connection = database.Open();
        return connection.QuerySingle<TokenUse>(
            $"""
            {Sum} where participant_id = (select participant_id from trial where id = @trial)
                and at > coalesce((select max(before.ended_at) from trial before join trial this on this.id = @trial
                    where before.participant_id = this.participant_id and before.created_at < this.created_at), '')
                and (at <= (select ended_at from trial where id = @trial)
                    or not exists (select 1 from trial this join trial after on after.participant_id = this.participant_id and after.created_at > this.created_at where this.id = @trial))
            """,
            new { trial });
    }
}
