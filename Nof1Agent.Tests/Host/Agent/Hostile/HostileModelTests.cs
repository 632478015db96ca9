using System.Globalization;
using CsCheck;

namespace Nof1Agent.Tests.Host.Agent.Hostile;

/// <summary>Whatever a model does, allocation, safety and stored data stay right, and every turn ends with a reply. docs/model-guard.md has the long run.</summary>
public sealed class HostileModelTests(ITestOutputHelper output)
{
    private const int TurnsPerRun = 40;
    private const string Seed = "0N0XIzNsQ0O2";

    [Fact]
    public Task HostileModel_FiveHundredTurns_DoesNoHarm() => Run(runs: 13, Seed);

    [Fact(Explicit = true)]
    public Task HostileModel_TwentyThousandTurns_DoesNoHarm() => Run(runs: int.Parse(Environment.GetEnvironmentVariable("NOF1AGENT_HOSTILE_RUNS") ?? "500", CultureInfo.InvariantCulture), Environment.GetEnvironmentVariable("NOF1AGENT_HOSTILE_SEED") ?? Seed);

    private async Task Run(int runs, string seed)
    {
        var tally = new HostileRun.Tally();
        output.WriteLine($"CsCheck seed {seed}, {runs} runs of {TurnsPerRun} turns");
        var moves = Gen.Select(Gen.ULong, Gen.Int[0, 1_000_000].Array[TurnsPerRun]);
        await moves.SampleAsync(run => HostileRun.Play(run.Item1, run.Item2, tally), iter: runs, seed: seed, threads: 1);
        output.WriteLine($"{tally.Turns} turns; trials begun {tally.TrialsBegun}, finished {tally.TrialsFinished}; check-ins stored {tally.CheckIns}; replies in the model's words {tally.ModelReplies}");
        output.WriteLine($"documents of a running trial compared with another future: {tally.FuturesCompared}; readings of files put to the person, who said no: {tally.ReadBack}; files of days handed in: {tally.DaysHandedIn}");
        output.WriteLine("functions that went through: " + string.Join(", ", tally.Calls.OrderBy(call => call.Key).Select(call => $"{call.Key} {call.Value}")));
        output.WriteLine(string.Join(", ", tally.Moves.OrderBy(move => move.Key).Select(move => $"{move.Key} {move.Value}")));

        // A service that refuses everything would pass all of the above.
        Assert.True(tally.Turns >= runs * TurnsPerRun);
        Assert.True(tally.TrialsBegun * 8 >= runs, $"only {tally.TrialsBegun} trials began in {runs} runs");
        Assert.True(tally.CheckIns >= runs, $"only {tally.CheckIns} check-ins were stored in {runs} runs");
        Assert.True(tally.ModelReplies >= runs, $"only {tally.ModelReplies} replies were in the model's words");
        Assert.True(tally.FuturesCompared >= runs, $"documents were compared only {tally.FuturesCompared} times in {runs} runs");
        Assert.True(tally.Calls.Count >= 10, $"the model got only {tally.Calls.Count} functions through");
        Assert.True(tally.DaysHandedIn > 0, "no file of days was handed in");
        Assert.True(tally.Moves.Count >= 11, "not every kind of move was made");
    }
}
