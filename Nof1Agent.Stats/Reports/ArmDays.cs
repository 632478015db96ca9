using Nof1Agent.Stats.Outcomes;

namespace Nof1Agent.Stats.Reports;

/// <summary>Answers of one arm.</summary>
/// <param name="Name">The arm's name.</param>
/// <param name="CountedDays">Counted days, answered or not.</param>
/// <param name="AnsweredDays">Counted days with an answer.</param>
/// <param name="Mean">Mean answer of those days, outcome units; null without an answer.</param>
/// <param name="StandardDeviation">Their standard deviation, outcome units; null with fewer than two.</param>
public sealed record ArmDays(string Name, int CountedDays, int AnsweredDays, double? Mean, double? StandardDeviation)
{
    /// <summary>Every answer of those days; null without one.</summary>
    public AnswerDistribution? Distribution { get; init; }
}
