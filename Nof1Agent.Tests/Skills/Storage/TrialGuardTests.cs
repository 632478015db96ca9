using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;

namespace Nof1Agent.Tests.Skills.Storage;

public sealed class TrialGuardTests
{
    public static TheoryData<string> FixedByTheFreeze => ["protocol", "hash", "commitment", "secret", "plan", "protocol removed", "secret removed"];

    public static TheoryData<string> FixedByTheLottery => ["sequence", "sequence removed", "nonce", "start"];

    [Theory]
    [MemberData(nameof(FixedByTheFreeze))]
    public async Task Save_ChangesWhatTheFreezeFixed_IsRefusedByTheStatement(string what)
    {
        await using var scratch = new ScratchDatabase();
        var (participant, trial) = await BegunTrial.In(scratch, begun: false);
        Assert.Equal(CommitOutcome.Conflict, await Save(scratch, participant, Changed(trial, what)));
        Assert.Equal(CommitOutcome.Committed, await Save(scratch, participant, trial with { PauseReason = "a change that is allowed" }));
    }

    [Theory]
    [MemberData(nameof(FixedByTheFreeze))]
    [MemberData(nameof(FixedByTheLottery))]
    public async Task Save_ChangesWhatTheLotteryFixed_IsRefusedByTheStatement(string what)
    {
        await using var scratch = new ScratchDatabase();
        var (participant, trial) = await BegunTrial.In(scratch);
        var before = Row(scratch);
        Assert.Equal(CommitOutcome.Conflict, await Save(scratch, participant, Changed(trial, what) with { PauseReason = "must not be stored either" }));
        Assert.Equal(before, Row(scratch));
        Assert.Equal(CommitOutcome.Committed, await Save(scratch, participant, trial with { State = TrialState.Paused }));
    }

    [Fact]
    public async Task Add_SecondOpenTrial_IsRefusedByTheDatabase()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, trial) = await BegunTrial.In(scratch);
        using var work = scratch.Work(participant);
        new TrialStore(work).Add(trial with { Id = new("another") });
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => work.CommitAsync(scratch.Writer));
        Assert.Equal(1, scratch.Read<int>("select count(*) from trial"));
    }

    [Fact]
    public async Task Save_TrialOfAnotherParticipant_IsRefusedByTheStatement()
    {
        await using var scratch = new ScratchDatabase();
        var (_, trial) = await BegunTrial.In(scratch);
        var (other, _) = await BegunTrial.In(scratch, begun: false, externalId: "two");
        Assert.Equal(CommitOutcome.Conflict, await Save(scratch, other, trial with { State = TrialState.Stopped }));
    }

    private static async Task<CommitOutcome> Save(ScratchDatabase scratch, Nof1Agent.Skills.ParticipantId participant, Trial trial)
    {
        using var work = scratch.Work(participant);
        new TrialStore(work).Save(trial);
        return await work.CommitAsync(scratch.Writer);
    }

    private static Trial Changed(Trial trial, string what) => what switch
    {
        "protocol" => trial with { Protocol = trial.Protocol + " " },
        "protocol removed" => trial with { Protocol = null },
        "hash" => trial with { ProtocolHash = new string('0', 64) },
        "commitment" => trial with { Commitment = new string('0', 64) },
        "secret" => trial with { Secret = new string('0', 64) },
        "secret removed" => trial with { Secret = null },
        "plan" => trial with { Plan = trial.Plan with { Mcid = 1 } },
        "sequence" => trial with { Sequence = [.. trial.Sequence!.Select(arm => 1 - arm)] },
        "sequence removed" => trial with { Sequence = null },
        "nonce" => trial with { Nonce = "another word" },
        "start" => trial with { StartsOn = trial.StartsOn!.Value.PlusDays(1) },
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };

    private static string? Row(ScratchDatabase scratch) =>
        scratch.Read<string>("select state || plan || protocol || protocol_hash || commitment || secret || nonce || sequence || starts_on || coalesce(pause_reason, '') from trial");
}
