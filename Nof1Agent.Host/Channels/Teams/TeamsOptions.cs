namespace Nof1Agent.Host.Channels.Teams;

/// <summary>How the service meets people in Microsoft Teams: as a bot of one organisation, known to Entra by an app id.</summary>
internal sealed class TeamsOptions
{
    public const string Section = "Teams";

    /// <summary>The bot's application (client) id in Entra. Empty: no Teams.</summary>
    public string AppId { get; set; } = "";

    /// <summary>The organisation's directory (tenant) id. The bot serves this organisation only.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>The client secret with which the service signs in to send. A secret. Either this or a certificate.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>A PKCS #12 file with certificate and private key, in place of a client secret.</summary>
    public string CertificatePath { get; set; } = "";

    /// <summary>The password of that file. A secret.</summary>
    public string CertificatePassword { get; set; } = "";

    /// <summary>The cloud that the organisation lives in: "public" or "usgov". Default "public".</summary>
    public string Cloud { get; set; } = TeamsCloud.Public.Name;

    /// <summary>Further hosts that the service may send to, beside those of Teams. A loopback host may be spoken to without TLS.</summary>
    public IReadOnlyList<string> ServiceHosts { get; set; } = [];

    /// <summary>Another place for the keys of the Bot Framework, e.g. a mirror. Default: the cloud's own.</summary>
    public string OpenIdMetadata { get; set; } = "";

    /// <summary>Another server to sign in at, scheme and host; plain http only on loopback. Default: the cloud's own.</summary>
    public string LoginServer { get; set; } = "";

    /// <summary>Where a chat is opened with somebody who has not written yet. Default: the cloud's own.</summary>
    public string ServiceUrl { get; set; } = "";

    /// <summary>Messages per second to the whole organisation, 1 to 1000. Default 30, what Microsoft's documents name at the least.</summary>
    public int MessagesPerSecond { get; set; } = 30;

    /// <summary>Takes activities without proof, for Microsoft's emulator: only without an app id, in Development, on a loopback address.</summary>
    public bool Emulator { get; set; }

    /// <summary>Who looks after people here, by their Entra object id.</summary>
    public IReadOnlyList<CoachOptions> Coaches { get; set; } = [];

    public bool IsConfigured => AppId.Length > 0;

    public TeamsCloud In => TeamsCloud.Find(Cloud) ?? TeamsCloud.Public;

    /// <summary>Where a chat is opened.</summary>
    public string OpensAt => ServiceUrl.Length > 0 ? ServiceUrl : In.ServiceUrl;

    /// <summary>The id under which the bot stands in a chat.</summary>
    public string BotId => $"28:{AppId}";

    /// <summary>What is wrong, in one sentence that shows no secret; null if nothing is.</summary>
    /// <param name="isDevelopment">Whether the environment is Development.</param>
    /// <param name="urls">Where the service listens, separated by semicolons.</param>
    public string? Problem(bool isDevelopment, string urls) => this switch
    {
        { Emulator: true, IsConfigured: true } => "Teams:Emulator and Teams:AppId exclude each other: with an app id every activity must prove where it comes from. Remove one of them.",
        { Emulator: true } when !isDevelopment => "Teams:Emulator works only with ASPNETCORE_ENVIRONMENT=Development. Remove it here, and set Teams:AppId.",
        { Emulator: true } when !urls.Split(';').All(IsLoopback) => "Teams:Emulator works only on a loopback address: start with --urls http://127.0.0.1:3978.",
        { Emulator: true } => Coaches.Select(coach => coach.Problem()).FirstOrDefault(problem => problem is not null),
        { IsConfigured: false } when TenantId.Length > 0 || ClientSecret.Length > 0 || CertificatePath.Length > 0 => "Teams:AppId is missing. It is the application (client) id of the app registration.",
        { IsConfigured: false } => null,
        _ when !Guid.TryParseExact(AppId, "D", out _) => "Teams:AppId must be the application (client) id of the app registration, like 00000000-0000-0000-0000-000000000000.",
        _ when !Guid.TryParseExact(TenantId, "D", out _) => "Teams:TenantId must be the directory (tenant) id of the organisation, like 00000000-0000-0000-0000-000000000000.",
        _ when (ClientSecret.Length > 0) == (CertificatePath.Length > 0) => "Set either Teams:ClientSecret or Teams:CertificatePath: with one of them the service signs in to send.",
        _ when CertificatePath.Length > 0 && !File.Exists(CertificatePath) => $"Teams:CertificatePath names {CertificatePath}, and there is no such file.",
        _ when TeamsCloud.Find(Cloud) is null => $"Teams:Cloud must be one of {string.Join(", ", TeamsCloud.All.Select(cloud => cloud.Name))}.",
        _ when !MayBeAsked(OpenIdMetadata) => "Teams:OpenIdMetadata must be a full https address.",
        _ when !MayBeAsked(LoginServer) => "Teams:LoginServer must be a full https address.",
        _ when ServiceHosts.Any(host => Uri.CheckHostName(host) is UriHostNameType.Unknown) => "Teams:ServiceHosts must be names of hosts, like smba.trafficmanager.net, without scheme and path.",
        _ when ServiceUrl.Length > 0 && !MayBeSentTo(ServiceUrl) => "Teams:ServiceUrl must be an address on one of the hosts of Teams, or of Teams:ServiceHosts.",
        _ when MessagesPerSecond is < 1 or > 1000 => "Teams:MessagesPerSecond must be from 1 to 1000.",
        _ => Coaches.Select(coach => coach.Problem()).FirstOrDefault(problem => problem is not null),
    };

    /// <summary>Whether a service address from an activity may be sent to. Anything else would hand the bot's token and people's words to a stranger.</summary>
    public bool MayBeSentTo(string? serviceUrl) => Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) && url.UserInfo.Length == 0 && (Emulator
        ? url.IsLoopback
        : (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback) && In.ServiceHosts.Concat(ServiceHosts).Contains(url.Host, StringComparer.OrdinalIgnoreCase));

    private static bool IsLoopback(string address) => BindingAddress.Parse(address).Host.Trim('[', ']') is var host && (host == "localhost" || (System.Net.IPAddress.TryParse(host, out var ip) && System.Net.IPAddress.IsLoopback(ip)));

    private static bool MayBeAsked(string address) => address.Length == 0 || (Uri.TryCreate(address, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)));

    /// <summary>A coach of this installation.</summary>
    internal sealed class CoachOptions
    {
        /// <summary>The Entra object id of the person.</summary>
        public string ObjectId { get; set; } = "";

        /// <summary>The name of the coach's account: what stands in records of what they did.</summary>
        public string Name { get; set; } = "";

        public string? Problem() =>
            !Guid.TryParseExact(ObjectId, "D", out _) ? "Teams:Coaches needs for each coach an ObjectId: the object id of the person in Entra, like 00000000-0000-0000-0000-000000000000."
            : string.IsNullOrWhiteSpace(Name) ? "Teams:Coaches needs for each coach a Name, under which it is recorded what they do."
            : null;
    }
}
