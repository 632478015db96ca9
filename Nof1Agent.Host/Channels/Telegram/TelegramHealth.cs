using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>Degraded while Telegram cannot be reached: the other channels go on.</summary>
internal sealed class TelegramHealth : IHealthCheck
{
    private volatile string? problem = "not reached yet";

    /// <summary>A call for updates came back.</summary>
    public void Worked() => problem = null;

    /// <summary>It did not.</summary>
    public void Failed(string kind) => problem = kind;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(problem is { } kind ? HealthCheckResult.Degraded($"Telegram: {kind}") : HealthCheckResult.Healthy());
}
