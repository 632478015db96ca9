namespace Nof1Agent.Skills.Storage;

/// <summary>One statement of a unit of work.</summary>
/// <param name="Sql">The statement, with named parameters.</param>
/// <param name="Parameters">Their values (Dapper).</param>
/// <param name="MustChange">How many rows it has to change; another number rolls the whole unit back. Null: any number.</param>
internal sealed record Write(string Sql, object Parameters, int? MustChange = null);

/// <summary>What became of a unit of work.</summary>
public enum CommitOutcome
{
    /// <summary>All of it is stored, durably.</summary>
    Committed,

    /// <summary>Something that it relied on had changed meanwhile; nothing of it is stored.</summary>
    Conflict,
}
