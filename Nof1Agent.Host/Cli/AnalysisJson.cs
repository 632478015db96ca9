using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nof1Agent.Skills.Diaries;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Host.Cli;

/// <summary>The analysis as JSON. The field names are a promise: docs/cli.md lists them.</summary>
internal static class AnalysisJson
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new FiniteOrNull() },
    };

    public static string Write(AnalyzeRequest request, DiaryImport import, Analysis? analysis)
    {
        var (diary, report) = (analysis?.Diary, analysis?.Report);
        return JsonSerializer.Serialize(
            new
            {
                File = request.File,
                Status = diary is null ? "refused" : "analysed",
                Findings = import.Findings.Select(finding => new { finding.Line, finding.Kind, finding.Text, finding.Correction }),
                Outcome = new { Kind = OutcomeKinds.Name(request.Plan.Scale), request.Plan.HigherIsBetter, request.Plan.Mcid, Weekend = request.HasWeekends },
                Reference = diary is null ? null : new { Arm = diary.Reference.Name, diary.Reference.Reason },
                Days = diary is null || report is null ? null : new { First = diary.FirstDay, Last = diary.LastDay, Counted = report.CountedDays, Answered = report.AnsweredDays, WithoutLine = diary.AddedDays },
                Periods = diary is null || report is null ? null : new { Count = diary.Periods.PeriodCount, diary.Periods.PeriodDays, Cycles = diary.Periods.BlockCount, report.CompleteBlocks },
                Arms = report?.Arms.Select((arm, i) => new { arm.Name, arm.CountedDays, arm.AnsweredDays, MissingDays = arm.CountedDays - arm.AnsweredDays, arm.Mean, arm.StandardDeviation, ProbabilityBest = report.ProbabilityBest?[i], arm.Distribution }),
                Contrasts = analysis?.Report.Contrasts.Select(contrast => Contrast(contrast, analysis)),
                report?.Trend,
                report?.PeriodShockInSd,
                Residuals = report?.Residuals is { } left ? new { left.LagOne, left.Runs, left.RunsPValue, left.LargestDay, left.Largest } : null,
                report?.Warnings,
            },
            Layout);
    }

    private static object Contrast(ContrastReport contrast, Analysis analysis) => new
    {
        Arm = analysis.Report.Arms[contrast.Arm].Name,
        Reference = analysis.Report.Arms[0].Name,
        contrast.Verdict,
        contrast.VerdictBeforeDisagreement,
        Words = VerdictWords.Sentence(contrast, analysis.Report),
        contrast.Disagreements,
        contrast.Refusal,
        Estimate = Known(contrast, contrast.Estimate),
        Low = Known(contrast, contrast.Low),
        High = Known(contrast, contrast.High),
        contrast.StandardDeviation,
        ProbabilityBetter = Known(contrast, contrast.ProbabilityBetter),
        contrast.ProbabilityBetterFlat,
        contrast.ProbabilityBetterByMcid,
        contrast.ProbabilityWorseByMcid,
        contrast.ProbabilityNoDifferenceThatMatters,
        contrast.PValue,
        contrast.HolmPValue,
        PairedCycles = contrast.PairedBlocks is { } paired ? new { Cycles = paired.BlockCount, paired.Estimate, paired.Low, paired.High, paired.PValue } : null,
        SignFlip = contrast.SignFlip is { } flip ? new { Cycles = flip.BlockCount, flip.PValue, flip.SmallestPossiblePValue, flip.IsExact, flip.Low, flip.High, flip.IntervalLevel } : null,
        contrast.PairEvidence,
        CarryOver = contrast.CarryOver is { } lingering ? new { lingering.Estimate, lingering.Low, lingering.High, lingering.MeanHalfLifeDays, lingering.WashoutTooShort } : null,
        contrast.WithoutFirstDays,
        SingleDays = contrast.Days is { } days ? new { days.ProbabilityBetter, days.Tau, days.MeanDifference, days.SignsDisagree } : null,
        OtherScale = contrast.OtherScale is { } other ? new { other.Scale, other.Estimate, other.Low, other.High, other.IgnoresAutocorrelation } : null,
        Regressions = contrast.Refusal is null && analysis.Regressions.FirstOrDefault(line => line.Arm == contrast.Arm) is { } line ? new { line.NeweyWest, line.GeneralizedLeastSquares, line.KenwardRoger } : null,
        contrast.Missing,
        contrast.Influence,
        contrast.LogBayesFactor,
        contrast.MeanPhi,
    };

    private static double? Known(ContrastReport contrast, double value) => contrast.Refusal is null ? value : null;

    // JSON has no infinity: a figure that leaves the range of a double is told as unknown, like one that was refused.
    private sealed class FiniteOrNull : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
