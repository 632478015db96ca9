using NodaTime;

namespace Nof1Agent.Skills.Accounts;

/// <summary>What somebody who signs in may see.</summary>
public enum CoachRole
{
    /// <summary>Their own caseload: the participants who said yes to them.</summary>
    Coach,

    /// <summary>Every participant who said yes to a coach.</summary>
    Lead,

    /// <summary>Figures, the access log and the audit chain; nothing that anybody wrote.</summary>
    Auditor,
}

/// <summary>Somebody who signs in to the dashboard.</summary>
public sealed record CoachAccount
{
    public required string Id { get; init; }

    /// <summary>The name that invitations, caseloads and the desks of channels carry; 1 to 60 characters.</summary>
    public required string Name { get; init; }

    public required CoachRole Role { get; init; }

    public string? Email { get; init; }

    /// <summary>Who they are for the organisation's sign-in; null until it was used once.</summary>
    public string? Subject { get; init; }

    /// <summary>As ASP.NET Core Identity writes it; null until the one-time link was used.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>A session carries it; another one ends every session.</summary>
    public required string Stamp { get; init; }

    /// <summary>The secret of the authenticator app, wrapped by the key ring.</summary>
    public string? Authenticator { get; init; }

    /// <summary>Whether a code of the app was given once.</summary>
    public bool HasAuthenticator { get; init; }

    /// <summary>The newest half minute of which a code was used: it and what came before count no more.</summary>
    public long LastStep { get; init; }

    /// <summary>Wrong passwords or codes since the last right one.</summary>
    public int Failed { get; init; }

    public Instant? LockedUntil { get; init; }

    public required Instant CreatedAt { get; init; }
}
