using Nof1Agent.Skills;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Tests.Journeys.Durability;

/// <summary>Many due rows answered together are answered as they would be one by one.</summary>
public sealed class DueBatchTests
{
    private const int People = 12;

    [Fact]
    public async Task SayDue_Together_SaysAndSchedulesWhatEachAloneWould()
    {
        await using var together = new TurnPlace();
        await using var alone = new TurnPlace();
        await Live(together, async rows => Assert.Empty((await together.Runner.SayDue(rows)).Left));
        await Live(alone, async rows =>
        {
            foreach (var row in rows)
            {
                Assert.True(await alone.Runner.SayDue(row));
            }
        });

        const string Said = "select opened(i.sealed_id) || ' ' || opened(m.text) from message m join channel_identity i on i.participant_id = m.participant_id where m.speaker <> 'Person' order by opened(i.sealed_id), m.id";
        const string Rows = "select opened(i.sealed_id) || ' ' || d.kind || ' ' || d.due_at from due_work d join channel_identity i on i.participant_id = d.participant_id order by 1";
        Assert.True(together.Scratch.ReadAll<string>(Said).Count > People * 4);
        Assert.Equal(alone.Scratch.ReadAll<string>(Said), together.Scratch.ReadAll<string>(Said));
        Assert.Equal(alone.Scratch.ReadAll<string>(Rows), together.Scratch.ReadAll<string>(Rows));
        Assert.Equal(0, together.Scratch.Read<int>("select count(*) from message m where m.speaker <> 'Person' and not exists (select 1 from outbound o where o.message_id = m.id)"));
        Assert.Equal(0, together.Scratch.Read<int>("select count(*) from outbound where urgency = 1 and expires_at is null"));
    }

