using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Privacy;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Tests.Journeys.Durability;

/// <summary>What somebody writes at the very moment at which everything about them is deleted is read and answered, not sealed with a key that is destroyed.</summary>
public sealed class WrittenWhileDeletingTests
{
    [Fact]
    public async Task Text_AcceptedWhileTheDeletionIsStored_IsSealedWithTheNewKey()
    {
        await using var place = new TurnPlace();
        var participant = await place.Meet();
        await place.Inbox.AcceptText(participant, "test", "a", "DELETE EVERYTHING", from: "one");
        var asked = place.Scratch.Read<long>("select max(id) from inbound");
        Task<CommitOutcome> deletion;
        Task<long> accepted;
        using var work = place.Scratch.Work(participant);
        new Erasure(work).Everything(asked);
        using (place.Scratch.HoldTheWriter())
        {
            deletion = work.CommitAsync(place.Scratch.Writer);
            accepted = place.Inbox.AcceptText(participant, "test", "b", "I want to die", from: "one");
        }

        Assert.Equal(CommitOutcome.Committed, await deletion);
        Erasure.Settle(place.Scratch.Database);
        Assert.NotEqual(0, await accepted);
        await Answered(place, participant);
    }

    [Fact]
    public async Task Text_AcceptedBeforeTheDeletionIsStored_MakesItBeginAgainAndIsKept()
    {
        await using var place = new TurnPlace();
        var participant = await place.Meet();
        await place.Inbox.AcceptText(participant, "test", "a", "DELETE EVERYTHING", from: "one");
        var asked = place.Scratch.Read<long>("select max(id) from inbound");
        using (var work = place.Scratch.Work(participant))
        {
            new Erasure(work).Everything(asked);
            await place.Inbox.AcceptText(participant, "test", "b", "I want to die", from: "one");
            Assert.Equal(CommitOutcome.Conflict, await work.CommitAsync(place.Scratch.Writer));
        }

        using (var again = place.Scratch.Work(participant))
        {
            new Erasure(again).Everything(asked);
            Assert.Equal(CommitOutcome.Committed, await again.CommitAsync(place.Scratch.Writer));
        }

        Erasure.Settle(place.Scratch.Database);
        await Answered(place, participant);
    }

    private static async Task Answered(TurnPlace place, ParticipantId participant)
    {
        using (var work = place.Scratch.Work(participant))
        {
            Assert.Contains("I want to die", new ConversationStore(work).Waiting().Select(inbound => inbound.Text));
        }

        await place.Runner.AnswerWaiting(participant, CancellationToken.None);
        var said = new Outbox(place.Scratch.Database, place.Scratch.Writer, place.Scratch.Random).Due("test", Urgency.Awaited, place.Scratch.Now, 10);
        Assert.StartsWith("I am glad you told me.", said[0].Message.Text, StringComparison.Ordinal);
    }
}
