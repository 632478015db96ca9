namespace Nof1Agent.Host;

/// <summary>How the service is started.</summary>
/// <param name="Urls">Where it listens, e.g. http://127.0.0.1:5080.</param>
/// <param name="DatabasePath">The database file.</param>
internal sealed record ServeOptions(string Urls, string DatabasePath)
{
    /// <summary>Loopback only, unless told otherwise.</summary>
    public const string DefaultUrls = "http://127.0.0.1:5080";

    /// <summary>NOF1AGENT_DATABASE, or a file in the user's local application data. Makes no folder: a user without a home may name another file.</summary>
    public static string DefaultDatabasePath => Environment.GetEnvironmentVariable("NOF1AGENT_DATABASE") is { Length: > 0 } path
        ? path
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "nof1agent", "nof1agent.db");
}
