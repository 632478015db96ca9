using System.Data;
using Dapper;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills.Storage;

/// <summary>How this project's types lie in a column. Dapper's registry is process-wide, so this is its one place.</summary>
internal static class DapperSetup
{
    private static readonly Lock Gate = new();

    // Columns are compared as text, so every instant has the same width: "08:00:00Z" would sort after "08:00:00.5Z".
    private static readonly InstantPattern Sortable = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffff'Z'");

    private static bool registered;

    public static void Register()
    {
        lock (Gate)
        {
            if (registered)
            {
                return;
            }

            DefaultTypeMap.MatchNamesWithUnderscores = true;
            SqlMapper.AddTypeHandler(new InstantColumn());
            SqlMapper.AddTypeHandler(new LocalDateColumn());
            SqlMapper.AddTypeHandler(new ParticipantIdColumn());
            SqlMapper.AddTypeHandler(new TrialIdColumn());
            registered = true;
        }
    }

    /// <summary>An instant as it lies in a column.</summary>
    public static Instant ReadInstant(string column) => InstantPattern.ExtendedIso.Parse(column).Value;

    /// <summary>The same in the other direction.</summary>
    public static string Column(Instant value) => Sortable.Format(value);

    /// <summary>A date as it lies in a column.</summary>
    public static string Column(LocalDate value) => LocalDatePattern.Iso.Format(value);

    private sealed class InstantColumn : SqlMapper.TypeHandler<Instant>
    {
        public override void SetValue(IDbDataParameter parameter, Instant value) => parameter.Value = Column(value);

        public override Instant Parse(object value) => ReadInstant((string)value);
    }

    private sealed class LocalDateColumn : SqlMapper.TypeHandler<LocalDate>
    {
        public override void SetValue(IDbDataParameter parameter, LocalDate value) => parameter.Value = Column(value);

        public override LocalDate Parse(object value) => LocalDatePattern.Iso.Parse((string)value).Value;
    }

    private sealed class ParticipantIdColumn : SqlMapper.TypeHandler<ParticipantId>
    {
        public override void SetValue(IDbDataParameter parameter, ParticipantId value) => parameter.Value = value.Value;

        public override ParticipantId Parse(object value) => new((string)value);
    }

    private sealed class TrialIdColumn : SqlMapper.TypeHandler<TrialId>
    {
        public override void SetValue(IDbDataParameter parameter, TrialId value) => parameter.Value = value.Value;

        public override TrialId Parse(object value) => new((string)value);
    }
}
