using System.Net;
using System.Net.Sockets;

namespace Nof1Agent.Host.Cli;

/// <summary>Addresses the service is to listen on, checked before anything of it starts: an engine that fails while starting leaves pages of traces.</summary>
internal static class ListenAddress
{
    public static bool IsValid(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", IsUnixPipe: false, IsNamedPipe: false, Port: >= 0 and <= IPEndPoint.MaxPort };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <exception cref="AddressProblemException">Somebody else listens there, or this computer may not.</exception>
    public static void EnsureFree(string urls)
    {
        foreach (var address in urls.Split(';').Select(BindingAddress.Parse).Where(address => address.Port > 0))
        {
            var ip = IPAddress.TryParse(address.Host.Trim('[', ']'), out var given) ? given : address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Any;
            try
            {
                using var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(ip, address.Port));
                socket.Listen();
            }
            catch (SocketException problem)
            {
                throw new AddressProblemException($"Cannot listen on {address} ({problem.Message}). Stop what listens there, or choose another address with --urls.", problem);
            }
        }
    }
}

/// <summary>An address cannot be listened on. The message names the cause and the fix in one line.</summary>
internal sealed class AddressProblemException(string message, Exception inner) : Exception(message, inner);
