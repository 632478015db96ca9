namespace Nof1Agent.Host.Dashboard.SignIn;

/// <summary>The organisation's sign-in, settings <c>Coach:OpenId:*</c>: any OpenID Connect provider, Entra among them.</summary>
internal sealed class OpenIdOptions
{
    /// <summary>E.g. https://login.microsoftonline.com/TENANT/v2.0.</summary>
    public string? Authority { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>What the button says; "your organisation" where nothing is set.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// Whether an e-mail address counts although the provider does not say that it checked it (email_verified). Only where the provider is the organisation's own, as
    /// a single tenant of Entra: elsewhere anybody may claim any address.
    /// </summary>
    public bool TrustsEmail { get; set; }

    public bool IsConfigured => !string.IsNullOrEmpty(Authority) && !string.IsNullOrEmpty(ClientId);

    /// <summary>What the button says; null without a provider.</summary>
    public string? ShownName => !IsConfigured ? null : string.IsNullOrWhiteSpace(Name) ? "your organisation" : Name;

    /// <summary>What is missing; null where nothing is.</summary>
    public string? Problem => string.IsNullOrEmpty(Authority) != string.IsNullOrEmpty(ClientId) ? "Coach:OpenId needs both Authority and ClientId."
        : Authority is { Length: > 0 } address && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || uri.IsLoopback)) ? "Coach:OpenId:Authority has to be an https address."
        : null;
}
