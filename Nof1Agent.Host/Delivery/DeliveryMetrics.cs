using System.Diagnostics;
using System.Diagnostics.Metrics;
using NodaTime;

namespace Nof1Agent.Host.Delivery;

/// <summary>What the operator can watch of delivery and due work. Tags name channels and outcomes, never people.</summary>
internal sealed class DeliveryMetrics : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Nof1Agent.Delivery";

    private readonly Meter meter;
    private readonly Counter<long> deliveries;
    private readonly Histogram<double> waited;
    private readonly Counter<long> due;
    private readonly Histogram<double> late;

    public DeliveryMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MeterName);
        deliveries = meter.CreateCounter<long>("nof1.deliveries", "{delivery}", "Deliveries tried, by channel and outcome.");
        waited = meter.CreateHistogram<double>("nof1.delivery.wait", "s", "From the moment a message was stored to the channel's answer.");
        due = meter.CreateCounter<long>("nof1.due", "{row}", "Due rows answered, by what came of them.");
        late = meter.CreateHistogram<double>("nof1.due.late", "s", "How long after its time a due row was answered.");
    }

    /// <summary>A delivery was tried.</summary>
    public void Tried(string channel, DeliveryOutcome outcome, Duration sinceStored)
    {
        deliveries.Add(1, new TagList { { "channel", channel }, { "outcome", outcome.ToString() } });
        if (outcome is DeliveryOutcome.Delivered)
        {
            waited.Record(sinceStored.TotalSeconds, new TagList { { "channel", channel } });
        }
    }

    /// <summary>Due rows were answered.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="outcome">Said, passed over in silence, or met a conflict.</param>
    public void Due(int rows, string outcome) => due.Add(rows, new TagList { { "outcome", outcome } });

    /// <summary>A due row was answered so long after its time.</summary>
    public void Late(Duration by) => late.Record(by.TotalSeconds);

    /// <summary>A figure that is read when somebody looks.</summary>
    public void Watch(string name, string unit, string description, Func<IEnumerable<Measurement<double>>> read) => meter.CreateObservableGauge(name, read, unit, description);

    public void Dispose() => meter.Dispose();
}
