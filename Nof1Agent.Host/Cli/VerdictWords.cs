using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Host.Cli;

/// <summary>A verdict as a sentence for a reader of the terminal.</summary>
internal static class VerdictWords
{
    public static string Sentence(ContrastReport contrast, TrialReport report)
    {
        if (contrast.Refusal is { } refusal)
            return $"Too little data. {refusal}";
        var words = contrast.Verdict switch
        {
            VerdictKind.TooLittleData =>
                $"Too little data: {report.CompleteBlocks} complete cycles and {report.AnsweredDays} of {report.CountedDays} counted days answered; it takes {VerdictRule.FewestBlocks} cycles and {VerdictRule.SmallestAnsweredShare * 100:0} % of the days.",
            VerdictKind.ItWorked => "It worked.",
            VerdictKind.ItMadeThingsWorse => "It made things worse.",
            VerdictKind.NoDifferenceThatMatters => "No difference that matters.",
            VerdictKind.ItProbablyHelps => "It probably helps.",
            VerdictKind.ItProbablyMakesThingsWorse => "It probably makes things worse.",
            VerdictKind.CannotTell => "Cannot tell: the days so far fit both a benefit and none. More cycles would settle it.",
        };
        return contrast.VerdictBeforeDisagreement == contrast.Verdict ? words : $"{words} (One step less sure because a second opinion disagrees.)";
    }

    public static string OfHundred(double? probability) => probability is { } known ? $"{VerdictRule.OutOfHundred(known)} of 100" : "-";
}
