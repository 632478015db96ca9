using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Nof1Agent.Host.Telemetry;

namespace Nof1Agent.Host;

/// <summary>Logs for the operator, traces and metrics by OTLP where an endpoint is configured. None of them ever carries what a person wrote.</summary>
internal static class ServiceTelemetry
{
    public static void AddServiceLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Orleans", LogLevel.Error);
        // What stops a start is told in one line by the command, not as a trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddFilter("Polly", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.Orleans", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.SemanticKernel", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.Extensions.AI", LogLevel.None);
    }

    public static void AddServiceTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddSource(ModelTelemetry.Name).AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter(ModelTelemetry.Name).AddMeter(Agent.GuardMetrics.Name).AddOtlpExporter());
    }
}
