using Dapper;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Coaching;

/// <summary>A stay of a coach in a conversation that is over.</summary>
/// <param name="Coach">Who had the floor.</param>
/// <param name="TakenAt">From when.</param>
/// <param name="EndedAt">To when.</param>
/// <param name="Summary">What was agreed; null where the floor went back by itself.</param>
public sealed record FloorStay(string Coach, Instant TakenAt, Instant EndedAt, string? Summary);

/// <summary>
/// A coach takes the floor in the conversation of the turn's participant, writes as a human, and hands back. The agent is silent meanwhile; what the person writes is
/// stored and screened as ever, and the days of a trial go on. Not functions that a model, the guide or a button could call.
/// </summary>
public sealed class CoachFloor(TurnWork work, ConversationStore conversation, ParticipantStore participants)
{
    /// <summary>Longest text of a coach, in characters: what every channel takes as one message.</summary>
    public const int LongestText = 3000;

    /// <summary>How long the agent knows of what was agreed with a coach.</summary>
    public static readonly Duration SummaryLasts = Duration.FromDays(14);

    /// <summary>Takes the floor: the agent falls silent, and the person is told who speaks.</summary>
    /// <param name="coach">Who; the person reads the name.</param>
    /// <param name="language">The coach's language.</param>
    /// <param name="isLead">Whether they lead: a lead takes it from another coach too, as does the coach whom the person has said yes to.</param>
    public SkillReply TakeOver(string coach, SpokenLanguage language, bool isLead = false)
    {
        var now = conversation.Current;
        if (Refusal(coach, language) is { } refusal)
        {
            return refusal;
        }

        if (now.FloorCoach is { } other)
        {
            if (other == coach)
            {
                return new SkillReply { Say = language.Say("floor.yours-already") };
            }

            if (!isLead && Owner != coach)
            {
                return SkillReply.Refuse(language.Say("floor.taken", ("coach", other)));
            }

            End(other, "TakenOver", null);
        }

        conversation.Set(conversation.Current with { Floor = Floor.Coach, FloorCoach = coach, FloorSince = work.Now, FloorActiveAt = work.Now });
        new AlertStore(work).Resolve(AlertKind.HumanRequested, coach);
        AuditTrail.Add(work, coach, AuditAct.TookOver, now.FloorCoach is null ? "" : "from another coach");
        Tell(Speaker.System, participants.Language.Say("floor.told-taken", ("coach", coach)));
        return new SkillReply { Say = language.Say("floor.taken-over") };
    }

    /// <summary>Writes to the person, on the channel that they use.</summary>
    /// <param name="coach">Who; they have to have the floor.</param>
    /// <param name="text">What, to 3,000 characters.</param>
    /// <param name="language">The coach's language.</param>
    public SkillReply Write(string coach, string text, SpokenLanguage language)
    {
        var written = text.Trim();
        if (NotTheirs(coach, language) is { } refusal)
        {
            return refusal;
        }

        if (written.Length is 0 or > LongestText)
        {
            return SkillReply.Refuse(language.Say("floor.text-length", ("most", LongestText)));
        }

        if (!Tell(Speaker.Coach, written))
        {
            return SkillReply.Refuse(language.Say("floor.unreachable"));
        }

        conversation.Set(conversation.Current with { FloorActiveAt = work.Now });
        AuditTrail.Add(work, coach, AuditAct.Wrote);
        return new SkillReply { Say = language.Say("floor.written") };
    }

    /// <summary>Hands back: the person reads the summary, and the agent knows of it for two weeks.</summary>
    /// <param name="coach">Who; they have to have the floor.</param>
    /// <param name="summary">What was agreed, for the person; empty: nothing.</param>
    /// <param name="language">The coach's language.</param>
    public SkillReply HandBack(string coach, string summary, SpokenLanguage language)
    {
        var agreed = summary.Trim();
        if (NotTheirs(coach, language) is { } refusal)
        {
            return refusal;
        }

        if (agreed.Length > LongestText)
        {
            return SkillReply.Refuse(language.Say("floor.text-length", ("most", LongestText)));
        }

        End(coach, "HandedBack", agreed.Length == 0 ? null : agreed);
        AuditTrail.Add(work, coach, AuditAct.HandedBack);
        Tell(Speaker.System, agreed.Length == 0 ? participants.Language.Say("floor.told-back", ("coach", coach)) : participants.Language.Say("floor.told-back-with", ("coach", coach), ("summary", agreed)));
        return new SkillReply { Say = language.Say("floor.handed-back") };
    }

