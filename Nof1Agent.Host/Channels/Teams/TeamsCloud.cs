namespace Nof1Agent.Host.Channels.Teams;

/// <summary>Where Microsoft runs Teams for an organisation, and the addresses that belong to it.</summary>
/// <param name="Name">As it is written in the settings.</param>
/// <param name="Issuer">Who issues the tokens that come with activities.</param>
/// <param name="OpenIdMetadata">Where the keys of that issuer are found.</param>
/// <param name="LoginServer">Where the service signs in.</param>
/// <param name="Scope">What it signs in for.</param>
/// <param name="ServiceUrl">Where chats are opened.</param>
/// <param name="ServiceHosts">The hosts that take messages.</param>
internal sealed record TeamsCloud(string Name, string Issuer, string OpenIdMetadata, string LoginServer, string Scope, string ServiceUrl, IReadOnlyList<string> ServiceHosts)
{
    public static TeamsCloud Public { get; } = new(
        "public",
        "https://api.botframework.com",
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        "https://login.microsoftonline.com",
        "https://api.botframework.com/.default",
        "https://smba.trafficmanager.net/teams/",
        ["smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com"]);

    public static TeamsCloud Government { get; } = new(
        "usgov",
        "https://api.botframework.us",
        "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        "https://login.microsoftonline.us",
        "https://api.botframework.us/.default",
        "https://smba.infra.gov.teams.microsoft.us/teams/",
        ["smba.infra.gov.teams.microsoft.us", "smba.infra.dod.teams.microsoft.us"]);

    public static IReadOnlyList<TeamsCloud> All { get; } = [Public, Government];

    public static TeamsCloud? Find(string name) => All.FirstOrDefault(cloud => cloud.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
