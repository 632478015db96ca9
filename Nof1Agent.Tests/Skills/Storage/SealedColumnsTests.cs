using Dapper;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Storage;

/// <summary>What lies sealed in the database, and what does not and why.</summary>
public sealed class SealedColumnsTests
{
    // Beside ids, moments, dates, counts and kinds, which say nothing without the texts.
    private static readonly Dictionary<string, string> PlainBecause = new()
    {
        ["alert.acknowledged_by"] = "who of the staff saw it",
        ["alert.audience"] = "a kind",
        ["alert.kind"] = "a kind: that somebody has to look, not why",
        ["alert.owner"] = "who of the staff looks after it",
        ["alert.resolved_by"] = "who of the staff dealt with it",
        ["alert.subject"] = "ids and fingerprints",
        ["alias.alias"] = "words made from a keyed hash of an opaque id",
        ["audit_entry.about"] = "a word of a fixed list",
        ["audit_entry.act"] = "a kind",
        ["audit_entry.actor"] = "one of the staff",
        ["audit_entry.hash"] = "a hash",
        ["audit_entry.previous"] = "a hash",
        ["audit_entry.subject"] = "a pseudonym that ends with the person's key",
        ["audit_head.hash"] = "a hash",
        ["audit_head.seal"] = "a fingerprint",
        ["coach_hours.coach"] = "one of the staff",
        ["coach_hours.hours"] = "when one of the staff works",
        ["coach_note.coach"] = "who of the staff",
        ["conversation.floor_coach"] = "who of the staff",
        ["conversation.floor_since"] = "a moment",
        ["floor_stay.coach"] = "who of the staff",
        ["floor_stay.how"] = "a kind",
        ["read_mark.coach"] = "who of the staff",
        ["approval.state"] = "a kind",
        ["calibration_ledger.source"] = "compared across people, names a source of forecasts",
        ["channel_identity.channel"] = "a channel's name",
        ["channel_identity.external_id"] = "a fingerprint",
        ["channel_identity.unreachable_reason"] = "a channel's word for why a delivery failed",
        ["check_in.adherence"] = "a kind that the scheduler reads for everybody at once; of what, is sealed",
        ["check_in.disrupted"] = "a kind, as adherence",
        ["check_in.missing"] = "a kind, as adherence",
        ["check_in.others"] = "numbers by outcome, read for everybody at once; of whom, is an opaque id",
        ["check_in.told_by"] = "a kind",
        ["check_in.way"] = "a kind",
        ["coach_account.name"] = "one of the staff",
        ["coach_account.name_key"] = "one of the staff",
        ["coach_account.role"] = "a kind",
        ["coach_account.email"] = "where one of the staff is reached",
        ["coach_account.email_key"] = "where one of the staff is reached",
        ["coach_account.subject"] = "one of the staff",
        ["coach_account.password_hash"] = "a hash",
        ["coach_account.stamp"] = "random, worth nothing without a signed cookie",
        ["coach_account.authenticator"] = "wrapped by the key ring, which lies outside the database",
        ["coach_account.locked_until"] = "a moment",
        ["coach_recovery_code.code_hash"] = "a hash",
        ["coach_former.name_key"] = "one of the staff",
        ["coach_link.code_hash"] = "a hash",
        ["coach_card.channel"] = "a channel's name",
        ["coach_card.receipt"] = "a channel's number of the message",
        ["coach_card.subject"] = "ids",
        ["coach_desk.address"] = "where one of the staff is reached",
        ["coach_desk.channel"] = "a channel's name",
        ["coach_desk.coach"] = "one of the staff",
        ["coach_desk.since"] = "a moment",
        ["conversation.floor"] = "a kind",
        ["conversation.open_question"] = "a kind",
        ["import_file.sha256"] = "a hash",
        ["inbound.identity"] = "a fingerprint",
        ["outbound.identity"] = "a fingerprint",
        ["inbound.channel_message"] = "a channel's number of the message",
        ["inbound.channel"] = "a channel's name",
        ["inbound.dedupe_key"] = "a fingerprint",
        ["lease.holder"] = "a process",
        ["lease.name"] = "a process",
        ["look.decision"] = "a kind",
        ["look.arms"] = "places of arms; of what, is sealed",
        ["message.answered"] = "the place of a button",
        ["message.layout"] = "a kind",
        ["message.speaker"] = "a kind",
        ["message_file.kind"] = "a kind",
        ["message_file.media_type"] = "a kind",
        ["model_call.model"] = "a model's name",
        ["model_call.outcome"] = "a kind",
        ["model_call.prompt_hash"] = "a hash",
        ["model_call.purpose"] = "a kind",
        ["outbound.channel"] = "a channel's name",
        ["outbound.failed"] = "a channel's word for why a delivery failed",
        ["outbound.key"] = "ids",
        ["outbound.kind"] = "a kind",
        ["outbound.receipt"] = "a channel's number of the message",
        ["participant.clocks"] = "time zones, read by the scheduler",
        ["participant.consent"] = "a kind",
        ["participant.consent_version"] = "a version",
        ["participant.language"] = "a language",
        ["participant.time_zone"] = "read by the scheduler",
        ["recovery_code.code_hash"] = "a hash",
        ["link_code.code_hash"] = "a hash",
        ["SchemaVersions.ScriptName"] = "the schema",
        ["set_aside.channel"] = "a kind",
        ["set_aside.delivery_key"] = "a number of the channel",
        ["set_aside.problem"] = "a kind",
        ["sealing.columns"] = "the schema",
        ["shared_effect.intervention"] = "shared by choice, of nobody",
        ["shared_effect.outcome"] = "shared by choice, of nobody",
        ["sharing.decision"] = "a kind",
        ["alert_mail.key"] = "ids",
        ["alert_mail.outcome"] = "a kind",
        ["invitation.study_ref"] = "a study, until the invitation is somebody's",
        ["study.owner"] = "who of the staff",
        ["study_version.by"] = "who of the staff",
        ["study_version.template"] = "a protocol, of nobody",
        ["told_day.what"] = "a kind",
        ["trial.commitment"] = "published",
        ["trial.protocol_hash"] = "published",
        ["trial.shifts"] = "days",
        ["trial.state"] = "a kind",
        ["turn.answered_by"] = "a kind",
        ["turn.prompt_hash"] = "a hash",
        ["turn.trigger"] = "a kind",
        ["unblinding.coach"] = "who of the staff looked",
        ["caseload.coach"] = "who of the staff",
        ["invitation_offer.code_hash"] = "a hash",
        ["invitation_offer.coach"] = "who of the staff",
        ["invitation.code_hash"] = "a hash",
        ["invitation.coach"] = "who of the staff",
        ["invitation.study"] = "of nobody: emptied when somebody takes it",
        ["waiting_file.channel"] = "a kind",
        ["waiting_file.delivery_key"] = "a number of the channel",
        ["due_work.kind"] = "a kind",
        ["erasure.receipt"] = "a code",
    };

