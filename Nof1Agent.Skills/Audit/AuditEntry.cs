using System.Security.Cryptography;
using System.Text;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Audit;

/// <summary>One entry of the audit log. It holds nothing that anybody wrote, and nobody's name but the actor's.</summary>
public sealed record AuditEntry
{
    /// <summary>What the first entry has in place of a previous hash.</summary>
    public const string Beginning = "beginning";

    /// <summary>Its place, from 1 without gaps.</summary>
    public required long Id { get; init; }

    public required Instant At { get; init; }

    /// <summary>The account that did it.</summary>
    public required string Actor { get; init; }

    public required AuditAct Act { get; init; }

    /// <summary>The pseudonym of the participant that it was about; empty: it was about nobody.</summary>
    public required string Subject { get; init; }

    /// <summary>A word of a fixed list, such as the kind of an alert; empty: none.</summary>
    public required string About { get; init; }

    /// <summary>Hash of the entry before it.</summary>
    public required string Previous { get; init; }

    public required string Hash { get; init; }

    /// <summary>
    /// The hash that the entry has to have: SHA-256, in hexadecimal, of the UTF-8 text of previous hash, place, time (ISO 8601, nine decimals, UTC), actor, act, subject and
    /// about, each on a line of its own. No field holds a line break, so no two entries have the same text.
    /// </summary>
    public string HashItself() => HashOf(string.Join('\n', Previous, Id, ColumnText.Of(At), Actor, Act, Subject, About));

    internal static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
