using Dapper;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Host;

/// <summary>Ready when the database answers and the writer keeps up.</summary>
internal sealed class DatabaseHealth(Database database, WriterQueue writer) : IHealthCheck
{
    private const int TooManyWaiting = 10_000;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var connection = database.Open();
            connection.ExecuteScalar<long>("select 1");
            return Task.FromResult(writer.Waiting < TooManyWaiting ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"{writer.Waiting} units wait for the writer"));
        }
        catch (Microsoft.Data.Sqlite.SqliteException problem)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("the database does not answer", problem));
        }
    }
}
