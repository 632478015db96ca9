using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Results;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Skills.Documents;

/// <summary>What the report says about effects.</summary>
internal static class ReportResults
{
    public static IEnumerable<string> Abstract(TrialRecord record)
    {
        var design = record.Trial.Plan.Design;
        yield return $"Methods: one adult, {design.PeriodCount} randomized periods of {design.PeriodDays} days planned, {record.Outcome.Name} once a day.";
        yield return $"Results: {Interpretation(record)}";
        yield return record.Harms.Select(harm => harm.Date).Distinct().Count() is var harmed && harmed == 1 ? "Harms: 1 day with a side effect." : $"Harms: {harmed} days with a side effect.";
    }

    public static string Interpretation(TrialRecord record) => record.Answer is not { } answer
        ? "The trial was not analysed yet: ask \"did it work?\" in the chat."
        : string.Join(" ", answer.Report.Contrasts.Select(contrast => Verdict(record, contrast)));

    public static DocumentBlock[] Effects(TrialRecord record) => record.Answer is not { } answer
        ? [new Paragraph("Not analysed yet.")]
        :
        [
            new Table(["Arm", "Difference", "95 % interval", "P(better)", "P(better by what matters)", "P(worse by what matters)", "Verdict"],
                [.. answer.Report.Contrasts.Select(contrast => (IReadOnlyList<string>)(HasEstimate(contrast)
                    ?
                    [
                        Arm(record, contrast),
                        $"{DocumentNumber.Of(contrast.Estimate)} {Unit(record)}",
                        $"{DocumentNumber.Of(contrast.Low)} to {DocumentNumber.Of(contrast.High)}",
                        DocumentNumber.Probability(contrast.ProbabilityBetter),
                        DocumentNumber.Probability(contrast.ProbabilityBetterByMcid),
                        DocumentNumber.Probability(contrast.ProbabilityWorseByMcid),
                        AnswerWording.Phrase(contrast.Verdict, Languages.KnownLanguages.English),
                    ]
                    : [Arm(record, contrast), "none", contrast.Refusal ?? "", "", "", "", AnswerWording.Phrase(contrast.Verdict, Languages.KnownLanguages.English)]))]),
            new Paragraph($"Difference: arm minus {record.Trial.Plan.Arms[0].Name}; {(record.Outcome.LowerIsBetter ? "below 0 is better" : "above 0 is better")}. Interval: 95 % of the posterior under a flat prior; probabilities: prior as in the protocol."),
        ];

    public static string Binary(TrialRecord record) => record.Outcome.Kind is not OutcomeKind.YesNo
        ? "Not applicable: the outcome is not yes or no."
        : record.Answer is null ? "Not analysed yet."
        : string.Join(" ", record.Answer.Report.Contrasts.Select(contrast => HasEstimate(contrast)
            ? $"{Arm(record, contrast)}: absolute difference {DocumentNumber.Of(100 * contrast.Estimate)} percentage points; relative: {(contrast.OtherScale is { } other ? $"odds ratio {DocumentNumber.Of(other.Ratio)} (95 % interval {DocumentNumber.Of(Math.Exp(other.Low))} to {DocumentNumber.Of(Math.Exp(other.High))})" : "not available")}."
            : $"{Arm(record, contrast)}: not available."));

