using Dapper;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Privacy;

/// <summary>
/// Lets go of what has been kept long enough. What is due follows from the rows alone, so that a sweep that was cut short, or never ran for weeks, is made
/// good by the next one. Nobody with an open trial, in support mode or with a coach who holds the floor is touched, and nobody is deleted without a notice.
/// </summary>
public sealed class Retention(Database database, WriterQueue writer, TimeProvider clock, RandomSource random, RetentionSettings settings)
{
    private const int MostAtOnce = 500;

    // The last sign of somebody: what they wrote, or the end of their last trial.
    private const string LastSign =
        """
        max(p.created_at, coalesce(p.consented_at, ''), coalesce((select max(i.last_used_at) from channel_identity i where i.participant_id = p.id), ''),
            coalesce((select max(t.ended_at) from trial t where t.participant_id = p.id), ''))
        """;

    private const string Untouched =
        """
        not exists (select 1 from trial t where t.participant_id = p.id and t.state in ('draft', 'baseline', 'frozen', 'running', 'paused'))
            and not exists (select 1 from conversation c where c.participant_id = p.id and (c.safety_hold is not null or c.floor <> 'Agent'))
            and not exists (select 1 from inbound i where i.participant_id = p.id and i.handled_at is null)
        """;

    /// <summary>Does what is due now.</summary>
    public async Task<RetentionReport> Sweep()
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var erased = 0;
        erased += await Erase(People($"p.consented_at is null and {Untouched} and {LastSign} <= @before", now - Duration.FromDays(settings.DaysWithoutConsent)), now);
        erased += await Erase(People($"p.consent = 'Declined' and p.consented_at is not null and {Untouched} and {LastSign} <= @before", now - Duration.FromDays(settings.DaysAfterWithdrawal)), now);

        var end = Back(now, settings.Months);
        var agreed = $"p.consent = 'Given' and {Untouched}";
        var erasedForAge = People($"{agreed} and {LastSign} <= @before and p.retention_notice_at > {LastSign} and p.retention_notice_at <= @noticed", end, now - Duration.FromDays(settings.NoticeDays));
        erased += await Erase(erasedForAge, now);
        var noticed = 0;
        foreach (var person in People($"{agreed} and {LastSign} <= @before and (p.retention_notice_at is null or p.retention_notice_at <= {LastSign})", end + Duration.FromDays(settings.NoticeDays)))
        {
            noticed += await Notice(person, now) ? 1 : 0;
        }

        var audit = Back(now, settings.AuditMonths);
        await writer.CommitAsync(
        [
            new Write("delete from model_call where at <= @audit", new { audit }),
            new Write("delete from turn where at <= @audit", new { audit }),
            new Write("delete from import_file where at <= @files", new { files = now - Duration.FromDays(settings.FileDays) }),
        ]);
        if (erased > 0)
        {
            Erasure.Settle(database);
        }

        return new RetentionReport(erased, noticed);
    }

    private List<Person> People(string where, Instant before, Instant? noticed = null)
    {
        using var connection = database.Open();
        return connection.Query<Person>(
            $"select p.id, {LastSign} as last_sign from participant p where {where} order by p.id limit @MostAtOnce", new { before, noticed, MostAtOnce }).AsList();
    }

    private async Task<int> Erase(List<Person> people, Instant now)
    {
        var erased = 0;
        foreach (var person in people)
        {
            using var work = new TurnWork(database, person.Id, now, random);
            StillSilent(work, person);
            new Erasure(work).Everything(null);
            erased += await work.CommitAsync(writer) is CommitOutcome.Committed ? 1 : 0;
        }

        return erased;
    }

    // Where they cannot be written to, or are asleep, the time of notice runs all the same, or starts with the next sweep.
    private async Task<bool> Notice(Person person, Instant now)
    {
        using var work = new TurnWork(database, person.Id, now, random);
        var (participants, conversation) = (new ParticipantStore(work), new ConversationStore(work));
        var participant = participants.Current;
        if (participant.Quiet.Hold(participant.LocalTimeAt(now)))
        {
            return false;
        }

        StillSilent(work, person);
        work.Add("update participant set retention_notice_at = @now where id = @id", new { now, id = person.Id });
        if (conversation.ChannelForDue is { } channel)
        {
            var language = participants.Language;
            conversation.Say(
                Speaker.System,
                channel,
                work.Random.NewId(),
                new SkillReply
                {
                    Say = language.Say(
                        "privacy.retention-notice",
                        ("since", language.Day(person.LastSign.InZone(participant.TimeZone).Date)),
                        ("end", language.Day((now + Duration.FromDays(settings.NoticeDays)).InZone(participant.TimeZone).Date))),
                },
                Urgency.Due);
        }

        conversation.Close(null);
        return await work.CommitAsync(writer) is CommitOutcome.Committed;
    }

    // Whoever writes at this very moment stays.
    private static void StillSilent(TurnWork work, Person person) => work.Add(
        "update channel_identity set last_used_at = last_used_at where participant_id = @id and last_used_at > @lastSign", new { id = person.Id, lastSign = person.LastSign }, mustChange: 0);

    private static Instant Back(Instant now, int months) => now.InUtc().LocalDateTime.PlusMonths(-months).InUtc().ToInstant();

    private sealed record Person
    {
        public ParticipantId Id { get; init; }

        public Instant LastSign { get; init; }
    }
}

/// <summary>What a sweep did.</summary>
/// <param name="Erased">People about whom nothing is kept any more.</param>
/// <param name="Noticed">People who were told when it will be so.</param>
public sealed record RetentionReport(int Erased, int Noticed);
