using Dapper;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Alerts;

/// <summary>An e-mail about an alert that waits to be sent.</summary>
/// <param name="Key">Alert, step and account: the same however often it is tried.</param>
/// <param name="AlertId">The alert.</param>
/// <param name="AccountId">To whom.</param>
/// <param name="Attempts">Failed attempts so far.</param>
/// <param name="DueAt">When it may be tried.</param>
/// <param name="Since">When it was first to be sent.</param>
public sealed record AlertMail(string Key, string AlertId, string AccountId, int Attempts, Instant DueAt, Instant Since);

/// <summary>The e-mails about alerts: one per alert, step and account, kept before any is sent, sent at least once.</summary>
public sealed class AlertMails(Database database, WriterQueue writer, TimeProvider clock)
{
    private static readonly Duration Attempt = Duration.FromMinutes(2);
    private static readonly Duration GiveUpAfter = Duration.FromDays(3);

    /// <summary>Keeps what has to be sent for an alert at its step. What was kept before is not kept again.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="told">To whom.</param>
    public Task Keep(Alert alert, IReadOnlyList<CoachAccount> told) => writer.CommitAsync(
    [
        .. told.Select(account => new Write(
            "insert into alert_mail (key, alert_id, account_id, step, next_attempt_at) values (@key, @Id, @account, @step, @now) on conflict (key) do nothing",
            new { key = $"{alert.Id}:{(int)alert.Step}:{account.Id}", alert.Id, account = account.Id, step = (int)alert.Step, now = Now })),
    ]);

    /// <summary>Whether everything for an alert at its step is kept already.</summary>
    public bool IsKept(Alert alert)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("select exists (select 1 from alert_mail where key >= @from and key < @to)", new { from = $"{alert.Id}:{(int)alert.Step}:", to = $"{alert.Id}:{(int)alert.Step};" }) == 1;
    }

    /// <summary>What can be sent now, the oldest first.</summary>
    public IReadOnlyList<AlertMail> Due(int most)
    {
        using var connection = database.Open();
        return
        [
            .. connection.Query<Row>(
                "select m.key, m.alert_id, m.account_id, m.attempts, m.next_attempt_at, coalesce(a.step_at, a.at, m.next_attempt_at) as since from alert_mail m left join alert a on a.id = m.alert_id where m.ended_at is null and m.next_attempt_at <= @now order by m.next_attempt_at, m.key limit @most",
                new { now = Now, most }).Select(row => new AlertMail(row.Key, row.AlertId, row.AccountId, row.Attempts, row.NextAttemptAt, row.Since)),
        ];
    }

    /// <summary>Takes it for one attempt: for two minutes nobody else does. A process that dies meanwhile has it tried again after that.</summary>
    /// <returns>False where another process has it.</returns>
    public async Task<bool> Claim(AlertMail mail) => await writer.CommitAsync(
    [
        new Write("update alert_mail set next_attempt_at = @until where key = @Key and ended_at is null and next_attempt_at = @DueAt", new { mail.Key, mail.DueAt, until = Now + Attempt }, MustChange: 1),
    ]) is CommitOutcome.Committed;

    /// <summary>It was sent.</summary>
    public Task Sent(AlertMail mail) => End(mail, "Sent");

    /// <summary>Somebody has acted before it was sent, or there is nobody to send it to.</summary>
    public Task NotNeeded(AlertMail mail) => End(mail, "NotNeeded");

    /// <summary>It could not be sent, and is tried again; after three days no more.</summary>
    public Task Failed(AlertMail mail, Duration wait) => Now - mail.Since > GiveUpAfter ? End(mail, "GivenUp") : writer.CommitAsync(
        [new Write("update alert_mail set attempts = attempts + 1, next_attempt_at = @again where key = @Key and ended_at is null", new { mail.Key, again = Now + wait })]);

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private Task End(AlertMail mail, string outcome) =>
        writer.CommitAsync([new Write("update alert_mail set ended_at = @now, outcome = @outcome where key = @Key and ended_at is null", new { mail.Key, now = Now, outcome })]);

    private sealed record Row
    {
        public string Key { get; init; } = "";

        public string AlertId { get; init; } = "";

        public string AccountId { get; init; } = "";

        public int Attempts { get; init; }

        public Instant NextAttemptAt { get; init; }

        public Instant Since { get; init; }
    }
}
