using Nof1Agent.Skills.Candidates;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Tests.Skills.Storage;

namespace Nof1Agent.Tests.Skills.Candidates;

/// <summary>What the page about forecasts shows, on forecasts whose worth is known.</summary>
public sealed class CalibrationReaderTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public async Task Read_AHonestAndABoastingSource_AreToldApart_FromFivePeopleOn(int fewer)
    {
        await using var scratch = new ScratchDatabase();
        var (participant, _) = await BegunTrial.In(scratch, begun: false);
        var people = new List<Nof1Agent.Skills.ParticipantId> { participant };
        foreach (var name in (string[])["two", "three", "four", "five"]) people.Add((await BegunTrial.In(scratch, begun: false, externalId: name)).Participant);
        var random = new DeterministicRandom(3);
        for (var place = 1; place <= 60; place++)
        {
            var truth = 10 * random.NextGaussian();
            var found = truth + (2 * random.NextGaussian());
            var guess = truth + (5 * random.NextGaussian());
            Keep("model honest", guess, 5);
            Keep("model boasting", 40, 2);
            Keep(SourceForecast.NothingKnown, 0, 10);

            void Keep(string source, double median, double sd) => scratch.Do(
                """
                insert into calibration_ledger (trial_id, arm, source, participant_id, outcome, mcid, forecast_at, median, sd, probability_helps, scored_at, benefit, standard_error)
                values ((select id from trial limit 1), @place, @source, @participant, '', 5, @now, @median, @sd, 0.5, @now, @found, 2)
                """,
                new { place, source, participant = people[place % fewer], now = scratch.Now, median, sd, found });
        }

        scratch.Do("insert into calibration_ledger (trial_id, arm, source, participant_id, outcome, forecast_at, median, sd, probability_helps) values ((select id from trial limit 1), 99, 'model honest', @participant, '', @now, 0, 1, 0.5)", new { participant, now = scratch.Now });
        var read = new CalibrationReader(scratch.Database).Read().ToDictionary(source => source.Source);
        var (honest, boasting) = (read["model honest"], read["model boasting"]);
        Assert.Equal((60, 1, true), (honest.Scored, honest.Waiting, honest.IsModel));
        if (fewer < SourceCalibration.FewestPeople)
        {
            Assert.All(read.Values, source => Assert.Equal((null, null, null, null, null), (source.Reliability, source.Coverage, source.BaseRate, source.MeanCrps, source.PresentWeight)));
            return;
        }

        Assert.All(read.Values, source => Assert.All(source.Steps, step => Assert.True(step.Count >= 3)));
        Assert.True(honest.Steps.Count < honest.Reliability!.Steps.Count || honest.Reliability.Steps.All(step => step.Count >= 3));
        var happened = (int)Math.Round(60 * honest.BaseRate!.Value);
        var leftOut = Enumerable.Range(0, 60).Average(one => Math.Pow(one < happened ? 1 - ((happened - 1) / 59.0) : happened / 59.0, 2));
        Assert.Equal(leftOut, honest.BaseRateBrier!.Value, 9);
        Assert.InRange(honest.Coverage!.Value, 0.65, 0.95);
        Assert.True(boasting.Coverage < 0.2);
        Assert.True(honest.SkillScore > 0.3);
        Assert.True(boasting.SkillScore < 0);
        Assert.Equal(honest.BaseRate!.Value * (1 - honest.BaseRate.Value), honest.Reliability!.Uncertainty, 9);
        Assert.True(honest.PresentWeight > boasting.PresentWeight);
        Assert.NotEmpty(honest.Reliability.Steps);
        Assert.Null(read[SourceForecast.NothingKnown].PresentWeight);
    }

    [Fact]
    public async Task Read_FewForecasts_SaysOnlyHowMany()
    {
        await using var scratch = new ScratchDatabase();
        await BegunTrial.In(scratch);
        var read = new CalibrationReader(scratch.Database).Read();
        Assert.NotEmpty(read);
        Assert.All(read, source => Assert.Equal((0, null, null, null), (source.Scored, source.Reliability, source.Coverage, source.BaseRate)));
        Assert.All(read, source => Assert.True(source.Waiting > 0));
    }
}