    /// <summary>The coach has been silent for too long: the floor goes back by itself, with one honest sentence.</summary>
    /// <param name="silence">How long is too long.</param>
    /// <returns>False where it is not so.</returns>
    public bool ReturnAfter(Duration silence)
    {
        if (conversation.Current is not { FloorCoach: { } coach, FloorActiveAt: { } active } || active + silence > work.Now)
        {
            return false;
        }

        End(coach, "WentQuiet", null);
        AuditTrail.Add(work, coach, AuditAct.WentQuiet);
        Tell(Speaker.System, participants.Language.Say("floor.told-quiet", ("coach", coach), ("hours", (int)Math.Floor(silence.TotalHours))), Urgency.Due);
        return true;
    }

    /// <summary>A coach may no longer see the person: the floor goes back, with one sentence that promises nothing.</summary>
    /// <param name="coach">Who had it when that was found.</param>
    /// <returns>False where they do not have it any more.</returns>
    public bool ReturnFrom(string coach)
    {
        if (conversation.Current.FloorCoach != coach)
        {
            return false;
        }

        End(coach, "Lost", null);
        AuditTrail.Add(work, coach, AuditAct.LostFloor);
        Tell(Speaker.System, participants.Language.Say("floor.told-left", ("coach", coach)), Urgency.Due);
        return true;
    }

    /// <summary>The stays that are over, the latest first.</summary>
    public IReadOnlyList<FloorStay> Stays =>
    [
        .. work.Reader.Query<Row>("select coach, taken_at, ended_at, summary from floor_stay where participant_id = @participant order by ended_at desc, id", new { participant = work.Participant })
            .Select(row => new FloorStay(row.Coach, row.TakenAt, row.EndedAt, work.Open(row.Summary))),
    ];

    /// <summary>What was agreed with a coach last, as long as the agent is to know of it; null: nothing.</summary>
    public string? AgreedLately => work.Reader.QueryFirstOrDefault<string>(
        "select summary from floor_stay where participant_id = @participant and summary is not null and ended_at >= @from order by ended_at desc limit 1",
        new { participant = work.Participant, from = work.Now - SummaryLasts }) is { } cell ? work.Open(cell) : null;

    private SkillReply? Refusal(string coach, SpokenLanguage language) => participants.Current.Consent is not Consent.Given || !MayRead
        ? SkillReply.Refuse(language.Say("floor.not-agreed"))
        : string.IsNullOrWhiteSpace(coach) ? SkillReply.Refuse(language.Say("floor.no-name")) : null;

    private SkillReply? NotTheirs(string coach, SpokenLanguage language) => conversation.Current.FloorCoach is { } holder && holder == coach
        ? null
        : SkillReply.Refuse(conversation.Current.FloorCoach is { } other ? language.Say("floor.taken", ("coach", other)) : language.Say("floor.take-first"));

    private string? Owner => work.Reader.QuerySingleOrDefault<string>("select coach from caseload where participant_id = @participant and agreed_at is not null", new { participant = work.Participant });

    private bool MayRead => work.Reader.ExecuteScalar<long>("select count(*) from caseload where participant_id = @participant and agreed_at is not null", new { participant = work.Participant }) == 1;

    private void End(string coach, string how, string? summary)
    {
        var now = conversation.Current;
        work.Add(
            "insert into floor_stay (id, participant_id, coach, taken_at, ended_at, how, summary) values (@id, @participant, @coach, @takenAt, @now, @how, @summary)",
            new { id = work.Random.NewId(), participant = work.Participant, coach, takenAt = now.FloorSince ?? work.Now, now = work.Now, how, summary = work.Seal(summary) });
        conversation.Set(now.WithAgent());
    }

    private bool Tell(Speaker speaker, string text, Urgency urgency = Urgency.Awaited)
    {
        if (conversation.ChannelForDue is not { } channel)
        {
            return false;
        }

        conversation.Say(speaker, channel, work.Random.NewId(), new SkillReply { Say = text }, urgency);
        return true;
    }

    private sealed record Row
    {
        public string Coach { get; init; } = "";

        public Instant TakenAt { get; init; }

        public Instant EndedAt { get; init; }

        public string? Summary { get; init; }
    }
}