    [Fact]
    public async Task EveryColumnWithText_IsSealed_OrSaysNothingAboutAnybody()
    {
        await using var scratch = new ScratchDatabase();
        var known = SealedColumns.All.Select(one => $"{one.Table}.{one.Column}").ToHashSet();
        var all = scratch.ReadAll<string>("select m.name || '.' || c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite_%' and c.type like '%text%'");
        Assert.True(all.Count > 80);
        Assert.Empty(known.Except(all));
        var open = all.Where(column => !known.Contains(column) && !PlainBecause.ContainsKey(column) && !IsIdOrMoment(column[(column.IndexOf('.', StringComparison.Ordinal) + 1)..]));
        Assert.True(!open.Any(), $"Seal them (TurnWork.Seal, SealedColumns.All), or say here why they may be read by whoever has the file: {string.Join(", ", open)}");
    }

    [Fact]
    public async Task SealPlain_RowsOfAnEarlierVersion_AreSealedAndReadAsBefore()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, trial) = await BegunTrial.In(scratch);
        await new Inbox(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random).AcceptText(participant, "test", "1", "my canary is yellow");
        MakePlain(scratch);
        Assert.True(scratch.Holds("my canary is yellow"));
        Assert.Equal("one", scratch.Read<string>("select external_id from channel_identity"));

        Assert.True(SealedColumns.SealPlain(scratch.Database) > 5);

        Assert.False(scratch.Holds("my canary is yellow"));
        Assert.Equal(0, SealedColumns.SealPlain(scratch.Database));
        using var work = scratch.Work(participant);
        Assert.Equal("my canary is yellow", new ConversationStore(work).Waiting().Single().Text);
        Assert.Equal(trial.Protocol, new TrialStore(work).All.Single().Protocol);
        Assert.Equal(trial.Sequence, new TrialStore(work).All.Single().Sequence);
        Assert.NotEqual(InterviewNotes.Empty, new InterviewStore(work).Notes);
        Assert.Equal(participant, await new Inbox(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random).Meet("test", "one", DateTimeZone.Utc));
        Assert.Equal("one", new AddressBook(scratch.Database, scratch.Writer, scratch.Random).LastUsed(participant)!.ExternalId);
    }

    [Fact]
    public async Task SealPlain_NamesOfDeliveriesAndSubjectsOfAlertsOfAnEarlierVersion_BecomeFingerprints()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, _) = await BegunTrial.In(scratch);
        var inbox = new Inbox(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random);
        await inbox.AcceptText(participant, "test", "canary-delivery", "hello");
        foreach (var id in new[] { "a", "b" })
        {
            scratch.Do(
                "insert into alert (id, audience, kind, subject, participant_id, text, at, cleared_at) values (@id, 'Coach', 'Safety', @subject, @participant, '', @now, @cleared)",
                new { id, subject = $"{participant.Value}:E1", participant = participant.Value, now = $"{scratch.Now}", cleared = id == "a" ? $"{scratch.Now}" : null });
        }

        // Raised again by a version in between, which wrote fingerprints already.
        await BegunTrial.InOneTurn(scratch, participant, skills => new Nof1Agent.Skills.Alerts.AlertStore(skills.Work).Raise(Nof1Agent.Skills.Alerts.AlertKind.Safety, "a text", "E1"));
        scratch.Do("update inbound set dedupe_key = 'canary-delivery'; delete from sealing");

        Assert.Equal(3, SealedColumns.SealPlain(scratch.Database));

        Assert.False(scratch.Holds("canary-delivery"));
        Assert.False(scratch.Holds(":E1"));
        Assert.Single(scratch.ReadAll<string>("select distinct subject from alert"));
        Assert.Equal(1, scratch.Read<int>("select count(*) from alert where cleared_at is null"));
        await inbox.AcceptText(participant, "test", "canary-delivery", "hello");
        Assert.Equal(1, scratch.Read<int>("select count(*) from inbound"));
    }

    [Fact]
    public async Task SealPlain_CutShortBeforeTheFileWasWrittenAnew_DoesThatAtTheNextStart()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, _) = await BegunTrial.In(scratch);
        await new Inbox(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random).AcceptText(participant, "test", "1", "hello");
        using (var careless = scratch.Database.OpenToWrite())
        {
            careless.Execute("pragma secure_delete=off");
            careless.Execute("create table plain (text text)");
            careless.Execute("insert into plain (text) values (@text)", new { text = string.Concat(Enumerable.Repeat("a plain canary ", 600)) });
            careless.Execute("delete from plain; drop table plain; delete from sealing");
            careless.Execute("pragma wal_checkpoint(truncate)");
        }

        Assert.True(scratch.Holds("a plain canary"));
        SealedColumns.SealPlain(scratch.Database);
        Assert.False(scratch.Holds("a plain canary"));
    }

    private static bool IsIdOrMoment(string column) =>
        column is "id" or "at" || column.EndsWith("_id", StringComparison.Ordinal) || column.EndsWith("_at", StringComparison.Ordinal) || column is "study_day" or "starts_on" or "paused_on" or "safety_hold_since" or "unreachable_since" or "shown_with" or "until";

    // What an earlier version would have written.
    private static void MakePlain(ScratchDatabase scratch)
    {
        using var connection = scratch.Database.OpenToWrite();
        connection.CreateFunction("opened", (string? cell) => scratch.Database.Keys.Open(cell));
        foreach (var (table, column, _) in SealedColumns.All)
        {
            connection.Execute($"update {table} set {column} = opened({column}) where {column} is not null");
        }

        connection.Execute("update channel_identity set external_id = sealed_id, sealed_id = null; delete from data_key; delete from sealing");
        connection.Execute("pragma wal_checkpoint(truncate)");
    }
}
