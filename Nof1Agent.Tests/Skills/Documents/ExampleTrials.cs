using Nof1Agent.Skills;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Documents;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Reports;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Documents;

/// <summary>Trials made by the project's own rules (freeze, draw, calendar, analysis), without a conversation.</summary>
internal static class ExampleTrials
{
    public const string Attack = "<script>alert('x')</script><img src=x onerror=alert(1)> | *bold* \"quoted\" & =1+1";

    private static readonly LocalDate FirstDay = new(2027, 3, 1);
    private static readonly DateTimeZone Lisbon = DateTimeZoneProviders.Tzdb["Europe/Lisbon"];

    public static DailyOutcome Minutes { get; } = EvidenceCatalogue.Embedded().Outcome("sleep-onset-minutes")!;

    public static DailyOutcome Headache { get; } = EvidenceCatalogue.Embedded().Outcome("headache-day")!;

    public static DailyOutcome Rating { get; } = EvidenceCatalogue.Embedded().Outcome("sleep-quality-rating")!;

    public static TrialRecord Finished { get; } = Record(TrialState.Finished, 42);

    public static TrialRecord Stopped { get; } = Record(TrialState.Stopped, 24);

    /// <summary>On its tenth day.</summary>
    public static TrialRecord Running { get; } = Record(TrialState.Running, 10);

    public static TrialRecord Frozen { get; } = Record(TrialState.Frozen, 0);

    public static TrialRecord YesNo { get; } = Record(TrialState.Finished, 42, Headache);

    public static TrialRecord Rated { get; } = Record(TrialState.Finished, 42, Rating);

    /// <summary>Somebody has written markup and formulas wherever a person or a file can write.</summary>
    public static TrialRecord Hostile { get; } = Record(TrialState.Finished, 42, words: Attack);

    public static IReadOnlyList<CheckIn> Told(TrialRecord record) => [.. record.Days.Where(day => day.Told is not null).Select(day => day.Told!)];

    private static TrialRecord Record(TrialState state, int days, DailyOutcome? measured = null, string? words = null)
    {
        var outcome = measured ?? Minutes;
        var now = Moment(FirstDay.PlusDays(days - 1), 21);
        var trial = Begun(state, outcome, now, words);
        var participant = new Participant { Id = new ParticipantId("p-example"), CreatedAt = Moment(FirstDay, 0), Consent = Consent.Given, TimeZone = Lisbon };
        var told = TrialCalendar.Days(trial).Where(day => day.Ordinal < days && day.Ordinal % 9 != 4).Select(day => Told(day, outcome, words)).ToList();
        var corrected = told.Take(1).Select(first => first with { Revision = 2, Value = outcome.Kind is OutcomeKind.Number ? 41 : first.Value, Reason = "corrected by the participant" });
        IReadOnlyList<CheckIn> revisions = [.. told, .. corrected];
        var answer = trial.IsOver ? Answer(trial, outcome, revisions, FirstDay.PlusDays(days - 1), now) : null;
        return TrialRecord.Of(trial, outcome, revisions, answer, 6, participant, now);
    }

    private static Trial Begun(TrialState state, DailyOutcome outcome, Instant now, string? words)
    {
        var plan = new TrialPlan
        {
            Arms = [new Arm("usual routine", "Do as always."), new Arm(words ?? "no caffeine after noon", words ?? "No coffee, tea or cola from 12:00 on.")],
            Outcome = outcome.Id,
            Mcid = outcome.Kind is OutcomeKind.Number ? 10 : outcome.Kind is OutcomeKind.Rating ? 1 : 0.2,
            Design = new TrialDesign { ArmCount = 2, BlockCount = 3, PeriodDays = 7, DiscardDays = 2 },
            LengthChosen = true,
            AssumedSd = 12,
            AssumedSdFrom = "what is common",
        };
        var draft = new Trial { Id = new TrialId("t-example"), State = state, Plan = plan, CreatedAt = Moment(FirstDay.PlusDays(-2), 18) };
        var protocol = CanonicalJson.Serialize(FrozenProtocol.Write(draft, outcome, Moment(FirstDay.PlusDays(-1), 18)));
        var secret = Enumerable.Range(1, Commitment.SecretLength).Select(i => (byte)i).ToArray();
        var frozen = draft with
        {
            Protocol = protocol,
            ProtocolHash = CanonicalJson.Sha256Hex(protocol),
            Commitment = Commitment.Commit(secret),
            Secret = Convert.ToHexStringLower(secret),
            FrozenAt = Moment(FirstDay.PlusDays(-1), 18),
        };
        var nonce = words ?? "bluebell";
        return state is TrialState.Frozen ? frozen : frozen with
        {
            Nonce = nonce,
            Sequence = BlockRandomization.Draw(plan.Design, new DeterministicRandom(Commitment.DeriveSeed(secret, nonce, frozen.ProtocolHash!))),
            StartsOn = FirstDay,
            BeganAt = Moment(FirstDay.PlusDays(-1), 19),
            EndedAt = state is TrialState.Finished or TrialState.Stopped ? now : null,
            EndReason = state is TrialState.Stopped ? words ?? "a cold" : state is TrialState.Finished ? "planned end" : null,
        };
    }

    private static CheckIn Told(TrialDay day, DailyOutcome outcome, string? words) => new()
    {
        StudyDay = day.Date,
        Revision = 1,
        Value = day.Ordinal % 13 == 7 ? null : outcome.Kind switch
        {
            OutcomeKind.YesNo => (day.Ordinal * 5 % 7) < (day.Arm == 1 ? 2 : 5) ? 1 : 0,
            OutcomeKind.Rating => 5 + (day.Ordinal * 7 % 4) - (2 * day.Arm),
            _ => 40 - (15 * day.Arm) + (day.Ordinal * 7 % 11),
        },
        Missing = day.Ordinal % 13 == 7 ? Disruption.Forgot : null,
        Adherence = day.Ordinal % 6 == 5 ? Adherence.Partly : Adherence.Yes,
        Disrupted = day.Ordinal == 16 ? Disruption.Travelling : null,
        SideEffect = day.Ordinal == 9 ? words ?? "a headache" : null,
        Note = day.Ordinal == 3 ? words ?? "party at the neighbours, \"loud\"; slept late" : null,
        Late = day.Ordinal % 10 == 8,
        ReportedAt = Moment(day.Date.PlusDays(1), 8),
    };

    private static TrialAnswer Answer(Trial trial, DailyOutcome outcome, IReadOnlyList<CheckIn> revisions, LocalDate until, Instant now)
    {
        var days = revisions.GroupBy(checkIn => checkIn.StudyDay).Select(day => day.MaxBy(checkIn => checkIn.Revision)!).ToDictionary(checkIn => checkIn.StudyDay);
        var report = TrialReport.Analyze(DiaryForAnalysis.Build(trial, days, until), new AnalysisPlan
        {
            Mcid = trial.Plan.Mcid,
            HigherIsBetter = !outcome.LowerIsBetter,
            Scale = outcome.Scale,
            PlannedCountedDays = trial.State is TrialState.Finished ? DiaryForAnalysis.PlannedCountedDays(trial) : 0,
        });
        return new TrialAnswer { Revision = 1, At = now, StoppedEarly = trial.State is TrialState.Stopped, DiaryRevisions = revisions.Count, Report = report };
    }

    private static Instant Moment(LocalDate date, int hour) => date.At(new LocalTime(hour, 0)).InZoneLeniently(Lisbon).ToInstant();
}