    public static DocumentBlock[] Other(TrialRecord record)
    {
        if (record.Answer is not { } answer)
        {
            return [new Paragraph("Not analysed yet.")];
        }

        var lines = new List<string>();
        foreach (var contrast in answer.Report.Contrasts.Where(HasEstimate))
        {
            var arm = Arm(record, contrast);
            if (contrast.PairedBlocks is { } paired)
            {
                lines.Add($"{arm}, Student's t on {paired.BlockCount} cycles: {DocumentNumber.Of(paired.Estimate)} ({DocumentNumber.Of(paired.Low)} to {DocumentNumber.Of(paired.High)}), p {DocumentNumber.Probability(paired.PValue)}.");
            }

            if (contrast.SignFlip is { } lottery)
            {
                lines.Add($"{arm}, randomization test: p {DocumentNumber.Probability(lottery.PValue)}; the smallest that this schedule can give is {DocumentNumber.Probability(lottery.SmallestPossiblePValue)}.");
            }

            if (contrast.CarryOver is { } carry)
            {
                lines.Add($"{arm}, with slow build-up and wearing off: {DocumentNumber.Of(carry.Estimate)} ({DocumentNumber.Of(carry.Low)} to {DocumentNumber.Of(carry.High)}), half-life {DocumentNumber.Of(carry.MeanHalfLifeDays)} days.");
            }

            if (contrast.WithoutFirstDays is { } dropped)
            {
                lines.Add($"{arm}, without {dropped.DroppedDays} further first days of each period: {DocumentNumber.Of(dropped.Estimate)} ({DocumentNumber.Of(dropped.Low)} to {DocumentNumber.Of(dropped.High)}).");
            }

            lines.AddRange(contrast.Disagreements);
        }

        lines.AddRange(SecondaryResults.Of(record).Select(result => result.Contrast.Refusal is { } refusal
            ? $"Exploratory, {result.Outcome.Name}, {Arm(record, result.Contrast)}: {refusal}"
            : $"Exploratory, {result.Outcome.Name}, {Arm(record, result.Contrast)}: {DocumentNumber.Of(result.Contrast.Estimate)} {Unit(result.Outcome)} ({DocumentNumber.Of(result.Contrast.Low)} to {DocumentNumber.Of(result.Contrast.High)}), p adjusted over all outcomes beside the primary one {DocumentNumber.Probability(result.HolmPValue)}."));
        lines.AddRange(answer.Sensitivity.Select(line => $"Without {line.Days} {(line.Kind, line.Days == 1) switch
        {
            (LeftOut.Late, true) => "day that was told late",
            (LeftOut.Late, false) => "days that were told late",
            (LeftOut.Disrupted, true) => "day of illness or travel",
            (LeftOut.Disrupted, false) => "days of illness or travel",
            (LeftOut.NotAsPlanned, true) => "day that was not done as planned (per protocol)",
            (LeftOut.NotAsPlanned, false) => "days that were not done as planned (per protocol)",
        }}: {string.Join("; ", line.Verdicts.Select(verdict => AnswerWording.Phrase(verdict, Languages.KnownLanguages.English)))}."));

        if (answer.Report.Trend is { } trend)
        {
            lines.Add($"Trend over the whole trial: {DocumentNumber.Of(trend.PerDay)} per day ({DocumentNumber.Of(trend.Low)} to {DocumentNumber.Of(trend.High)}).");
        }

        if (answer.Report.Residuals is { } residuals)
        {
            lines.Add($"What the model leaves unexplained: correlation from one day to the next {DocumentNumber.Of(residuals.LagOne)} (modelled {DocumentNumber.Of(residuals.Phi)}).");
        }

        return [.. (lines.Count > 0 ? lines : ["None could be computed."]).Select(line => new Paragraph(line))];
    }

    private static string Verdict(TrialRecord record, ContrastReport contrast) => HasEstimate(contrast)
        ? $"{Arm(record, contrast)}: {AnswerWording.Phrase(contrast.Verdict, Languages.KnownLanguages.English)}; difference {DocumentNumber.Of(contrast.Estimate)} {Unit(record)} (95 % interval {DocumentNumber.Of(contrast.Low)} to {DocumentNumber.Of(contrast.High)}), probability of any benefit {DocumentNumber.Probability(contrast.ProbabilityBetter)}."
        : $"{Arm(record, contrast)}: {AnswerWording.Phrase(contrast.Verdict, Languages.KnownLanguages.English)}. {contrast.Refusal}".TrimEnd();

    private static bool HasEstimate(ContrastReport contrast) => contrast.Refusal is null && contrast.Verdict is not VerdictKind.TooLittleData;

    private static string Arm(TrialRecord record, ContrastReport contrast) => record.Trial.Plan.Arms[contrast.Arm].Name;

    private static string Unit(TrialRecord record) => Unit(record.Outcome);

    private static string Unit(DailyOutcome outcome) => outcome.Kind is OutcomeKind.YesNo ? "(share of days)" : outcome.Unit;
}
