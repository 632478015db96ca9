using System.Diagnostics.Metrics;

namespace Nof1Agent.Host.Agent;

/// <summary>
/// How often the guard holds something back, and how much of it is a suspected false alarm: the bare number does stand in the facts, so either
/// its unit, direction or subject was wrong, or the guard was.
/// </summary>
internal static class GuardMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Nof1Agent.Guard";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Judged = Meter.CreateCounter<long>("nof1agent.guard.replies", description: "Replies of a model that the grounding guard judged.");
    private static readonly Counter<long> Held = Meter.CreateCounter<long>("nof1agent.guard.held", description: "Numbers and claims in replies that stood on nothing.");

    /// <summary>Counts one judgement. What was written is never part of a metric.</summary>
    public static void Count(IReadOnlyList<Ungrounded> ungrounded)
    {
        Judged.Add(1, new KeyValuePair<string, object?>("passed", ungrounded.Count == 0));
        foreach (var item in ungrounded)
        {
            Held.Add(1, new("kind", item.Kind), new("suspected_false_alarm", item.ValueKnown));
        }
    }
}
