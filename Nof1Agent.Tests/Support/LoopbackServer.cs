using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Nof1Agent.Tests.Support;

/// <summary>Somebody else's server, played on a free loopback port.</summary>
internal static class LoopbackServer
{
    /// <summary>A server without routes that is not started yet, and who is connected to it.</summary>
    public static (WebApplication App, Visitors Visitors) Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var visitors = new Visitors();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Use(visitors.Count)));
        return (builder.Build(), visitors);
    }
}

/// <summary>Open connections of a server.</summary>
internal sealed class Visitors
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(30);
    private int open;

    /// <summary>Waits until none is open, twice in a row: one that was just made may not have been taken yet.</summary>
    public async Task AllGone(CancellationToken cancellation)
    {
        for (var looks = 0; looks < 2; looks = Volatile.Read(ref open) == 0 ? looks + 1 : 0)
        {
            await Task.Delay(Moment, cancellation);
        }
    }

    internal ConnectionDelegate Count(ConnectionDelegate next) => async connection =>
    {
        Interlocked.Increment(ref open);
        try
        {
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    };
}
