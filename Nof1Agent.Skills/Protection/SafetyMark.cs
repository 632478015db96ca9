using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Nof1Agent.Skills.Protection;

/// <summary>What somebody saw when they said that it is over. What has happened since then is not over.</summary>
/// <param name="HoldSince">Since when the conversation is held; null: it is not.</param>
/// <param name="Alert">The newest open alert about a red flag; null: none.</param>
/// <param name="LastWords">The last message of the person's; 0: none.</param>
public sealed record SafetyMark(Instant? HoldSince, string? Alert, long LastWords)
{
    /// <summary>A short name of it, for what is shown elsewhere and comes back with a press.</summary>
    public string Name => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{HoldSince}|{Alert}|{LastWords}"))))[..16];
}
