namespace Nof1Agent.Host.Channels.Teams;

/// <summary>Where organisations keep the files that people and bots give each other in Teams. Pure.</summary>
internal static class FileHosts
{
    private static readonly string[] Known = [".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us"];

    /// <summary>Whether a file may be fetched from an address, or laid down there.</summary>
    public static bool MayBeUsed(TeamsOptions options, string address) => Uri.TryCreate(address, UriKind.Absolute, out var url) && url.UserInfo.Length == 0
        && ((url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && Known.Any(host => url.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase))) || (url.IsLoopback && options.MayBeSentTo(address)));
}