    [Theory]
    [InlineData("update conversation set safety_hold = 'crisis', safety_hold_since = '2027-03-01T08:00:00.000000000Z'")]
    [InlineData("update channel_identity set unreachable_since = '2027-03-01T08:00:00.000000000Z'")]
    [InlineData("update trial set state = 'paused', paused_on = '2027-03-01'")]
    public async Task SayDue_NobodyMayBeWrittenTo_SaysNothingAndMovesOn(string hold)
    {
        await using var place = new TurnPlace();
        await Begin(place, 3);
        place.Scratch.Clock.Advance(TimeSpan.FromHours(25));
        place.Scratch.Do(hold);
        var rows = Due(place);
        Assert.Equal(3, rows.Count);
        var outcome = await place.Runner.SayDue(rows);

        Assert.Equal((3, 0, 0), (outcome.Done, outcome.Left.Count, outcome.Failed.Count));
        Assert.Equal(0, place.Scratch.Read<int>("select count(*) from outbound"));
        Assert.DoesNotContain(Due(place), row => rows.Any(said => said.Kind == row.Kind));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SayDue_ThePersonShutTheChannelOut_TheirCoachIsToldAtOnceAndOfTwoSilentDays(bool together)
    {
        await using var place = new TurnPlace();
        await Begin(place, 1);
        var alerts = new AlertLog(place.Scratch.Database, place.Scratch.Writer, place.Scratch.Clock, place.Scratch.Random);
        var book = new AddressBook(place.Scratch.Database, place.Scratch.Writer, place.Scratch.Random);
        await book.Reachable("test", "person 00", false, place.Scratch.Now);
        Assert.Equal([AlertKind.ChannelUnreachable], alerts.Open(Audience.Coach).Select(alert => alert.Kind));

        for (var hour = 0; hour < 24 * 6; hour++)
        {
            place.Scratch.Clock.Advance(TimeSpan.FromHours(1));
            while (Due(place) is { Count: > 0 } rows)
            {
                if (together)
                {
                    await place.Runner.SayDue(rows);
                }
                else
                {
                    Assert.True(await place.Runner.SayDue(rows[0]));
                }
            }
        }

        Assert.Equal([AlertKind.ChannelUnreachable, AlertKind.SilentDays], alerts.Open(Audience.Coach).Select(alert => alert.Kind));
        Assert.Contains("2 days in a row, and the person cannot be reached", alerts.Open(Audience.Coach)[1].Text, StringComparison.Ordinal);
        Assert.Equal(0, place.Scratch.Read<int>("select count(*) from outbound"));
        Assert.Equal(1, place.Scratch.Read<int>("select count(*) from told_day"));

        await book.Reachable("test", "person 00", true, place.Scratch.Now);
        Assert.Equal([AlertKind.SilentDays], alerts.Open(Audience.Coach).Select(alert => alert.Kind));
    }

    [Fact]
    public async Task SayDue_SomebodyIsBeingAnswered_LeavesThemToTheirOwnTurn()
    {
        await using var place = new TurnPlace();
        await Begin(place, 3);
        place.Scratch.Clock.Advance(TimeSpan.FromHours(25));
        var rows = Due(place);
        await place.Inbox.AcceptText(rows[1].ParticipantId, "test", "question", "hello");
        var outcome = await place.Runner.SayDue(rows);

        Assert.Equal(rows[1], Assert.Single(outcome.Left));
        Assert.Equal(2, outcome.Done);
        Assert.Contains(rows[1], Due(place));
    }

    [Fact]
    public async Task SayDue_TheSameBatchInTwoProcesses_IsSaidOnce()
    {
        await using var place = new TurnPlace();
        await Begin(place, People);
        place.Scratch.Clock.Advance(TimeSpan.FromHours(25));
        var rows = Due(place);
        var other = place.NewRunner();
        var both = await Task.WhenAll(Task.Run(() => place.Runner.SayDue(rows)), Task.Run(() => other.SayDue(rows)), Task.Run(() => place.Runner.SayDue(rows)));

        Assert.Equal(People, both.Sum(outcome => outcome.Done));
        Assert.Equal(People, place.Scratch.Read<int>("select count(*) from outbound"));
        foreach (var row in both.SelectMany(outcome => outcome.Left))
        {
            Assert.False(await place.Runner.SayDue(row));
        }
    }

    [Fact]
    public async Task SayDue_OneCannotBeSaid_TheOthersAre()
    {
        await using var place = new TurnPlace();
        await Begin(place, 3);
        place.Scratch.Clock.Advance(TimeSpan.FromHours(25));
        var rows = Due(place);
        place.Scratch.Do("update trial set sequence = '[9]' where participant_id = @id", new { id = rows[0].ParticipantId.Value });
        var outcome = await place.Runner.SayDue(rows);

        Assert.Equal((2, 0), (outcome.Done, outcome.Left.Count));
        Assert.Equal(rows[0], Assert.Single(outcome.Failed));
    }

    private static IReadOnlyList<DueRow> Due(TurnPlace place) => [.. new DueWork(place.Scratch.Database).Due(place.Scratch.Now, 100).DistinctBy(row => row.ParticipantId)];

    private static async Task Begin(TurnPlace place, int people)
    {
        for (var person = 0; person < people; person++)
        {
            var (participant, _) = await BegunTrial.In(place.Scratch, externalId: $"person {person:00}");
            await place.Inbox.AcceptText(participant, "test", $"hello {person}", "hello");
        }

        place.Scratch.Do("update inbound set handled_at = received_at");
    }

    // Four days, in which some tell their nights, one is paused, one is in crisis, one has a coach.
    private static async Task Live(TurnPlace place, Func<IReadOnlyList<DueRow>, Task> say)
    {
        await Begin(place, People);
        var people = place.Scratch.ReadAll<string>("select participant_id from channel_identity order by opened(sealed_id)").Select(id => new ParticipantId(id)).ToList();
        place.Scratch.Do("update conversation set floor = 'Coach' where participant_id = @id", new { id = people[0].Value });
        place.Scratch.Do("update conversation set safety_hold = 'crisis', safety_hold_since = '2027-03-01T08:00:00.000000000Z' where participant_id = @id", new { id = people[1].Value });
        for (var hour = 0; hour < 96; hour++)
        {
            place.Scratch.Clock.Advance(TimeSpan.FromHours(1));
            while (Due(place) is { Count: > 0 } rows)
            {
                await say(rows);
            }

            if (hour % 24 == 2)
            {
                foreach (var person in people.Skip(hour / 24).Take(5))
                {
                    await BegunTrial.InOneTurn(place.Scratch, person, skills =>
                    {
                        skills.CheckIns.Record(30, "yes");
                        skills.Rhythm.Schedule(null);
                        skills.Conversation.Close(null);
                    });
                }
            }
        }
    }
}
