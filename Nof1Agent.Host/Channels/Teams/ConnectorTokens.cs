using System.Security.Cryptography.X509Certificates;
using Microsoft.Identity.Client;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>The token with which the service sends, got with its own credentials. Entra's library keeps it until shortly before it expires.</summary>
internal sealed class ConnectorTokens : IDisposable
{
    private readonly IConfidentialClientApplication? entra;
    private readonly LoginHttp http;
    private readonly string scope;

    public ConnectorTokens(TeamsOptions options)
    {
        scope = options.In.Scope;
        http = new LoginHttp(options);
        if (!options.IsConfigured)
        {
            return;
        }

        var builder = ConfidentialClientApplicationBuilder.Create(options.AppId).WithAuthority(new Uri($"{options.In.LoginServer}/{options.TenantId}")).WithHttpClientFactory(http);
        if (options.LoginServer.Length > 0)
        {
            // Which addresses belong to Entra is not asked where another server stands in for it.
            builder = builder.WithInstanceDiscovery(false);
        }

        entra = (options.ClientSecret.Length > 0
            ? builder.WithClientSecret(options.ClientSecret)
            : builder.WithCertificate(X509CertificateLoader.LoadPkcs12FromFile(options.CertificatePath, options.CertificatePassword))).Build();
    }

    /// <summary>The token; null where none is needed, because only the emulator is spoken to.</summary>
    /// <param name="fresh">Whether the one that is kept was refused.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="MsalException">Entra gives none.</exception>
    public async Task<string?> Get(bool fresh, CancellationToken cancellation) =>
        entra is null ? null : (await entra.AcquireTokenForClient([scope]).WithForceRefresh(fresh).ExecuteAsync(cancellation)).AccessToken;

    public void Dispose() => http.Dispose();

    /// <summary>How Entra's library reaches Entra, or the server that stands in for it: that library itself speaks to https addresses only.</summary>
    private sealed class LoginHttp(TeamsOptions options) : IMsalHttpClientFactory, IDisposable
    {
        private readonly HttpClient client = new(new Redirected(options.LoginServer)) { Timeout = TimeSpan.FromSeconds(15) };

        public HttpClient GetHttpClient() => client;

        public void Dispose() => client.Dispose();
    }

    private sealed class Redirected(string server) : DelegatingHandler(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(15) })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (server.Length > 0)
            {
                request.RequestUri = new Uri(new Uri(server), request.RequestUri!.PathAndQuery);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
