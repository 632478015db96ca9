using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Tests.Support;

/// <summary>What tests read sealed columns with: <c>opened(column)</c> is its text, <c>found('id')</c> how a channel's own id lies in external_id.</summary>
internal static class SealedSql
{
    /// <summary>A connection that knows the two functions.</summary>
    public static SqliteConnection OpenReadable(this Database database)
    {
        var connection = database.Open();
        connection.CreateFunction("opened", (string? cell) => database.Keys.Open(cell));
        connection.CreateFunction("found", (string id) => database.Keys.Fingerprint(id));
        return connection;
    }
}
