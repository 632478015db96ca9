using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;

namespace Nof1Agent.Host.Telemetry;

/// <summary>
/// Spans and figures about model calls by OpenTelemetry's conventions for generative AI (<c>gen_ai.client.token.usage</c>,
/// <c>gen_ai.client.operation.duration</c>), and how turns ended. None of them carries a word of what was written.
/// </summary>
internal static class ModelTelemetry
{
    /// <summary>Name of the source of spans and of the meter.</summary>
    public const string Name = "Nof1Agent.Model";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Turns = Meter.CreateCounter<long>("nof1agent.model.turns", "{turn}", "Turns that asked the language model, by how they ended.");

    /// <summary>Whether content may be recorded is not left to an environment variable.</summary>
    public static ChatClientBuilder UseModelTelemetry(this ChatClientBuilder builder) => builder.UseOpenTelemetry(sourceName: Name, configure: client => client.EnableSensitiveData = false);

    /// <summary>Counts a turn.</summary>
    /// <param name="ending">passed, held-back, replaced, or the kind of failure.</param>
    public static void CountTurn(string ending) => Turns.Add(1, new KeyValuePair<string, object?>("ending", ending));
}
