using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace Nof1Agent.Host.Cluster;

/// <summary>The cluster that participants live in: one silo in this process.</summary>
internal static class ClusterSetup
{
    public static void AddCluster(this WebApplicationBuilder builder) => builder.Host.UseOrleans(silo =>
    {
        // Two free loopback ports, so that several services can run on one machine.
        var (siloPort, gatewayPort) = (FreePort(), FreePort());
        silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: "nof1agent", clusterId: $"nof1agent-{siloPort}");
        silo.Configure<EndpointOptions>(endpoints =>
        {
            endpoints.AdvertisedIPAddress = IPAddress.Loopback;
            endpoints.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, siloPort);
            endpoints.GatewayListeningEndpoint = new IPEndPoint(IPAddress.Loopback, gatewayPort);
        });

        // One silo has no others to watch over it. With the watch on, it declares itself dead and ends the process when the clock jumps,
        // for instance because the machine slept.
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.LivenessEnabled = false;
            membership.DefunctSiloCleanupPeriod = null;
        });

        // A call may wait for a whole turn, and a turn for a model.
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromMinutes(6));
    });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
