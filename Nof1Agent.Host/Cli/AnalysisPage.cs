using System.Globalization;
using System.Text;
using Nof1Agent.Skills.Diaries;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Host.Cli;

/// <summary>The analysis as plain text for a terminal.</summary>
internal sealed class AnalysisPage
{
    private readonly StringBuilder text = new();
    private readonly AnalyzeRequest request;
    private readonly DiaryImport import;
    private readonly ImportedDiary diary;
    private readonly TrialReport report;
    private readonly Amounts amounts;
    private readonly Analysis analysis;

    private AnalysisPage(AnalyzeRequest request, DiaryImport import, Analysis analysis)
    {
        (this.request, this.import, this.analysis) = (request, import, analysis);
        (diary, report) = (analysis.Diary, analysis.Report);
        amounts = Amounts.For(request.Plan.Scale, report);
    }

    public static string Write(AnalyzeRequest request, DiaryImport import, Analysis analysis)
    {
        var report = analysis.Report;
        var page = new AnalysisPage(request, import, analysis);
        page.WriteHead();
        page.WriteArms();
        foreach (var contrast in report.Contrasts)
            page.WriteContrast(contrast);
        page.WriteWhole();
        page.WriteList("Warnings", report.Warnings);
        return page.text.ToString();
    }

    private void WriteHead()
    {
        var days = diary.Columns.HasDates ? $"{diary.FirstDay} (day 1) to {diary.LastDay} (day {diary.Diary.Days[^1].Day})" : $"day {diary.FirstDay} to {diary.LastDay}";
        text.AppendLine($"{request.File}: {days}, separated by {diary.Columns.SeparatorName}");
        if (diary.Columns.Ignored.Count > 0)
            text.AppendLine($"Columns not used: {string.Join(", ", diary.Columns.Ignored)}");
        var changes = import.Findings.Where(finding => finding.Kind is FindingKind.Correctable).ToList();
        if (changes.Count > 0)
        {
            text.AppendLine("Accepted changes (the file itself stays as it is):");
            FindingLines.Append(text, changes, finding => $"{finding.Text} -> {finding.Correction}");
        }

        FindingLines.Append(text, import.Findings.Where(finding => finding.Kind is FindingKind.Note), finding => finding.Text);
        if (diary.AddedDays > 0)
            text.AppendLine($"Days without a line inside a period count as unanswered: {diary.AddedDays}");
        text.AppendLine($"Reference: {diary.Reference.Name} ({diary.Reference.Reason}; --reference chooses another)");
        text.AppendLine($"Better: {(request.Plan.HigherIsBetter ? "larger" : "smaller")} values{(request.IsDirectionGiven ? "" : " (assumed; --lower-is-better turns it round)")}");
        if (request.Plan.Mcid is null)
            text.AppendLine("Smallest difference that matters: none named, so any difference counts (--mcid names one)");
        var periods = diary.Periods;
        text.AppendLine(periods.PeriodDays is { } length
            ? $"Periods: {periods.PeriodCount} of {Count(length, "day")} in {Count(periods.BlockCount, "cycle")}, found from the order of the arms"
            : $"Periods: {periods.PeriodCount} runs of days on one arm in {Count(periods.BlockCount, "cycle")}; the order fits no cycles of equal periods,\n  so neighbouring runs are paired: take paired cycles and sign flips as a rough guide");
    }

    private void WriteArms()
    {
        var width = Math.Max(3, report.Arms.Max(arm => arm.Name.Length));
        text.AppendLine().AppendLine($"{"Arm".PadRight(width)}  {"days",6} {"answered",9} {"missing",8} {"mean",11} {"sd",11}");
        foreach (var arm in report.Arms)
            text.AppendLine($"{arm.Name.PadRight(width)}  {arm.CountedDays,6} {arm.AnsweredDays,9} {arm.CountedDays - arm.AnsweredDays,8} {amounts.Level(arm.Mean),11} {amounts.Spread(arm.StandardDeviation),11}");
    }

    private void WriteContrast(ContrastReport contrast)
    {
        text.AppendLine().AppendLine($"{report.Arms[contrast.Arm].Name} against {report.Arms[0].Name}");
        Line("Verdict", VerdictWords.Sentence(contrast, report));
        if (contrast.Refusal is null && contrast.Verdict is not VerdictKind.TooLittleData)
        {
            Line("Difference", amounts.Difference(contrast.Estimate, contrast.Low, contrast.High));
            Line("Better", VerdictWords.OfHundred(contrast.ProbabilityBetter));
            if (request.Plan.Mcid is { } mcid)
            {
                Line($"Better by {amounts.Size(mcid)}", VerdictWords.OfHundred(contrast.ProbabilityBetterByMcid));
                Line($"Worse by {amounts.Size(mcid)}", VerdictWords.OfHundred(contrast.ProbabilityWorseByMcid));
                Line($"Within {amounts.Size(mcid)}", VerdictWords.OfHundred(contrast.ProbabilityNoDifferenceThatMatters));
            }

            foreach (var (name, words) in SecondOpinions.Of(contrast, analysis, amounts))
                Line(name, words);
        }

        foreach (var disagreement in contrast.Disagreements)
            Line("Disagreement", disagreement);
    }

    private void WriteWhole()
    {
        if (report.ProbabilityBest is not { } best || report.Trend is not { } trend || report.Contrasts.Any(contrast => contrast.Verdict is VerdictKind.TooLittleData))
            return;
        text.AppendLine().AppendLine("The whole trial");
        if (best.Count > 2)
            Line("Best arm", string.Join(", ", report.Arms.Zip(best, (arm, probability) => $"{arm.Name} {VerdictWords.OfHundred(probability)}")));
        Line("Trend over the trial", amounts.Difference(Rise(trend.PerDay), Rise(trend.Low), Rise(trend.High)));
    }

    /// <summary>A trend per day as the change from the first to the last day.</summary>
    private double Rise(double perDay) => perDay * (diary.Diary.Days[^1].Day - diary.Diary.Days[0].Day);

    private void WriteList(string title, IReadOnlyList<string> entries)
    {
        if (entries.Count == 0)
            return;
        text.AppendLine().AppendLine(title);
        foreach (var entry in entries)
            text.AppendLine($"  {entry}");
    }

    private void Line(string name, string words) => text.AppendLine($"  {name,-22} {words}");

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
