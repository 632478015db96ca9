using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Stats.Pooling;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Skills.Results;

/// <summary>What the shared trials of other people say together, in words. Nothing is said of fewer than <see cref="FewestTrials"/>: it would say something about single people.</summary>
internal static class OtherPeople
{
    /// <summary>Fewest shared trials that are spoken of.</summary>
    public const int FewestTrials = 5;

    /// <summary>The pooled effect, or null where there are too few trials or they cannot be pooled.</summary>
    public static RandomEffects? Pool(IReadOnlyList<StudyEffect> shared) => shared.Count >= FewestTrials ? RandomEffects.Pool(shared).Result : null;

    /// <summary>Others beside the person's own result; null where others are not spoken of.</summary>
    /// <param name="intervention">Its name, in the language.</param>
    /// <param name="shared">Benefits, positive is better, in the outcome's unit.</param>
    /// <param name="own">The person's own benefit, positive is better; null without one.</param>
    /// <param name="withOwn">Whether the person's own trial is among those shared.</param>
    /// <param name="outcome">What was measured.</param>
    /// <param name="language">The person's language.</param>
    public static string? Compare(string intervention, IReadOnlyList<StudyEffect> shared, double? own, bool withOwn, DailyOutcome outcome, SpokenLanguage language)
    {
        if (Pool(shared) is not { PredictionInterval: { } next } pooled)
        {
            return null;
        }

        (string, object)[] values =
        [
            ("arm", SpokenLanguage.Sentence(intervention)), ("count", pooled.Count), ("mean", Signed(pooled.Mean, outcome, language)), ("low", Signed(pooled.Interval.Low, outcome, language)),
            ("high", Signed(pooled.Interval.High, outcome, language)), ("nextLow", Signed(next.Low, outcome, language)), ("nextHigh", Signed(next.High, outcome, language)),
        ];
        var others = withOwn ? language.Say("sharing.others-and-you", values) : language.Say("sharing.others", values);
        return own is { } benefit ? $"{others} {(benefit >= next.Low && benefit <= next.High
            ? language.Say("sharing.you-alike", ("own", Signed(benefit, outcome, language)))
            : language.Say("sharing.you-unlike", ("own", Signed(benefit, outcome, language))))}" : others;
    }

    /// <summary>A contrast as a benefit; null without an estimate.</summary>
    public static StudyEffect? Benefit(ContrastReport contrast, DailyOutcome outcome) =>
        contrast is { Refusal: null, StandardDeviation: > 0, Verdict: not Stats.Verdicts.VerdictKind.TooLittleData }
            ? new StudyEffect((outcome.LowerIsBetter ? -1 : 1) * contrast.Estimate, contrast.StandardDeviation.Value)
            : null;

    private static string Signed(double benefit, DailyOutcome outcome, SpokenLanguage language)
    {
        var size = outcome.SayDifference(benefit, language);
        return size == outcome.SayDifference(0, language) ? language.Say("sharing.no-change")
            : benefit > 0 ? language.Say("sharing.better", ("size", size)) : language.Say("sharing.worse", ("size", size));
    }
}
