using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Skills.Storage;

namespace Nof1Agent.Tests.Journeys.Durability;

/// <summary>What a turn does when the conversation moves under it, when it fails, and when it cannot be stored.</summary>
public sealed class TurnsUnderTroubleTests
{
    private const string MoveOn = "update conversation set version = version + 1";

    [Fact]
    public async Task AnswerWaiting_ConversationMovesMeanwhile_IsDoneAgainAndStoredOnce()
    {
        await using var place = new TurnPlace();
        var participant = await place.Meet();
        await place.Inbox.AcceptText(participant, "test", "1", "I sleep badly");
        place.Disturb = async answer =>
        {
            if (answer == 1)
            {
                await place.Scratch.Writer.CommitAsync([new Write(MoveOn, new { })]);
            }
        };

        Assert.Equal(1, await place.Runner.AnswerWaiting(participant, TestContext.Current.CancellationToken));
        Assert.Equal(2, place.Answers);
        Assert.Equal(["Guide"], place.Said());
        Assert.Equal(1, place.Scratch.Read<int>("select count(*) from outbound"));
        Assert.Equal(2, place.Scratch.Read<int>("select version from conversation"));
    }

    [Fact]
    public async Task AnswerWaiting_ConversationKeepsMoving_EndsWithAnApology()
    {
        await using var place = new TurnPlace();
        var participant = await place.Meet();
        await place.Inbox.AcceptText(participant, "test", "1", "I sleep badly");
        place.Disturb = _ => place.Scratch.Writer.CommitAsync([new Write(MoveOn, new { })]);

        await place.Runner.AnswerWaiting(participant, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(["System"], place.Said());
        Assert.Empty(place.Inbox.WithWaitingMessages());
    }

    [Fact]
    public async Task AnswerWaiting_TurnThatFails_ApologizesAndGoesOnWithTheNextMessage()
    {
        await using var place = new TurnPlace();
        var participant = await place.Meet();
        await place.Inbox.AcceptText(participant, "test", "1", "I sleep badly");
        await place.Inbox.AcceptText(participant, "test", "2", "I sleep badly");
        place.Disturb = answer => answer == 1 ? throw new InvalidOperationException("a bug") : Task.CompletedTask;

        Assert.Equal(2, await place.Runner.AnswerWaiting(participant, TestContext.Current.CancellationToken));
        Assert.Equal(["System", "Guide"], place.Said());
        Assert.Equal(["failed", "text"], place.Scratch.ReadAll<string>("select trigger from turn order by rowid"));
    }

    [Fact]
    public async Task AnswerWaiting_DiskFull_LeavesTheMessageWaitingAndAnswersItLater()
    {
        await using var place = new TurnPlace();
        var participant = await place.Meet();
        await place.Inbox.AcceptText(participant, "test", "1", "I sleep badly");
        await place.Scratch.Writer.CommitAsync([new Write("create trigger grow after insert on turn begin insert into picture (id, participant_id, svg, alt, at) values (new.id, new.participant_id, hex(zeroblob(400000)), '', ''); end", new { })]);
        await place.Scratch.Writer.CommitAsync([new Write("pragma max_page_count = 120", new { })]);

        var problem = await Assert.ThrowsAsync<SqliteException>(() => place.Runner.AnswerWaiting(participant, TestContext.Current.CancellationToken));
        Assert.Equal(13, problem.SqliteErrorCode);
        Assert.Empty(place.Said());
        Assert.Equal([participant], place.Inbox.WithWaitingMessages());

        await place.Runner.AnswerWaiting(participant, TestContext.Current.CancellationToken);
        Assert.Equal(["Guide"], place.Said());
    }

    [Fact]
    public async Task AnswerWaiting_TwoProcessesAtOnce_AnswerEveryMessageOnce()
    {
        await using var place = new TurnPlace();
        var participant = await place.Meet();
        for (var i = 0; i < 12; i++)
        {
            await place.Inbox.AcceptText(participant, "test", $"{i}", $"message {i}");
        }

        var other = place.NewRunner();
        await Task.WhenAll(
            Task.Run(() => place.Runner.AnswerWaiting(participant, TestContext.Current.CancellationToken)),
            Task.Run(() => other.AnswerWaiting(participant, TestContext.Current.CancellationToken)));

        Assert.Equal(12, place.Said().Count);
        Assert.Equal(12, place.Scratch.Read<int>("select count(*) from outbound"));
        Assert.Empty(place.Inbox.WithWaitingMessages());
    }

    [Fact]
    public async Task SayDue_SameRowTwiceAtOnce_IsSaidOnce()
    {
        await using var place = new TurnPlace();
        var (participant, trial) = await BegunTrial.In(place.Scratch);
        await place.Inbox.AcceptText(participant, "test", "1", "thanks");
        await place.Runner.AnswerWaiting(participant, TestContext.Current.CancellationToken);
        var start = trial.StartsOn!.Value.AtStartOfDayInZone(NodaTime.DateTimeZone.Utc).ToInstant() + NodaTime.Duration.FromHours(9);
        place.Scratch.Clock.SetUtcNow(start.ToDateTimeOffset());
        var due = new DueWork(place.Scratch.Database);
        var row = due.Due(place.Scratch.Now, 10).First(row => row.Kind is DueKind.Morning);
        var before = place.Said().Count;
        var other = place.NewRunner();

        await Task.WhenAll(Task.Run(() => place.Runner.SayDue(row)), Task.Run(() => other.SayDue(row)), Task.Run(() => place.Runner.SayDue(row)));

        Assert.Equal(before + 1, place.Said().Count);
        Assert.DoesNotContain(due.Due(place.Scratch.Now, 10), left => left.Kind is DueKind.Morning);
        Assert.Equal(1, place.Scratch.Read<int>("select count(*) from due_work where kind = 'Morning'"));
    }
}
