using System.Data;
using Dapper;
using NodaTime;

namespace Nof1Agent.Skills.Storage;

/// <summary>How this project's types lie in a column. Dapper's registry is process-wide, so this is its one place.</summary>
internal static class DapperSetup
{
    private static readonly Lock Gate = new();
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

    private sealed class InstantColumn : SqlMapper.TypeHandler<Instant>
    {
        public override void SetValue(IDbDataParameter parameter, Instant value) => parameter.Value = ColumnText.Of(value);

        public override Instant Parse(object value) => ColumnText.ReadInstant((string)value);
    }

    private sealed class LocalDateColumn : SqlMapper.TypeHandler<LocalDate>
    {
        public override void SetValue(IDbDataParameter parameter, LocalDate value) => parameter.Value = ColumnText.Of(value);

        public override LocalDate Parse(object value) => ColumnText.ReadDate((string)value);
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
