using Nof1Agent.Skills.Candidates;
using Nof1Agent.Stats.Forecasts;
using Nof1Agent.Tests.Skills.Storage;

namespace Nof1Agent.Tests.Skills.Candidates;

public sealed class CalibrationLedgerTests
{
    [Fact]
    public async Task Keep_ThenScore_GivesTheSourcesARecord()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, trial) = await BegunTrial.In(scratch);
        using (var work = scratch.Work(participant))
        {
            new CalibrationLedger(work).Keep(trial.Id, 1, "sleep-onset-minutes", 10,
                [Stated("model m", 12, 6), Stated(SourceForecast.NothingKnown, 0, 20), Stated(SourceForecast.Combined, 8, 9)]);
            await work.CommitAsync(scratch.Writer);
        }

        using (var work = scratch.Work(participant))
        {
            Assert.Empty(new CalibrationLedger(work).RecordOf("model m").Losses);
            new CalibrationLedger(work).Score(trial.Id, 1, benefit: 13, standardError: 3);
            await work.CommitAsync(scratch.Writer);
        }

        using var look = scratch.Work(participant);
        var (own, reference) = Assert.Single(new CalibrationLedger(look).RecordOf("model m").Losses);
        Assert.Equal(EffectScores.Crps(new NormalForecast(12, 6).OfEstimate(3), 13) / 20, own, 9);
        Assert.Equal(EffectScores.Crps(new NormalForecast(0, 20).OfEstimate(3), 13) / 20, reference, 9);
        Assert.Empty(new CalibrationLedger(look).RecordOf("model other").Losses);
    }

    [Fact]
    public async Task Keep_Twice_TheForecastBeforeTheTrialStays()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, trial) = await BegunTrial.In(scratch);
        foreach (var median in new[] { 12.0, 99.0 })
        {
            using var work = scratch.Work(participant);
            new CalibrationLedger(work).Keep(trial.Id, 1, "sleep-onset-minutes", 10, [Stated("model m", median, 6)]);
            await work.CommitAsync(scratch.Writer);
        }

        Assert.Equal(12.0, scratch.Read<double>("select median from calibration_ledger where source = 'model m'"));
    }

    [Fact]
    public async Task Score_UnusableStandardError_IsRefused()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, trial) = await BegunTrial.In(scratch);
        using var work = scratch.Work(participant);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CalibrationLedger(work).Score(trial.Id, 1, 5, 0));
    }

    private static SourceForecast Stated(string source, double median, double sd) => SourceForecast.Of(source, new NormalForecast(median, sd), 10);
}
