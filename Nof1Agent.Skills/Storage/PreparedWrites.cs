using System.Collections.Frozen;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;
using SQLitePCL;

namespace Nof1Agent.Skills.Storage;

/// <summary>
/// The writer's statements, prepared once per connection and text and bound by place. Preparing costs several times what a small insert
/// costs, finding each parameter by its name as much again, and the writer repeats the same few texts all the time. What it does not know
/// how to bind goes through Dapper.
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

        return statement?.Execute(write.Parameters) ?? connection.Execute(write.Sql, write.Parameters, transaction);
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

    /// <summary>One statement on SQLite's own interface.</summary>
    private sealed class Statement : IDisposable
    {
        private static readonly FrozenDictionary<Type, Action<sqlite3_stmt, int, object>> Columns = new Dictionary<Type, Action<sqlite3_stmt, int, object>>
        {
            [typeof(string)] = (statement, place, value) => raw.sqlite3_bind_text(statement, place, (string)value),
            [typeof(int)] = (statement, place, value) => raw.sqlite3_bind_int64(statement, place, (int)value),
            [typeof(long)] = (statement, place, value) => raw.sqlite3_bind_int64(statement, place, (long)value),
            [typeof(double)] = (statement, place, value) => raw.sqlite3_bind_double(statement, place, (double)value),
            [typeof(bool)] = (statement, place, value) => raw.sqlite3_bind_int64(statement, place, (bool)value ? 1 : 0),
            [typeof(Instant)] = (statement, place, value) => raw.sqlite3_bind_text(statement, place, ColumnText.Of((Instant)value)),
            [typeof(LocalDate)] = (statement, place, value) => raw.sqlite3_bind_text(statement, place, ColumnText.Of((LocalDate)value)),
            [typeof(ParticipantId)] = (statement, place, value) => raw.sqlite3_bind_text(statement, place, ((ParticipantId)value).Value),
            [typeof(TrialId)] = (statement, place, value) => raw.sqlite3_bind_text(statement, place, ((TrialId)value).Value),
        }.ToFrozenDictionary();

        private readonly sqlite3 database;
        private readonly sqlite3_stmt statement;
        private readonly (int Place, Func<object, object?> Value, Action<sqlite3_stmt, int, object> Bind)[] parameters;

        private Statement(sqlite3 database, sqlite3_stmt statement, IEnumerable<(string Name, PropertyInfo Property)> properties)
        {
            this.database = database;
            this.statement = statement;
            parameters = [.. properties.Select(one => (raw.sqlite3_bind_parameter_index(statement, "@" + one.Name), Reader(one.Property), Columns[Known(one.Property)]))];
        }

        public static Statement? Of(SqliteConnection connection, string sql, Type type)
        {
            var all = type.GetProperties(BindingFlags.Instance | BindingFlags.Public);
            var named = Names().Matches(sql).Select(match => match.Groups[1].Value).Distinct()
                .Select(name => (Name: name, Property: all.FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))).ToList();
            if (!named.All(one => one.Property is { } property && Columns.ContainsKey(Known(property))))
            {
                return null;
            }

            var database = connection.Handle!;
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out var statement, out var rest), database);
            if (string.IsNullOrWhiteSpace(rest))
            {
                return new Statement(database, statement, named!);
            }

            statement.Dispose();
            return null;
        }

        public int Execute(object values)
        {
            foreach (var (place, read, bind) in parameters)
            {
                if (read(values) is { } value)
                {
                    bind(statement, place, value);
                }
                else
                {
                    raw.sqlite3_bind_null(statement, place);
                }
            }

            var code = raw.sqlite3_step(statement);
            try
            {
                if (code is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
                {
                    SqliteException.ThrowExceptionForRC(code, database);
                }

                return raw.sqlite3_changes(database);
            }
            finally
            {
                _ = raw.sqlite3_reset(statement);
            }
        }

        public void Dispose() => statement.Dispose();

        private static Type Known(PropertyInfo property) => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

        private static Func<object, object?> Reader(PropertyInfo property)
        {
            var values = Expression.Parameter(typeof(object));
            return Expression.Lambda<Func<object, object?>>(Expression.Convert(Expression.Property(Expression.Convert(values, property.DeclaringType!), property), typeof(object)), values).Compile();
        }
    }
}
