using System.Diagnostics.CodeAnalysis;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Nof1Agent.Skills.Storage;

/// <summary>
/// Everything one turn reads and means to write about one participant. Stores read through it, so that a skill sees what an earlier
/// skill of the same turn wrote; nothing reaches the database before <see cref="CommitAsync"/>, which stores all of it in one piece.
/// No transaction is open while a model is thinking.
/// </summary>
public sealed class TurnWork(Database database, ParticipantId participant, Instant now, RandomSource random) : IDisposable
{
    private readonly Dictionary<(Type Type, object? Key), object?> seen = [];
    private readonly List<Write> writes = [];
    private readonly SqliteConnection? shared;
    private SqliteConnection? reader;

    /// <summary>One of many turns that read through one connection, which outlives them. Only one of them may read at a time.</summary>
    internal TurnWork(Database database, ParticipantId participant, Instant now, RandomSource random, SqliteConnection shared)
        : this(database, participant, now, random) => this.shared = shared;

    /// <summary>Whose turn it is. No store of another participant can be reached from here.</summary>
    public ParticipantId Participant { get; } = participant;

    /// <summary>The moment of the turn: one for all it does.</summary>
    public Instant Now { get; } = now;

    /// <summary>Where ids and secrets come from.</summary>
    public RandomSource Random { get; } = random;

    /// <summary>What the turn means to write so far.</summary>
    internal IReadOnlyList<Write> Writes => writes;

    internal SqliteConnection Reader => shared ?? (reader ??= database.Open());

    internal void Add(string sql, object parameters, int? mustChange = null) => writes.Add(new Write(sql, parameters, mustChange));

    /// <summary>The value as this turn sees it: written earlier in the turn, or loaded once.</summary>
    internal T Get<T>(Func<SqliteConnection, T> load, object? key = null)
    {
        if (!seen.TryGetValue((typeof(T), key), out var value))
        {
            value = load(Reader);
            seen[(typeof(T), key)] = value;
        }

        return (T)value!;
    }

    /// <summary>Hides a text from everybody who has the database without the participant's key.</summary>
    /// <param name="text">The text.</param>
    /// <param name="stable">Whether the same text gives the same cell (<see cref="Protection.SealedText.Seal"/>).</param>
    [return: NotNullIfNotNull(nameof(text))]
    internal string? Seal(string? text, bool stable = false) => database.Keys.Seal(KeyId, text, stable);

    /// <summary>The text of a cell.</summary>
    [return: NotNullIfNotNull(nameof(cell))]
    internal string? Open(string? cell) => database.Keys.Open(cell);

    /// <summary>A value as a sealed document.</summary>
    internal string SealJson<T>(T value) => Seal(SkillsJson.Write(value));

    /// <summary>The value of a sealed document.</summary>
    /// <exception cref="StorageProblemException">Its key was destroyed.</exception>
    internal T OpenJson<T>(string cell) => Open(cell) is { Length: > 0 } json
        ? SkillsJson.Read<T>(json)
        : throw new StorageProblemException("This was sealed for somebody who then had everything deleted. Start the service: it removes what is left of them.");

    /// <summary>The keys themselves.</summary>
    internal KeyStore Keys => database.Keys;

    /// <summary>The name of the participant's key.</summary>
    internal string KeyId
    {
        get
        {
            var key = Get(connection => new OwnKey(DataKeys.Of(connection, Participant)));
            if (key.Id is null)
            {
                key = new OwnKey(database.Keys.Make(1)[0]);
                Put(key);
                writes.Add(DataKeys.Keep(Participant, key.Id!));
            }

            return key.Id!;
        }
    }

    /// <summary>From here on the participant's texts are sealed with another key.</summary>
    internal void ChangeKey(string id) => Put(new OwnKey(id));

    /// <summary>Reads the names of the keys of many turns at once.</summary>
    internal static void PreloadKeys(SqliteConnection connection, IReadOnlyDictionary<ParticipantId, TurnWork> turns)
    {
        var names = connection.Query<(string Participant, string Id)>($"select participant_id, key_id from data_key where participant_id {ManyIds.In}", new { ids = ManyIds.Of(turns.Keys) }).AsList();
        turns.Values.FirstOrDefault()?.Keys.ReadAhead(names.Select(name => name.Id));
        foreach (var (participant, id) in names)
        {
            turns[new ParticipantId(participant)].Put(new OwnKey(id));
        }
    }

    private sealed record OwnKey(string? Id);

    internal void Put<T>(T value, object? key = null) => seen[(typeof(T), key)] = value;

    /// <summary>The value if this turn has it already; nothing is loaded.</summary>
    internal T? Known<T>(object? key = null)
        where T : class => seen.GetValueOrDefault((typeof(T), key)) as T;

    internal void Forget<T>(object? key = null) => seen.Remove((typeof(T), key));

    /// <summary>Stores everything in one transaction.</summary>
    public Task<CommitOutcome> CommitAsync(WriterQueue writer) => writer.CommitAsync(writes);

    public void Dispose() => reader?.Dispose();
}
