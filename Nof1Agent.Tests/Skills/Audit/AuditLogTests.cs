using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Skills.Storage;

namespace Nof1Agent.Tests.Skills.Audit;

/// <summary>Nothing of the audit log can be changed, removed or put in without being seen, and nothing of it tells who was meant once they are deleted.</summary>
public sealed class AuditLogTests
{
    [Fact]
    public async Task Verify_AsItWasWritten_IsIntact()
    {
        await using var scratch = new ScratchDatabase();
        var log = await Five(scratch);
        var found = log.Verify();
        Assert.True(found.IsIntact, found.Problem);
        Assert.Equal(5, found.Entries);
        Assert.Equal(log.Latest(1)[0].Hash, found.Head);
        Assert.Equal(log.Latest(1)[0].HashItself(), found.Head);
        Assert.True(log.Contains(found.Head));
        Assert.False(log.Contains("0"));
        Assert.Equal(AuditEntry.Beginning, log.Latest(5)[^1].Previous);
    }

    [Theory]
    [InlineData("update audit_entry set actor = 'somebody else' where id = 3")]
    [InlineData("delete from audit_entry where id = 5")]
    public async Task Entries_ChangedOrRemovedBySql_AreRefused(string tampering)
    {
        await using var scratch = new ScratchDatabase();
        var log = await Five(scratch);
        Assert.Contains("only added to", Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => scratch.Do(tampering)).Message, StringComparison.Ordinal);
        Assert.Equal(5, log.Verify().Entries);
    }

    [Fact]
    public async Task Verify_Empty_IsIntact()
    {
        await using var scratch = new ScratchDatabase();
        Assert.True(new AuditLog(scratch.Database, scratch.Writer, scratch.Clock).Verify().IsIntact);
    }

    [Theory]
    [InlineData("update audit_entry set actor = 'somebody else' where id = 3", 3)]
    [InlineData("update audit_entry set at = '2020-01-01T00:00:00.000000000Z' where id = 1", 1)]
    [InlineData("update audit_entry set about = 'E1' where id = 5", 5)]
    [InlineData("delete from audit_entry where id = 3", 3)]
    [InlineData("delete from audit_entry where id = 1", 1)]
    [InlineData("delete from audit_entry where id = 5", 5)]
    [InlineData("delete from audit_entry where id = 3; update audit_entry set id = id - 1 where id > 3", 3)]
    [InlineData("insert into audit_entry select 6, at, actor, act, subject, about, hash, hash from audit_entry where id = 5", 6)]
    [InlineData("delete from audit_entry; delete from audit_head", 0)]
    public async Task Verify_ChangedRemovedOrPutIn_IsSeen(string tampering, long place)
    {
        await using var scratch = new ScratchDatabase();
        var log = await Five(scratch);
        var head = log.Verify().Head;
        scratch.Do($"drop trigger audit_entry_not_changed; drop trigger audit_entry_not_removed; {tampering}");
        var found = log.Verify();
        if (place == 0)
        {
            // Everything gone is only seen by whoever noted a hash down.
            Assert.False(log.Contains(head));
            return;
        }

        Assert.False(found.IsIntact);
        Assert.Equal(place, found.FirstBroken);
    }

    [Fact]
    public async Task Verify_ChainMadeAnewWithRightHashes_LacksTheSeal()
    {
        await using var scratch = new ScratchDatabase();
        var log = await Five(scratch);
        var entries = log.Latest(10).Reverse().Take(4).ToList();
        scratch.Do("drop trigger audit_entry_not_removed; delete from audit_entry where id = 5");
        Assert.False(log.Verify().IsIntact);

        // Whoever has the file can compute SHA-256 too, and set the end; the seal needs the key from outside.
        scratch.Do("update audit_head set last = 4, hash = @hash", new { hash = entries[^1].Hash });
        var found = log.Verify();
        Assert.False(found.IsIntact);
        Assert.Contains("seal", found.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_ManyAtOnce_IsOneChainWithoutGaps()
    {
        await using var scratch = new ScratchDatabase();
        var log = new AuditLog(scratch.Database, scratch.Writer, scratch.Clock);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => log.Record($"coach {i}", AuditAct.SignedIn))));
        var found = log.Verify();
        Assert.True(found.IsIntact, found.Problem);
        Assert.Equal(200, found.Entries);
    }

    [Fact]
    public async Task Record_UnitThatIsRefused_LeavesNoEntry()
    {
        await using var scratch = new ScratchDatabase();
        var log = await Five(scratch);
        var outcome = await scratch.Writer.CommitAsync(
        [
            .. AuditTrail.Of("coach", AuditAct.Exported, null, scratch.Now),
            new Write("update participant set reminders = 2 where id = 'nobody'", new { }, MustChange: 1),
        ]);
        Assert.Equal(CommitOutcome.Conflict, outcome);
        Assert.Equal(5, log.Verify().Entries);
    }

    [Fact]
    public async Task Subject_IsStableUntilDeletion_ThenBelongsToNobody()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, _) = await BegunTrial.In(scratch);
        var (other, _) = await BegunTrial.In(scratch, externalId: "other");
        var log = new AuditLog(scratch.Database, scratch.Writer, scratch.Clock);
        await log.Record("coach", AuditAct.Viewed, participant);
        await log.Record("coach", AuditAct.Viewed, participant);
        await log.Record("coach", AuditAct.Viewed, other);
        var subject = log.SubjectOf(participant);
        Assert.Equal(2, log.Latest(10, subject: subject).Count);
        Assert.NotEqual(subject, log.SubjectOf(other));
        Assert.Equal(participant, log.Subjects()[subject]);
        Assert.Equal(3, log.Latest(10, act: AuditAct.Viewed).Count);
        Assert.DoesNotContain(scratch.ReadAll<string>("select subject || actor || about from audit_entry"), text => text.Contains(participant.Value, StringComparison.Ordinal));

        using (var work = scratch.Work(participant))
        {
            new Nof1Agent.Skills.Privacy.Erasure(work).Everything(null);
            await work.CommitAsync(scratch.Writer);
            Nof1Agent.Skills.Privacy.Erasure.Settle(scratch.Database);
        }

        Assert.DoesNotContain(subject, log.Subjects().Keys);
        Assert.Equal(2, log.Latest(10, subject: subject).Count);
        Assert.True(log.Verify().IsIntact);
    }

    [Fact]
    public async Task Entry_KeepsNoLineBreakThatCouldMoveAFieldIntoAnother()
    {
        await using var scratch = new ScratchDatabase();
        var log = new AuditLog(scratch.Database, scratch.Writer, scratch.Clock);
        await log.Record("co\nach", AuditAct.SignedIn, null, "a\nb");
        var entry = Assert.Single(log.Latest(10));
        Assert.Equal(("coach", "ab"), (entry.Actor, entry.About));
        Assert.True(log.Verify().IsIntact);
    }

    private static async Task<AuditLog> Five(ScratchDatabase scratch)
    {
        var log = new AuditLog(scratch.Database, scratch.Writer, scratch.Clock);
        foreach (var act in new[] { AuditAct.SignedIn, AuditAct.Viewed, AuditAct.TookOver, AuditAct.Wrote, AuditAct.HandedBack })
        {
            await log.Record("coach", act);
            scratch.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return log;
    }
}
