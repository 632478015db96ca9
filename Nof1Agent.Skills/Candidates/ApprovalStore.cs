using Dapper;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Candidates;

/// <summary>The requests of the turn's participant for a coach's yes.</summary>
public sealed class ApprovalStore(TurnWork work)
{
    /// <summary>All of them, oldest first.</summary>
    public IReadOnlyList<Approval> All => work.Get<IReadOnlyList<Approval>>(connection =>
        [.. connection.Query<string>("select request from approval where participant_id = @id order by at, id", new { id = work.Participant }).Select(work.OpenJson<Approval>)]);

    /// <summary>The last request for something, or null.</summary>
    public Approval? Of(string name) => All.LastOrDefault(approval => approval.Name == name);

    /// <summary>Keeps a new request.</summary>
    public void Add(Approval approval)
    {
        work.Put<IReadOnlyList<Approval>>([.. All, approval]);
        work.Add(
            "insert into approval (id, participant_id, at, state, request) values (@Id, @participant, @AskedAt, @state, @request)",
            new { approval.Id, participant = work.Participant, approval.AskedAt, state = approval.State.ToString(), request = work.SealJson(approval) });
    }

    /// <summary>Keeps a decision. Two coaches at once are a conflict: the second has to look again.</summary>
    /// <param name="approval">The request with its decision.</param>
    /// <param name="before">The state that the decision was made on.</param>
    public void Save(Approval approval, ApprovalState before)
    {
        work.Put<IReadOnlyList<Approval>>([.. All.Select(known => known.Id == approval.Id ? approval : known)]);
        work.Add(
            "update approval set state = @state, request = @request where id = @Id and participant_id = @participant and state = @before",
            new { approval.Id, participant = work.Participant, state = approval.State.ToString(), before = before.ToString(), request = work.SealJson(approval) },
            mustChange: 1);
    }
}
