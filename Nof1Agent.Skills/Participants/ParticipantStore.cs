using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Participants;

/// <summary>The participant of a turn.</summary>
public sealed class ParticipantStore(TurnWork work)
{
    /// <summary>The participant.</summary>
    public Participant Current => work.Get(connection => connection.QuerySingle<Row>(
        "select * from participant where id = @id", new { id = work.Participant }).ToParticipant());

    /// <summary>Reads the participants of many turns at once.</summary>
    internal static void Preload(SqliteConnection connection, IReadOnlyDictionary<ParticipantId, TurnWork> turns)
    {
        foreach (var row in connection.Query<Row>($"select * from participant where id {ManyIds.In}", new { ids = ManyIds.Of(turns.Keys) }))
        {
            turns[row.Id].Put(row.ToParticipant());
        }
    }

    /// <summary>Whether there is such a participant.</summary>
    public bool Exists => work.Reader.ExecuteScalar<long>("select count(*) from participant where id = @id", new { id = work.Participant }) == 1;

    /// <summary>The language the person is spoken with.</summary>
    public SpokenLanguage Language => KnownLanguages.Find(Current.Language) ?? KnownLanguages.English;

    /// <summary>Stores a changed participant.</summary>
    public void Save(Participant participant)
    {
        work.Put(participant);
        work.Add(
            """
            update participant set consent = @Consent, consent_version = @ConsentVersion, consented_at = @ConsentedAt, time_zone = @TimeZone,
                day_ends_at_hour = @DayEndsAtHour, check_in_hour = @CheckInHour, check_in_minute = @CheckInMinute, morning_hour = @MorningHour,
                morning_minute = @MorningMinute, quiet_from = @QuietFrom, quiet_to = @QuietTo, reminders = @Reminders, clocks = @Clocks, language = @Language, discreet = @Discreet
            where id = @Id
            """,
            Row.From(participant),
            mustChange: 1);
    }

    internal static Write Insert(Participant participant) => new(
        """
        insert into participant (id, created_at, consent, consent_version, consented_at, time_zone, day_ends_at_hour, check_in_hour, check_in_minute, language, discreet)
        values (@Id, @CreatedAt, @Consent, @ConsentVersion, @ConsentedAt, @TimeZone, @DayEndsAtHour, @CheckInHour, @CheckInMinute, @Language, @Discreet)
        """,
        Row.From(participant));

    private sealed record Row
    {
        public ParticipantId Id { get; init; }

        public Instant CreatedAt { get; init; }

        public string Consent { get; init; } = "";

        public string? ConsentVersion { get; init; }

        public Instant? ConsentedAt { get; init; }

        public string TimeZone { get; init; } = "";

        public int DayEndsAtHour { get; init; }

        public int CheckInHour { get; init; }

        public int CheckInMinute { get; init; }

        public string Language { get; init; } = "";

        public int MorningHour { get; init; } = 8;

        public int MorningMinute { get; init; }

        public int QuietFrom { get; init; }

        public int QuietTo { get; init; }

        public int Reminders { get; init; }

        public string Clocks { get; init; } = "[]";

        public bool Discreet { get; init; }

        public static Row From(Participant participant) => new()
        {
            Id = participant.Id,
            CreatedAt = participant.CreatedAt,
            Consent = participant.Consent.ToString(),
            ConsentVersion = participant.ConsentVersion,
            ConsentedAt = participant.ConsentedAt,
            TimeZone = participant.TimeZone.Id,
            DayEndsAtHour = participant.DayEndsAtHour,
            CheckInHour = participant.CheckInTime.Hour,
            CheckInMinute = participant.CheckInTime.Minute,
            Language = participant.Language,
            MorningHour = participant.MorningTime.Hour,
            MorningMinute = participant.MorningTime.Minute,
            QuietFrom = participant.Quiet.From,
            QuietTo = participant.Quiet.To,
            Reminders = participant.Reminders,
            Clocks = SkillsJson.Write(participant.Clocks),
            Discreet = participant.Discreet,
        };

        public Participant ToParticipant() => new()
        {
            Id = Id,
            CreatedAt = CreatedAt,
            Consent = Enum.Parse<Consent>(Consent),
            ConsentVersion = ConsentVersion,
            ConsentedAt = ConsentedAt,
            TimeZone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone) ?? DateTimeZone.Utc,
            DayEndsAtHour = DayEndsAtHour,
            CheckInTime = new LocalTime(CheckInHour, CheckInMinute),
            Language = Language,
            MorningTime = new LocalTime(MorningHour, MorningMinute),
            Quiet = new QuietHours(QuietFrom, QuietTo),
            Reminders = Reminders,
            Clocks = Clocks == "[]" ? [] : SkillsJson.Read<IReadOnlyList<DayClock>>(Clocks),
            Discreet = Discreet,
        };
    }
}
