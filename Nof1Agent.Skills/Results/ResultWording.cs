using System.Globalization;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Skills.Results;

/// <summary>How an answer is worded: the verdict first, then the size in the person's unit, then the chances, then what it does not say.</summary>
internal static class ResultWording
{
    public static string Answer(Trial trial, TrialAnswer answer, DailyOutcome outcome)
    {
        var parts = new List<string>();
        if (answer.StoppedEarly)
        {
            parts.Add("The trial ended before its planned end, so this rests on fewer days than planned.");
        }

        parts.AddRange(answer.Report.Contrasts.Select(contrast => Contrast(trial, answer.Report, contrast, outcome)));
        parts.Add(Limits(trial, answer.Report));
        return string.Join("\n\n", parts);
    }

    /// <summary>The verdict in everyday words, as a phrase.</summary>
    public static string Phrase(VerdictKind verdict) => verdict switch
    {
        VerdictKind.TooLittleData => "too little data to tell",
        VerdictKind.ItWorked => "it worked",
        VerdictKind.ItMadeThingsWorse => "it made things worse",
        VerdictKind.NoDifferenceThatMatters => "no difference that matters",
        VerdictKind.ItProbablyHelps => "it probably helps",
        VerdictKind.ItProbablyMakesThingsWorse => "it probably makes things worse",
        VerdictKind.CannotTell => "cannot tell",
    };

    private static string Contrast(Trial trial, TrialReport report, ContrastReport contrast, DailyOutcome outcome)
    {
        var arm = trial.Plan.Arms[contrast.Arm].Name;
        if (contrast.Refusal is { } reason)
        {
            return $"{Sentence(arm)}: there is too little data for an answer. {reason}";
        }

        if (contrast.Verdict is VerdictKind.TooLittleData)
        {
            return $"{Sentence(arm)}: there is too little data for an answer. I have {report.AnsweredDays} of {report.CountedDays} days that count and {report.CompleteBlocks} complete rounds; it takes at least {VerdictRule.FewestBlocks} rounds and {CandidateWording.Of100(VerdictRule.SmallestAnsweredShare)} of the days.";
        }

        var parts = new List<string> { First(arm, contrast.Verdict), Size(contrast, outcome), Chances(trial, contrast, outcome) };
        if (contrast.Disagreements.Count > 0)
        {
            parts.Add($"A second look does not fully agree, so I say it more carefully: {string.Join(" ", contrast.Disagreements)}");
        }

        if (contrast.Verdict is VerdictKind.CannotTell)
        {
            parts.Add("That is a real result: your days differ too much from each other for a change of this size to show. More weeks of the same would settle it better.");
        }

        return string.Join(" ", parts);
    }

    private static string First(string arm, VerdictKind verdict) => verdict switch
    {
        VerdictKind.ItWorked => $"It worked: for you, in these weeks, {arm} made things better.",
        VerdictKind.ItMadeThingsWorse => $"It made things worse: for you, in these weeks, {arm} did harm.",
        VerdictKind.NoDifferenceThatMatters => $"{Sentence(arm)} made no difference that matters to you.",
        VerdictKind.ItProbablyHelps => $"{Sentence(arm)} probably helps you, but it is not settled.",
        VerdictKind.ItProbablyMakesThingsWorse => $"{Sentence(arm)} probably makes things worse for you, but it is not settled.",
        VerdictKind.CannotTell => $"I cannot tell whether {arm} helps you.",
        VerdictKind.TooLittleData => throw new InvalidOperationException("worded before"),
    };

    private static string Size(ContrastReport contrast, DailyOutcome outcome)
    {
        var about = DailyOutcome.Number(contrast.Estimate) == "0" ? "about the same" : $"about {Signed(contrast.Estimate, outcome)}";
        return $"With it, your {outcome.Name} came out {about} than with your usual routine; the true value is probably between {Signed(contrast.Low, outcome)} and {Signed(contrast.High, outcome)}."
            .Replace("about the same than with", "about the same as with", StringComparison.Ordinal);
    }

    private static string Signed(double difference, DailyOutcome outcome) => $"{outcome.SayDifference(difference)} {(difference < 0 ? "lower" : "higher")}";

    private static string Chances(Trial trial, ContrastReport contrast, DailyOutcome outcome)
    {
        var atAll = $"The chance that it helps at all is about {CandidateWording.Of100(contrast.ProbabilityBetter)}";
        return trial.Plan.Mcid is { } mcid && contrast.ProbabilityBetterByMcid is { } byMcid
            ? $"{atAll}; that it helps by the {outcome.SayDifference(mcid)} that matter to you, about {CandidateWording.Of100(byMcid)}."
            : $"{atAll}.";
    }

    private static string Limits(Trial trial, TrialReport report)
    {
        var rounds = report.CompleteBlocks;
        var luck = rounds is >= 1 and <= 12 && report.Contrasts is [{ SignFlip: { } flip }]
            ? string.Create(CultureInfo.InvariantCulture, $" If it did nothing at all, the lottery alone would make the rounds look at least this different {Math.Max(1, (int)Math.Round(100 * flip.PValue))} times in 100 (with {rounds} rounds the least this can be is {Math.Max(1, (int)Math.Round(100 * flip.SmallestPossiblePValue))}).")
            : "";
        var warnings = report.Warnings.Count > 0 ? " " + string.Join(" ", report.Warnings) : "";
        return $"What this rests on: {report.AnsweredDays} of {report.CountedDays} days that count, {rounds} complete rounds.{luck} It is about you in these weeks, not about other people or other times.{warnings}";
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
