using Nof1Agent.Skills.Candidates;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Forecasts;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Candidates;

public sealed class ForecastScoreTests
{
    [Fact]
    public void Of_AForecastThatIsRight_ScoresBetterThanOneThatIsWrong()
    {
        var right = ForecastScore.Of(new NormalForecast(12, 5), 13, 4, 10);
        var wrong = ForecastScore.Of(new NormalForecast(-12, 5), 13, 4, 10);
        Assert.True(right.Covered && right.Helped && !wrong.Covered);
        Assert.True(right.Brier < 0.25 && wrong.Brier > 0.9, $"{right.Brier} {wrong.Brier}");
        Assert.True(right.Crps < wrong.Crps / 5, $"{right.Crps} {wrong.Crps}");
    }

    [Fact]
    public void Of_KnownNumbers_GivesTheClosedForms()
    {
        // The forecast of the estimate is N(0, 5): sqrt(3^2 + 4^2). P(at least 0) = 1/2; CRPS of N(0, s) at 0 is s (sqrt 2 - 1) / sqrt pi.
        var score = ForecastScore.Of(new NormalForecast(0, 3), 0, 4, null);
        Assert.Equal(0.5, score.ProbabilityHelps, 12);
        Assert.Equal(0.25, score.Brier, 12);
        Assert.Equal(5 * (Math.Sqrt(2) - 1) / Math.Sqrt(Math.PI), score.Crps, 10);
    }

    [Fact]
    public void Of_ManyTrueForecasts_AreCoveredEightTimesInTen_AndAsProbableAsTheySay()
    {
        var random = new DeterministicRandom(7);
        var scores = Enumerable.Range(0, 4000).Select(_ =>
        {
            var forecast = new NormalForecast(4 * random.NextGaussian(), 6);
            var effect = forecast.Mean + (6 * random.NextGaussian());
            return ForecastScore.Of(forecast, effect + (3 * random.NextGaussian()), 3, 5);
        }).ToList();

        // Standard errors of these means are 0.006 and 0.008.
        Assert.InRange(scores.Average(score => score.Covered ? 1.0 : 0), 0.775, 0.825);
        Assert.InRange(scores.Average(score => score.ProbabilityHelps) - scores.Average(score => score.Helped ? 1.0 : 0), -0.03, 0.03);
    }

    [Fact]
    public async Task ATrial_LeavesItsForecastsScoredInTheLedger()
    {
        await using var talk = await Talk.WithTrial();
        var trial = await talk.Trial();
        Assert.Empty(await talk.Use(skills => skills.Calibration.ScoresOf(SourceForecast.Combined)));
        foreach (var day in Nof1Agent.Skills.Trials.TrialCalendar.Days(trial))
        {
            await talk.Until(day.Date.PlusDays(1), 8, 1);
            await talk.Say($"{60 - (20 * day.Arm) + (7 * day.Ordinal % 11)}, did it");
        }

        await talk.Until(trial.StartsOn!.Value.PlusDays(44), 9);
        var score = Assert.Single(await talk.Use(skills => skills.Calibration.ScoresOf(SourceForecast.Combined)));
        Assert.True(score.Helped);
        Assert.True(score.ProbabilityHelps is > 0 and < 1 && score.Brier is > 0 and < 1 && score.Crps > 0);
        var tested = (await talk.Use(skills => { skills.Candidates.List(); return skills.CandidateStore.Latest!; })).Candidates.Single(candidate => candidate.Tested is not null);
        Assert.Contains("Your own trial: it worked. It came out ", (await talk.Use(skills => skills.Candidates.List())).Say, StringComparison.Ordinal);
        Assert.Equal("tested on you", tested.Label);
    }
}
