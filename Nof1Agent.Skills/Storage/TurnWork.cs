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

    internal void Put<T>(T value, object? key = null) => seen[(typeof(T), key)] = value;

    /// <summary>The value if this turn has it already; nothing is loaded.</summary>
    internal T? Known<T>(object? key = null)
        where T : class => seen.GetValueOrDefault((typeof(T), key)) as T;

    internal void Forget<T>(object? key = null) => seen.Remove((typeof(T), key));

    /// <summary>Stores everything in one transaction.</summary>
    public Task<CommitOutcome> CommitAsync(WriterQueue writer) => writer.CommitAsync(writes);

    public void Dispose() => reader?.Dispose();
}
