using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Nof1Agent.Host.Operation;

/// <summary>Degraded, with the reasons, while the watch sees trouble: the service answers, but somebody has to look.</summary>
internal sealed class DeliveryHealth(OperatorWatch watch) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        watch.Troubles is { Count: > 0 } troubles ? HealthCheckResult.Degraded(string.Join(" ", troubles.Select(trouble => trouble.Text))) : HealthCheckResult.Healthy());

    /// <summary>One word for a probe; the reasons in the lines after it for a person.</summary>
    public static async Task Write(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(string.Join('\n', report.Entries.Where(entry => entry.Value.Description is not null)
            .Select(entry => $"{entry.Key}: {entry.Value.Description}").Prepend(report.Status.ToString())), context.RequestAborted);
    }
}
