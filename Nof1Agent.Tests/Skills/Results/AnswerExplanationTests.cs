using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Planning;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Results;

/// <summary>What is explained of an answer goes together with its numbers, and with several things each is named.</summary>
public sealed class AnswerExplanationTests
{
    private static readonly Instant At = Instant.FromUtc(2027, 6, 1, 8, 0);

    [Fact]
    public void Weekend_DiariesWithWeekendsOfManySizes_IsSaidByHowFarTheEffectMoves()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (ulong draw = 0; draw < 60; draw++)
        {
            var design = new TrialDesign { BlockCount = 3, PeriodDays = 2 + (int)(draw % 3), DiscardDays = 0 };
            var calm = InventedTrial.From(PowerSimulation.Diary(design, new PowerAssumptions { EffectInSd = 0, MissingShare = 0 }, DeterministicRandom.ForIndex(41, draw)), design, 5, looks: false);
            var invented = calm.With((day, told) => told with { Value = told.Value + (day.Date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday ? 15 * (draw % 4) : 0) });
            var answer = AnswerAnalysis.Run(invented.Trial, invented.Days, invented.End, invented.Outcome, null, At, looksAhead: false);
            var contrast = Assert.Single(answer.Report.Contrasts);
            var saturday = ((IsoDayOfWeek.Saturday - invented.Trial.StartsOn!.Value.DayOfWeek) + 7) % 7;
            var fit = RegressionEngine.Fit(DiaryForAnalysis.Build(invented.Trial, invented.Days, invented.End), new EngineOptions { SaturdayRemainder = saturday }).Effect(contrast.Arm);
            if (contrast.Refusal is not null || fit is null)
            {
                continue;
            }

            var opening = (Moved: Math.Abs(fit.Mean - contrast.Estimate) > contrast.StandardDeviation / 2, Turned: fit.Mean * contrast.Estimate <= 0, Shrunk: Math.Abs(fit.Mean) < Math.Abs(contrast.Estimate)) switch
            {
                (Moved: false, _, _) => "No: ",
                (_, Turned: true, _) => "Yes, ",
                (_, _, Shrunk: true) => "Partly: ",
                _ => "No: ",
            };
            var said = new AnswerExplanation(invented.Trial, answer, invented.Days, invented.End, invented.Outcome, KnownLanguages.English).Weekend();
            Assert.StartsWith(opening, said, StringComparison.Ordinal);
            Assert.Contains("llowing for weekends", said, StringComparison.Ordinal);
            seen.Add(opening);
        }

        Assert.Equal(3, seen.Count);
    }

    [Theory]
    [InlineData(2, "Warm bath: ", "Bedtime music: ")]
    [InlineData(1, "Your own days", null)]
    public void Unsure_SeveralThings_HasALineForEachWithItsName(int things, string first, string? second)
    {
        var design = new TrialDesign { ArmCount = things + 1, BlockCount = 5, PeriodDays = 5, DiscardDays = 1 };
        var invented = InventedTrial.From(PowerSimulation.Diary(design, new PowerAssumptions { EffectInSd = -0.3, MissingShare = 0.1 }, DeterministicRandom.ForIndex(43, 1)), design, 5, looks: false);
        var answer = AnswerAnalysis.Run(invented.Trial, invented.Days, invented.End, invented.Outcome, null, At, looksAhead: false);
        var explanation = new AnswerExplanation(invented.Trial, answer, invented.Days, invented.End, invented.Outcome, KnownLanguages.English);
        foreach (var (said, own) in new[] { (explanation.Unsure(), "Your own days"), (explanation.Number(), "Think of 100"), (explanation.Chance(), "The order was drawn"), (explanation.Weekend(), null) })
        {
            var lines = said.Split('\n');
            Assert.Equal(things, lines.Length);
            Assert.StartsWith(second is null ? own ?? "" : first + own, lines[0], StringComparison.Ordinal);
            Assert.StartsWith(second ?? "", lines[^1], StringComparison.Ordinal);
        }
    }
}
