using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Alerts;

/// <summary>Alerts about the turn's participant: raised with whatever else the turn writes, so that neither is stored without the other.</summary>
public sealed class AlertStore(TurnWork work)
{
    /// <summary>Raises an alert, unless one of this kind for this subject waits for somebody to see it.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="text">For whom it concerns, in words; no health detail.</param>
    /// <param name="subject">What it is about; the participant where nothing else is named.</param>
    public void Raise(AlertKind kind, string text, string? subject = null)
    {
        var write = AlertLog.Raise(work.Random.NewId(), kind, Subject(subject), work.Seal(text), work.Now, work.Participant);
        work.Add(write.Sql, write.Parameters);
    }

    /// <summary>The condition has ended.</summary>
    public void Clear(AlertKind kind, string? subject = null)
    {
        var write = AlertLog.Clear(kind, Subject(subject), work.Now);
        work.Add(write.Sql, write.Parameters);
    }

    /// <summary>A coach has dealt with it by what they do in this turn.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="by">Who.</param>
    public void Resolve(AlertKind kind, string by) => work.Add(
        """
        update alert set cleared_at = @now, resolved_by = @by, acknowledged_at = coalesce(acknowledged_at, @now), acknowledged_by = coalesce(acknowledged_by, @by)
        where kind = @kind and participant_id = @participant and cleared_at is null
        """,
        new { now = work.Now, by, kind = kind.ToString(), participant = work.Participant });

    /// <summary>A coach says that one alert is dealt with.</summary>
    /// <param name="alert">Which; it is open.</param>
    /// <param name="by">Who.</param>
    public void Resolve(Alert alert, string by)
    {
        work.Add(
            """
            update alert set cleared_at = @now, resolved_by = @by, acknowledged_at = coalesce(acknowledged_at, @now), acknowledged_by = coalesce(acknowledged_by, @by)
            where id = @Id and participant_id = @participant and cleared_at is null
            """,
            new { alert.Id, now = work.Now, by, participant = work.Participant },
            mustChange: 1);
        AuditTrail.Add(work, by, AuditAct.Resolved, alert.Kind.ToString());
    }

    // A subject that names more than the participant, such as a safety rule, would tell it to whoever reads the file.
    internal string Subject(string? subject) => subject is null ? work.Participant.Value : $"{work.Participant.Value} {work.Keys.Fingerprint(subject)}";
}
