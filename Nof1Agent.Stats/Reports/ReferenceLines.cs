using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Outcomes;

namespace Nof1Agent.Stats.Reports;

/// <summary>
/// The effect by the methods that statisticians know, with the engine's columns (intercept, linear day, arms): to be compared, never to decide. Their
/// intervals are too narrow in short series, or very wide.
/// </summary>
/// <param name="Arm">Index of the arm, 1 or more; it is compared with arm 0.</param>
/// <param name="NeweyWest">Least squares with autocorrelation-consistent standard errors; null where it cannot be computed.</param>
/// <param name="GeneralizedLeastSquares">REML with AR(1) noise, t with n - p degrees of freedom; null where it cannot be computed.</param>
/// <param name="KenwardRoger">The same with Kenward and Roger's standard error and degrees of freedom; null where it cannot be computed.</param>
public sealed record ReferenceLines(int Arm, StandardLine? NeweyWest, StandardLine? GeneralizedLeastSquares, StandardLine? KenwardRoger)
{
    /// <summary>One entry per arm from arm 1 on; empty where the engine refuses the diary. Costs more than the whole report: a search over phi by QR.</summary>
    public static IReadOnlyList<ReferenceLines> Of(TrialDiary diary, AnalysisPlan plan)
    {
        var reading = OutcomeReading.Of(diary, plan.Scale);
        var design = reading.Refusal is null ? EngineDesign.From(reading.Diary, plan.Options) : null;
        if (design is null || design.Refusal is not null)
            return [];
        var (days, columns) = (design.Rows.Days, design.Rows.Columns);
        int arms = diary.ArmNames.Count - 1, first = columns.Length - 1 - arms, degrees = days.Length - columns.Length + 1;
        var fit = Estimators.GeneralizedLeastSquares.Fit([(days, columns)]);
        return [.. Enumerable.Range(0, arms).Select(arm =>
        {
            var column = first + arm;
            return new ReferenceLines(arm + 1,
                Estimators.NeweyWest.Fit(columns, column)?.Times(design.Shape.Unit),
                fit is null ? null : StandardLine.From(fit.Coefficients[column], fit.StandardErrors[column], degrees)?.Times(design.Shape.Unit),
                fit is null ? null : Estimators.KenwardRoger.Correct(fit, days, columns[..^1], column)?.Times(design.Shape.Unit));
        })];
    }
}
