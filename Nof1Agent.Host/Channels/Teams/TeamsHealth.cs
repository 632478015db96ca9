using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>Degraded while the service cannot sign in to Teams: the other channels go on.</summary>
internal sealed class TeamsHealth : IHealthCheck
{
    private volatile string? problem;

    /// <summary>A call came through.</summary>
    public void Worked() => problem = null;

    /// <summary>It did not.</summary>
    public void Failed(string kind) => problem = kind;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(problem is { } kind ? HealthCheckResult.Degraded($"Teams: {kind}") : HealthCheckResult.Healthy());
}
