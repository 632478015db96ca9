using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Skills.Results;

/// <summary>Chances as whole dots of 100 that agree with the numbers in the answer's words: "helps at all" is the sum of the two better shares.</summary>
internal static class ChanceShares
{
    /// <summary>Shares that add up to 100, best first, none of them 0. No side ever has all 100: nothing is certain.</summary>
    public static IReadOnlyList<(ChanceKind Kind, int Dots)> Of(ContrastReport contrast)
    {
        var better = Whole(contrast.ProbabilityBetter);
        if (contrast is not { ProbabilityBetterByMcid: { } betterByMcid, ProbabilityWorseByMcid: { } worseByMcid })
        {
            return [(ChanceKind.BetterThatMatters, better), (ChanceKind.WorseALittle, 100 - better)];
        }

        var betterThatMatters = Math.Min(Whole(betterByMcid), better);
        var worseThatMatters = Math.Min((int)Math.Round(100 * worseByMcid, MidpointRounding.AwayFromZero), 100 - better);
        var shares = new[]
        {
            (ChanceKind.BetterThatMatters, betterThatMatters),
            (ChanceKind.BetterALittle, better - betterThatMatters),
            (ChanceKind.WorseALittle, 100 - better - worseThatMatters),
            (ChanceKind.WorseThatMatters, worseThatMatters),
        };
        return [.. shares.Where(share => share.Item2 > 0)];
    }

    // As in words: never 0 in 100 and never 100 in 100.
    private static int Whole(double probability) => Math.Clamp((int)Math.Round(100 * probability, MidpointRounding.AwayFromZero), 1, 99);
}
