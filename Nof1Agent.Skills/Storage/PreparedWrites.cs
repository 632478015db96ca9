using System.Collections.Frozen;
using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Nof1Agent.Skills.Storage;

/// <summary>
/// The writer's statements, prepared once per connection and text. Preparing costs several times what a small insert costs, and the
/// writer repeats the same few texts all the time. What it does not know how to bind goes through Dapper as before.
/// </summary>
internal sealed partial class PreparedWrites(SqliteConnection connection) : IDisposable
{
    private const int MostTexts = 256;
    private static readonly object None = new { };

    private readonly Dictionary<(string Sql, Type Parameters), Statement?> known = [];

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(Write write, SqliteTransaction transaction)
    {
        var key = (write.Sql, write.Parameters.GetType());
        if (!known.TryGetValue(key, out var statement) && known.Count < MostTexts)
        {
            statement = Statement.Of(connection, write.Sql, key.Item2);
            known[key] = statement;
        }

        return statement?.Execute(write.Parameters, transaction) ?? connection.Execute(write.Sql, write.Parameters, transaction);
    }

    /// <summary>A statement without parameters.</summary>
    public void Execute(string sql, SqliteTransaction transaction) => Execute(new Write(sql, None), transaction);

    public void Dispose()
    {
        foreach (var statement in known.Values)
        {
            statement?.Dispose();
        }
    }

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Names();

    private sealed class Statement : IDisposable
    {
        private static readonly FrozenDictionary<Type, Func<object, object>> Columns = new Dictionary<Type, Func<object, object>>
        {
            [typeof(string)] = value => value,
            [typeof(int)] = value => value,
            [typeof(long)] = value => value,
            [typeof(double)] = value => value,
            [typeof(bool)] = value => value,
            [typeof(Instant)] = value => ColumnText.Of((Instant)value),
            [typeof(LocalDate)] = value => ColumnText.Of((LocalDate)value),
            [typeof(ParticipantId)] = value => ((ParticipantId)value).Value,
            [typeof(TrialId)] = value => ((TrialId)value).Value,
        }.ToFrozenDictionary();

        private readonly SqliteCommand command;
        private readonly (SqliteParameter Parameter, PropertyInfo Property, Func<object, object> Column)[] parameters;

        private Statement(SqliteConnection connection, string sql, IEnumerable<(string Name, PropertyInfo Property)> properties)
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            parameters = [.. properties.Select(one => (command.Parameters.Add(new SqliteParameter { ParameterName = "@" + one.Name }), one.Property, Columns[Known(one.Property)]))];
        }

        public static Statement? Of(SqliteConnection connection, string sql, Type type)
        {
            var all = type.GetProperties(BindingFlags.Instance | BindingFlags.Public);
            var named = Names().Matches(sql).Select(match => match.Groups[1].Value).Distinct()
                .Select(name => (Name: name, Property: all.FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))).ToList();
            return named.All(one => one.Property is { } property && Columns.ContainsKey(Known(property))) ? new Statement(connection, sql, named!) : null;
        }

        public int Execute(object values, SqliteTransaction transaction)
        {
            foreach (var (parameter, property, column) in parameters)
            {
                parameter.Value = property.GetValue(values) is { } value ? column(value) : DBNull.Value;
            }

            command.Transaction = transaction;
            return command.ExecuteNonQuery();
        }

        public void Dispose() => command.Dispose();

        private static Type Known(PropertyInfo property) => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
    }
}
