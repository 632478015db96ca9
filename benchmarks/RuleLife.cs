using Nof1Agent.Skills;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Benchmarks;

/// <summary>
/// One person's year by the rule alone: rows come due as the service schedules them, and the person answers, forgets, falls silent, pauses, travels and changes times. What ought to be is told by a few lines that
/// share none with the program: the local date of some hours ago, never running backwards.
/// </summary>
internal sealed class RuleLife
{
    private const int Days = 365;
    private const int DaysRemembered = 15;

    public static readonly string[] Zones =
    [
        "Europe/Lisbon", "Europe/Berlin", "America/New_York", "America/Los_Angeles", "Pacific/Honolulu", "Pacific/Auckland", "Asia/Tokyo", "Asia/Kathmandu", "America/St_Johns",
        "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Niue", "Africa/Casablanca", "America/Santiago", "Antarctica/Troll", "Africa/Cairo", "Asia/Kolkata",
    ];

    private static readonly Instant Begin = Instant.FromUtc(2027, 1, 4, 12, 0);
    private static readonly Instant End = Begin + Duration.FromDays(Days);
    private static readonly Duration Hour = Duration.FromHours(1);

    private readonly int number;
    private readonly Random random;
    private readonly bool asksNextMorning;
    private readonly double answers;
    private readonly HashSet<LocalDate> answered = [];
    private readonly Dictionary<(LocalDate Day, Told What), Instant> told = [];
    private readonly List<ToldDay> pauseQuestions = [];
    private readonly Dictionary<DueKind, Instant> rows = [];

    private Participant person;
    private Instant? heard;
    private Instant? answerAt;
    private LocalDate answerFor;
    private Instant nextChange;
    private bool paused;
    private Instant outageEnds = Begin;
    private LocalDate modelDay = LocalDate.MinIsoValue;

    public RuleLife(int number)
    {
        this.number = number;
        random = new Random(number + 1);
        asksNextMorning = number % 2 == 1;
        answers = 0.3 + (0.7 * random.NextDouble());
        person = new Participant { Id = new ParticipantId($"p{number}"), CreatedAt = Begin, TimeZone = Zone(number) };
        nextChange = Begin + Duration.FromHours(random.Next(1, 500));
    }

    public long Turns { get; private set; }

    public int Instructions { get; private set; }

    public int Questions { get; private set; }

    public int Reminders { get; private set; }

    public int PauseQuestions { get; private set; }

    public int DaysPaused { get; private set; }

    public int Journeys { get; private set; }

    public int HoursChecked { get; private set; }

    /// <summary>Lives the year.</summary>
    /// <exception cref="InvalidOperationException">A rule was broken.</exception>
    public void Live()
    {
        Schedule(Begin, null);
        for (var look = Begin; look < End; look += Hour)
        {
            Until(look);
            Look(look);
        }
    }

    // In the order of time: a row that is due, an answer, something that the person changes. While the service is away nothing happens, and afterwards each waits but once.
    private void Until(Instant moment)
    {
        while (true)
        {
            var due = rows.MinBy(row => row.Value);
            var (dueAt, toldAt) = (Instant.Max(due.Value, outageEnds), Instant.Max(answerAt ?? Instant.MaxValue, outageEnds));
            var changeAt = Instant.Max(nextChange, outageEnds);
            var next = Instant.Min(dueAt, Instant.Min(toldAt, changeAt));
            if (next > moment)
            {
                return;
            }

            if (next == toldAt && answerAt is not null)
            {
                answerAt = null;
                heard = next;
                answered.Add(answerFor);
                Schedule(next, null);
            }
            else if (next == changeAt)
            {
                Change(next);
                Schedule(next, null);
            }
            else
            {
                Turns++;
                Say(next);
                Schedule(next, due.Key);
            }
        }
    }

    private void Say(Instant now)
    {
        foreach (var piece in DueNow.Of(State(now)))
        {
            Require(!person.Quiet.Hold(person.LocalTimeAt(now)), now, "something was said in the quiet hours");
            Require(told.TryAdd((piece.Day, piece.What), now), now, $"{piece.What} a second time about {piece.Day}");
            switch (piece.What)
            {
                case Told.Instruction:
                    Require(!paused, now, "an instruction in a pause");
                    Require(piece.Day == ModelDay(now), now, $"an instruction for {piece.Day}");
                    Instructions++;
                    break;
                case Told.Question:
                    Questions++;
                    Asked(piece.Day, now, answers);
                    break;
                case Told.Reminder or Told.SecondReminder:
                    Require(!paused && !answered.Contains(piece.Day), now, "a reminder in a pause or about an answered day");
                    Require(person.Reminders >= (piece.What is Told.Reminder ? 1 : 2), now, "more reminders than wanted");
                    Reminders++;
                    Asked(piece.Day, now, answers / 2);
                    break;
                case Told.PauseQuestion:
                    pauseQuestions.Add(new ToldDay { StudyDay = piece.Day, What = piece.What, At = now });
                    PauseQuestions++;
                    break;
            }
        }
    }

