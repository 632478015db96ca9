using System.Security.Cryptography;
using System.Text;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Conversations;

/// <summary>
/// One-time codes that join a second channel to a participant: ten letters out of 32 are 50 bits, valid once and for a quarter of an hour.
/// Only their SHA-256 is kept, and only the newest of a participant works. They fit into a deep link (letters, digits and hyphens).
/// </summary>
internal static class LinkCodes
{
    public static readonly Duration ValidFor = Duration.FromMinutes(15);

    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Length = 10;

    public static string New(RandomSource random) => string.Concat(random.Bytes(Length).Select((b, place) => (place == Length / 2 ? "-" : "") + Alphabet[b % Alphabet.Length]));

    public static IReadOnlyList<Write> Keep(string code, ParticipantId participant, Instant now) =>
    [
        new Write("delete from link_code where participant_id = @participant", new { participant }),
        new Write("insert into link_code (code_hash, participant_id, created_at, expires_at) values (@hash, @participant, @now, @end)", new { hash = Hash(code), participant, now, end = now + ValidFor }),
    ];

    /// <summary>As it is kept; how the person writes it (small letters, without the hyphen) does not matter.</summary>
    public static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)))));
}
