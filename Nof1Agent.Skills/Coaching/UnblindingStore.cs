using Dapper;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Coaching;

/// <summary>Unblindings of a trial. They are only ever added.</summary>
public sealed class UnblindingStore(TurnWork work)
{
    /// <summary>All of a trial, oldest first.</summary>
    public IReadOnlyList<Unblinding> Of(TrialId trial) => work.Get<IReadOnlyList<Unblinding>>(
        connection => [.. connection.Query<Unblinding>("select coach, reason, at from unblinding where trial_id = @trial order by at, rowid", new { trial }).Select(row => row with { Reason = work.Open(row.Reason) })], trial);

    /// <summary>Keeps one.</summary>
    public void Add(TrialId trial, Unblinding unblinding)
    {
        work.Put<IReadOnlyList<Unblinding>>([.. Of(trial), unblinding], trial);
        work.Add(
            "insert into unblinding (id, trial_id, coach, reason, at) values (@id, @trial, @Coach, @Reason, @At)",
            new { id = work.Random.NewId(), trial, unblinding.Coach, Reason = work.Seal(unblinding.Reason), unblinding.At });
    }
}
