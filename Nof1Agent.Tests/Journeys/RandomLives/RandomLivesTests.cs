using CsCheck;
using Nof1Agent.Tests.Skills.Storage;

namespace Nof1Agent.Tests.Journeys.RandomLives;

/// <summary>
/// Lives at random - zones, clock changes, late answers, pauses, corrections, outages, crashes, things said twice - against the model. A life
/// that fails is shrunk and printed with its seed.
/// </summary>
public sealed class RandomLivesTests
{
    private int number;

    [Fact]
    public Task Lives_AFew_KeepEveryRule() => Run(25);

    /// <summary>The command and the last result stand in docs/check-ins.md.</summary>
    [Fact(Explicit = true)]
    public Task Lives_FiveThousand_KeepEveryRule() => Run(5000);

    /// <summary>For a look between two runs of the above: a few minutes.</summary>
    [Fact(Explicit = true)]
    public Task Lives_ThreeHundred_KeepEveryRule() => Run(300);

    private async Task Run(int lives)
    {
        await using var scratch = new ScratchDatabase();
        await LifeEvent.Lives.SampleAsync(
            async life =>
            {
                using var lived = await Life.Begin(scratch, Interlocked.Increment(ref number), LifeEvent.Zones[life.Zone], life.Start, life.NextMorning, life.Trial);
                await lived.Live(life.Events);
            },
            iter: lives,
            threads: 1,
            writeLine: TestContext.Current.TestOutputHelper!.WriteLine);
    }
}
