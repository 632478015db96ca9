using System.Text;
using Dapper;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Privacy;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Tests.Skills.Storage;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Journeys;

/// <summary>Withdrawing and deleting, by the person alone.</summary>
public sealed class PrivacyJourneyTests
{
    private const string Canary = "zanzibarcanary";

    [Fact]
    public async Task Delete_Confirmed_LeavesNothingInTheDatabaseFile()
    {
        await using var talk = await Talk.WithTrial();
        await talk.Say($"my secret is {Canary}");
        await talk.Use(skills =>
        {
            skills.Interview.Note(conditions: [Canary]);
            return true;
        });
        Assert.Contains(talk.Place.Transcript.After(talk.Id, 0, 200), message => message.Text.Contains(Canary, StringComparison.Ordinal));
        Assert.False(Holds(talk, Canary), "not even before the deletion can it be read in the file");
        Assert.Contains("cannot be undone", await talk.Say("/delete"), StringComparison.Ordinal);
        Assert.Contains("Receipt", await talk.Say("DELETE EVERYTHING"), StringComparison.Ordinal);
        Assert.False(Holds(talk, Canary));
        using var connection = talk.Place.Open();
        Assert.Equal(0, connection.ExecuteScalar<long>("select count(*) from trial"));
        Assert.Equal(1, connection.ExecuteScalar<long>("select count(*) from erasure"));
        Assert.Equal(Consent.NotAsked, await talk.Use(skills => skills.ParticipantStore.Current.Consent));
        Assert.Contains("Is that OK?", await talk.Say("hello"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_LeavesOtherPeopleAlone()
    {
        await using var talk = await Talk.WithTrial();
        var other = await talk.Place.Inbox.Meet("test", "another", NodaTime.DateTimeZone.Utc);
        await talk.Place.Inbox.AcceptText(other, "test", "other-1", "hello, I am somebody else");
        await talk.Place.Turns.AnswerWaiting(other, CancellationToken.None);
        await talk.Say("delete everything");
        Assert.NotEmpty(talk.Place.Transcript.After(other, 0, 10));
    }

    [Fact]
    public async Task Erasure_CoversEveryTableThatHoldsAParticipant()
    {
        await using var scratch = new ScratchDatabase();
        using var connection = scratch.Database.Open();
        var covered = Erasure.TablesOf(connection).Select(table => table.Table).ToList();
        Assert.Contains("check_in", covered);
        Assert.True(covered.IndexOf("check_in") < covered.IndexOf("trial"));
        Assert.True(covered.Count >= 15);
    }

    [Fact]
    public async Task Withdraw_EndsTheTrialAndAsksAgainBeforeAnythingElse()
    {
        await using var talk = await Talk.WithTrial();
        Assert.Contains("withdrawn", await talk.Say("/withdraw"), StringComparison.Ordinal);
        Assert.Equal(TrialState.Stopped, (await talk.Trial()).State);
        Assert.Contains("Is that OK?", await talk.Say("what do I do today?"), StringComparison.Ordinal);
    }

    private static bool Holds(Talk talk, string text)
    {
        using var connection = talk.Place.Open();
        var path = connection.DataSource;
        return new[] { path, path + "-wal" }.Where(File.Exists).Any(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return Encoding.UTF8.GetString(copy.ToArray()).Contains(text, StringComparison.Ordinal);
        });
    }
}
