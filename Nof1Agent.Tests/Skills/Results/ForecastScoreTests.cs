using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Forecasts;
using Nof1Agent.Tests.Skills.Documents;

namespace Nof1Agent.Tests.Skills.Results;

public sealed class ForecastScoreTests
{
    [Fact]
    public void Of_AForecastThatIsRight_ScoresBetterThanOneThatIsWrong()
    {
        var right = Score(new NormalForecast(12, 5), benefit: 13);
        var wrong = Score(new NormalForecast(-12, 5), benefit: 13);
        Assert.True(right.Covered && right.Helped && !wrong.Covered);
        Assert.True(right.Brier < 0.25 && wrong.Brier > 0.9, $"{right.Brier} {wrong.Brier}");
        Assert.True(right.Crps < right.ReferenceCrps && wrong.Crps > wrong.ReferenceCrps);
        Assert.Equal(right.ReferenceCrps, wrong.ReferenceCrps);
    }

    [Fact]
    public void Of_KnownNumbers_GivesTheClosedForms()
    {
        // The forecast of the estimate is N(0, 5): sqrt(3^2 + 4^2). P(at least 0) = 1/2; CRPS of N(0, s) at 0 is s (sqrt 2 - 1) / sqrt pi.
        var score = ForecastScore.Of("a", "o", new NormalForecast(0, 3), 0, 4, null, 3);
        Assert.Equal(0.5, score.ProbabilityHelps, 12);
        Assert.Equal(0.25, score.Brier, 12);
        Assert.Equal(5 * (Math.Sqrt(2) - 1) / Math.Sqrt(Math.PI), score.Crps, 10);
        Assert.Equal(score.Crps, score.ReferenceCrps, 12);
    }

    [Fact]
    public void Of_ManyTrueForecasts_AreCoveredEightTimesInTen_AndAsProbableAsTheySay()
    {
        var random = new DeterministicRandom(7);
        var scores = Enumerable.Range(0, 4000).Select(_ =>
        {
            var forecast = new NormalForecast(4 * random.NextGaussian(), 6);
            var effect = forecast.Mean + (6 * random.NextGaussian());
            return ForecastScore.Of("a", "o", forecast, effect + (3 * random.NextGaussian()), 3, 5, 5);
        }).ToList();
        // Standard errors of these means are 0.006 and 0.008.
        Assert.InRange(scores.Average(score => score.Covered ? 1.0 : 0), 0.775, 0.825);
        Assert.InRange(scores.Average(score => score.ProbabilityHelps) - scores.Average(score => score.Helped ? 1.0 : 0), -0.03, 0.03);
        Assert.True(scores.Average(score => score.Crps) < scores.Average(score => score.ReferenceCrps));
    }

    [Fact]
    public void Of_AList_ScoresTheArmThatWasForecast_InTheBetterDirection()
    {
        var record = ExampleTrials.Finished;
        var list = CandidateRanking.Rank(EvidenceCatalogue.Embedded(), new InterviewNotes { Goal = "sleep onset", Outcome = "sleep-onset-minutes", Mcid = 10, Adult = true }, [], new TriggerSettings());
        var forecast = list.Candidates.First(candidate => candidate.Forecast is not null);
        var trial = record.Trial with { Plan = record.Trial.Plan with { Arms = [record.Trial.Plan.Arms[0], new Arm(forecast.Name, "do it")] } };
        var score = Assert.Single(ForecastScore.Of(list, trial, record.Answer!.Report, record.Outcome));
        Assert.Equal(forecast.Name, score.Intervention);
        Assert.True(score.Helped, "the example's effect is about 15 minutes less, which is better");
        Assert.Empty(ForecastScore.Of(list, record.Trial, record.Answer.Report, record.Outcome));
    }

    private static ForecastScore Score(NormalForecast forecast, double benefit) => ForecastScore.Of("no caffeine after noon", "sleep-onset-minutes", forecast, benefit, 4, 10, 10);
}
