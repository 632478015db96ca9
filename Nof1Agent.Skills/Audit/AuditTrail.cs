using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Audit;

/// <summary>
/// Adds entries to the audit log in the same unit of work as the act itself, so that neither is stored without the other. Where the chain ends is read by the
/// statement, inside the one writer's transaction: two acts at once cannot both follow the same entry.
/// </summary>
internal static class AuditTrail
{
    private const int LongestActor = 60;

    private const string Append =
        """
        insert into audit_entry (id, at, actor, act, subject, about, previous, hash)
        select n.id, @now, @actor, @act, @subject, @about, n.previous,
            sha256_hex(n.previous || char(10) || n.id || char(10) || @now || char(10) || @actor || char(10) || @act || char(10) || @subject || char(10) || @about)
        from (select coalesce(max(id), 0) + 1 as id, coalesce((select hash from audit_entry order by id desc limit 1), 'beginning') as previous from audit_entry) n
        """;

    private const string SealHead =
        """
        insert into audit_head (one, last, hash, seal)
        select 1, id, hash, audit_seal(id || ' ' || hash) from audit_entry where id = (select max(id) from audit_entry)
        on conflict (one) do update set last = excluded.last, hash = excluded.hash, seal = excluded.seal
        """;

    /// <summary>An act about the turn's participant.</summary>
    public static void Add(TurnWork work, string actor, AuditAct act, string about = "")
    {
        foreach (var write in Of(actor, act, work.Keys.Pseudonym(work.KeyId), work.Now, about))
        {
            work.Add(write.Sql, write.Parameters);
        }
    }

    /// <summary>The statements of an act.</summary>
    /// <param name="actor">The account; at most 60 characters of it are kept.</param>
    /// <param name="act">What was done.</param>
    /// <param name="subject">The participant's pseudonym; null: about nobody.</param>
    /// <param name="now">When.</param>
    /// <param name="about">A word of a fixed list; never what somebody wrote.</param>
    public static IReadOnlyList<Write> Of(string actor, AuditAct act, string? subject, Instant now, string about = "") =>
    [
        new Write(Append, new { now, actor = OneLine(actor), act = act.ToString(), subject = subject ?? "", about = OneLine(about) }),
        new Write(SealHead, new { }),
    ];

    private static string OneLine(string text)
    {
        var line = string.Concat(text.Where(letter => !char.IsControl(letter))).Trim();
        return line.Length <= LongestActor ? line : line[..LongestActor];
    }
}