    private void Asked(LocalDate day, Instant now, double chance)
    {
        if (random.NextDouble() < chance)
        {
            (answerAt, answerFor) = (now + Duration.FromMinutes(random.Next(1, 700)), day);
        }
    }

    private void Change(Instant now)
    {
        nextChange = now + Duration.FromHours(random.Next(24, 700));
        switch (random.Next(8))
        {
            case 0:
                heard = now;
                person = person.WithClock(now, Zone(random.Next(Zones.Length)), person.DayEndsAtHour);
                Journeys++;
                break;
            case 1:
                heard = now;
                person = person with { MorningTime = new LocalTime(random.Next(5, 12), random.Next(60)) };
                person = person with { Quiet = person.Quiet.Without(person.MorningTime) };
                break;
            case 2:
                heard = now;
                person = person with { CheckInTime = new LocalTime(random.Next(17, 24), random.Next(60)) };
                person = person with { Quiet = person.Quiet.Without(person.CheckInTime) };
                break;
            case 3:
                heard = now;
                person = person with { Reminders = random.Next(3) };
                break;
            case 4:
                outageEnds = now + Duration.FromMinutes(random.Next(10, 600));
                break;
            case 5:
                heard = now;
                break;
            default:
                heard = now;
                paused = !paused;
                nextChange = paused ? now + Duration.FromHours(random.Next(12, 300)) : nextChange;
                break;
        }
    }

    // As the service does at the end of each turn: a row of another kind that is due by now is left to its own.
    private void Schedule(Instant now, DueKind? said)
    {
        var state = State(now);
        Put(DueKind.Morning, NextDue.Morning(state, wasSaid: said is not null));
        Put(DueKind.Evening, NextDue.Evening(state));
        Put(DueKind.Reminder, NextDue.Reminder(state));

        void Put(DueKind kind, Instant? at)
        {
            if (kind != said && rows.TryGetValue(kind, out var known) && known <= now)
            {
                return;
            }

            if (at is { } next)
            {
                rows[kind] = next;
            }
            else
            {
                rows.Remove(kind);
            }
        }
    }

    // At this hour, what ought to have been told by now.
    private void Look(Instant now)
    {
        var day = ModelDay(now);
        if (now < outageEnds)
        {
            return;
        }

        HoursChecked++;
        var local = now.InZone(person.TimeZone).LocalDateTime;
        DaysPaused += paused && local.Hour == 12 ? 1 : 0;

        // West over the date line the wall shows the day before once more: the study day stays, and its morning is still to come.
        if (local >= day.At(person.MorningTime) && !paused && !person.Quiet.Hold(local.TimeOfDay))
        {
            Require(told.ContainsKey((day, Told.Instruction)), now, $"no instruction for {day}");
        }
    }

    private LocalDate ModelDay(Instant now) => modelDay = LocalDate.Max(modelDay, now.InZone(person.TimeZone).LocalDateTime.PlusHours(-person.DayEndsAtHour).Date);

    private RhythmState State(Instant now) => new()
    {
        Participant = person,
        Now = now,
        AsksNextMorning = asksNextMorning,
        Holds = _ => !paused,
        IsAnswered = answered.Contains,
        When = (day, what) => told.TryGetValue((day, what), out var at) ? at : null,
        PauseQuestions = () => pauseQuestions.Where(question => question.StudyDay >= now.InUtc().Date.PlusDays(-DaysRemembered)),
        LastHeard = heard,
    };

    private void Require(bool holds, Instant now, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"person {number}, {now} ({person.TimeZone.Id}, morning {person.MorningTime}, {person.Quiet}, next {string.Join(", ", rows.OrderBy(row => row.Value))}): {otherwise}");
        }
    }

    private static DateTimeZone Zone(int number) => DateTimeZoneProviders.Tzdb[Zones[number % Zones.Length]];
}
