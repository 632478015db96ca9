using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Trials;

/// <summary>The trials of the turn's participant.</summary>
public sealed class TrialStore(TurnWork work)
{
    /// <summary>All of them, oldest first.</summary>
    public IReadOnlyList<Trial> All => work.Get<IReadOnlyList<Trial>>(connection =>
        [.. connection.Query<Row>("select * from trial where participant_id = @id order by created_at, rowid", new { id = work.Participant }).Select(row => row.ToTrial(work.Keys))]);

    /// <summary>Reads the open trials of many turns at once. Those that are over are read when they are asked for.</summary>
    internal static void Preload(SqliteConnection connection, IReadOnlyDictionary<ParticipantId, TurnWork> turns)
    {
        foreach (var work in turns.Values)
        {
            work.Put(new OpenNow(null));
        }

        foreach (var row in connection.Query<Row>($"select * from trial where participant_id {ManyIds.In} and state in ('draft', 'baseline', 'frozen', 'running', 'paused')", new { ids = ManyIds.Of(turns.Keys) }))
        {
            turns[row.ParticipantId].Put(new OpenNow(row.ToTrial(turns[row.ParticipantId].Keys)));
        }
    }

    /// <summary>The trial that is not over yet, if there is one: at most one is open.</summary>
    public Trial? Open => work.Known<OpenNow>() is { } known ? known.Trial : All.FirstOrDefault(trial => trial.IsOpen);

    /// <summary>The open trial, else the last that began.</summary>
    public Trial? Latest => Open ?? All.LastOrDefault(trial => trial.IsOver);

    /// <summary>Keeps a new trial.</summary>
    public void Add(Trial trial)
    {
        Remember([.. All, trial]);
        work.Add(
            """
            insert into trial (id, participant_id, state, plan, protocol, protocol_hash, commitment, secret, nonce, sequence, starts_on,
                created_at, frozen_at, began_at, ended_at, end_reason, paused_on, pause_reason, shifts, ended_at_look, stopped_arms)
            values (@Id, @ParticipantId, @State, @Plan, @Protocol, @ProtocolHash, @Commitment, @Secret, @Nonce, @Sequence, @StartsOn,
                @CreatedAt, @FrozenAt, @BeganAt, @EndedAt, @EndReason, @PausedOn, @PauseReason, @Shifts, @EndedAtLook, @StoppedArms)
            """,
            Row.From(trial, work));
    }

    /// <summary>
    /// Keeps a changed trial. The statement itself refuses to change a protocol, a commitment or an allocation once it is stored,
    /// whatever the caller believes.
    /// </summary>
    public void Save(Trial trial)
    {
        Remember([.. All.Select(known => known.Id == trial.Id ? trial : known)]);
        work.Add(
            """
            update trial set state = @State, plan = @Plan, protocol = @Protocol, protocol_hash = @ProtocolHash, commitment = @Commitment,
                secret = @Secret, nonce = @Nonce, sequence = @Sequence, starts_on = @StartsOn, frozen_at = @FrozenAt, began_at = @BeganAt,
                ended_at = @EndedAt, end_reason = @EndReason, paused_on = @PausedOn, pause_reason = @PauseReason, shifts = @Shifts, ended_at_look = @EndedAtLook, stopped_arms = @StoppedArms
            where id = @Id and participant_id = @ParticipantId
                and (protocol is null or (protocol = @Protocol and protocol_hash = @ProtocolHash and commitment = @Commitment and secret = @Secret and plan = @Plan))
                and (sequence is null or (sequence = @Sequence and nonce = @Nonce and starts_on = @StartsOn))
            """,
            Row.From(trial, work),
            mustChange: 1);
    }

    private void Remember(IReadOnlyList<Trial> trials)
    {
        work.Put(trials);
        work.Forget<OpenNow>();
    }

    private sealed record OpenNow(Trial? Trial);

    private sealed record Row
    {
        public TrialId Id { get; init; }

        public ParticipantId ParticipantId { get; init; }

        public string State { get; init; } = "";

        public string Plan { get; init; } = "";

        public string? Protocol { get; init; }

        public string? ProtocolHash { get; init; }

        public string? Commitment { get; init; }

        public string? Secret { get; init; }

        public string? Nonce { get; init; }

        public string? Sequence { get; init; }

        public LocalDate? StartsOn { get; init; }

        public Instant CreatedAt { get; init; }

        public Instant? FrozenAt { get; init; }

        public Instant? BeganAt { get; init; }

        public Instant? EndedAt { get; init; }

        public string? EndReason { get; init; }

        public LocalDate? PausedOn { get; init; }

        public string? PauseReason { get; init; }

        public string Shifts { get; init; } = "[]";

        public int? EndedAtLook { get; init; }

        public string StoppedArms { get; init; } = "[]";

        public static Row From(Trial trial, TurnWork work) => new()
        {
            Id = trial.Id,
            ParticipantId = work.Participant,
            State = SkillsJson.Write(trial.State).Trim('"'),
            Plan = work.Seal(SkillsJson.Write(trial.Plan), stable: true),
            Protocol = work.Seal(trial.Protocol, stable: true),
            ProtocolHash = trial.ProtocolHash,
            Commitment = trial.Commitment,
            Secret = work.Seal(trial.Secret, stable: true),
            Nonce = work.Seal(trial.Nonce, stable: true),
            Sequence = trial.Sequence is { } sequence ? work.Seal(SkillsJson.Write(sequence), stable: true) : null,
            StartsOn = trial.StartsOn,
            CreatedAt = trial.CreatedAt,
            FrozenAt = trial.FrozenAt,
            BeganAt = trial.BeganAt,
            EndedAt = trial.EndedAt,
            EndReason = work.Seal(trial.EndReason),
            PausedOn = trial.PausedOn,
            PauseReason = work.Seal(trial.PauseReason),
            Shifts = SkillsJson.Write(trial.Shifts),
            EndedAtLook = trial.EndedAtLook,
            StoppedArms = work.Seal(SkillsJson.Write(trial.StoppedArms)),
        };

        public Trial ToTrial(KeyStore keys) => new()
        {
            Id = Id,
            State = Enum.Parse<TrialState>(State, ignoreCase: true),
            Plan = SkillsJson.Read<TrialPlan>(keys.Open(Plan)),
            Protocol = keys.Open(Protocol),
            ProtocolHash = ProtocolHash,
            Commitment = Commitment,
            Secret = keys.Open(Secret),
            Nonce = keys.Open(Nonce),
            Sequence = Sequence is { } sequence ? SkillsJson.Read<IReadOnlyList<int>>(keys.Open(sequence)) : null,
            StartsOn = StartsOn,
            CreatedAt = CreatedAt,
            FrozenAt = FrozenAt,
            BeganAt = BeganAt,
            EndedAt = EndedAt,
            EndReason = keys.Open(EndReason),
            PausedOn = PausedOn,
            PauseReason = keys.Open(PauseReason),
            Shifts = Shifts == "[]" ? [] : SkillsJson.Read<IReadOnlyList<PauseShift>>(Shifts),
            EndedAtLook = EndedAtLook,
            StoppedArms = keys.Open(StoppedArms) is { } stopped && stopped != "[]" ? SkillsJson.Read<IReadOnlyList<StoppedArm>>(stopped) : [],
        };
    }
}
