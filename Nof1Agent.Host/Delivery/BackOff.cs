using Nof1Agent.Skills;
using NodaTime;

namespace Nof1Agent.Host.Delivery;

/// <summary>How long to wait before the next try.</summary>
internal static class BackOff
{
    /// <summary>What has been tried for so long without success is given up.</summary>
    public static readonly Duration GiveUpAfter = Duration.FromDays(3);

    private static readonly Duration Longest = Duration.FromHours(1);

    /// <summary>Doubles with each attempt up to an hour, with half of it left to chance, so that those who failed together do not all come back together.</summary>
    /// <param name="attempts">Failed attempts before this one.</param>
    /// <param name="random">Where the chance comes from.</param>
    public static Duration After(int attempts, RandomSource random)
    {
        var full = Duration.Min(Longest, Duration.FromSeconds(Math.Pow(2, Math.Min(attempts, 12))));
        return full * (0.5 + (random.Bytes(1)[0] / 510.0));
    }
}
