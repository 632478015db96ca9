using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Nof1Agent.Host.Delivery;

namespace Nof1Agent.Tests.Support;

/// <summary>Meters that nobody reads.</summary>
internal static class Metrics
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public static DeliveryMetrics None() => new(Services.GetRequiredService<IMeterFactory>());
}
