namespace Nof1Agent.Host.Coaching;

/// <summary>How an e-mail server is spoken with.</summary>
internal enum MailSecurity
{
    /// <summary>In the clear first, then TLS, or not at all.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>In the clear: only for a server on the same machine.</summary>
    None,
}

/// <summary>E-mails about alerts, from the section "Mail". Without a host none are sent.</summary>
internal sealed record MailOptions
{
    /// <summary>Name of the SMTP server.</summary>
    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    public MailSecurity Security { get; init; }

    /// <summary>Name to sign in with; null: without.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>The sender's address.</summary>
    public string? From { get; init; }

    /// <summary>Where the dashboard is found, e.g. "https://study.example.org": for links in e-mails and cards. With https cookies are for https only.</summary>
    public string? Address { get; init; }

    /// <summary>The language of the e-mails.</summary>
    public string Language { get; init; } = "en";

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Host);

    /// <summary>What is missing; null: nothing, or no e-mail is wanted.</summary>
    public string? Problem => !IsConfigured && string.IsNullOrWhiteSpace(Address) ? null
        : IsConfigured && (string.IsNullOrWhiteSpace(From) || !MimeKit.MailboxAddress.TryParse(From, out _)) ? "Mail:From has to be the sender's address."
        : !Uri.TryCreate(Address, UriKind.Absolute, out var link) || link.Scheme is not ("http" or "https") ? "Mail:Address has to say where the dashboard is found, with https."
        : Port is < 1 or > 65_535 ? "Mail:Port has to be 1 to 65535."
        : Security is MailSecurity.None && Host is not ("localhost" or "127.0.0.1" or "::1") ? "Mail:Security may be None only for a server on this machine."
        : null;
}
