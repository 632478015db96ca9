using Dapper;
using Nof1Agent.Host.Cli.Demo;
using Nof1Agent.Skills;

namespace Nof1Agent.Tests.Journeys;

/// <summary>A year of several people on a virtual clock, with the service's own turns: nothing is said twice, nothing is left out, every told night is kept.</summary>
public sealed class YearTests
{
    [Fact]
    public Task Year_AFewPeople_KeepsEveryRule() => Run(people: 10, days: 120);

    /// <summary>The command and the last result stand in docs/check-ins.md.</summary>
    [Fact(Explicit = true)]
    public Task Year_FiftyPeople_KeepsEveryRule() => Run(people: 50, days: 365);

    private static async Task Run(int people, int days)
    {
        await using var place = new DemoPlace(7);
        var year = new SimulatedYear(place);
        await year.Begin(people);
        var lived = await year.Live(days);

        using var connection = place.Open();
        IEnumerable<long> Count(string sql) => connection.Query<long>(sql);

        // At most one message a moment, and each of them in the outbox.
        Assert.Empty(Count("select 1 from outbound group by participant_id, created_at having count(*) > 1"));
        Assert.Empty(Count("select 1 from message m where m.speaker <> 'Person' and not exists (select 1 from outbound o where o.message_id = m.id)"));

        foreach (var participant in connection.Query<string>("select id from participant").Select(id => new ParticipantId(id)))
        {
            // One instruction a day, and one for every day of a trial that is over.
            var instructions = place.Transcript.After(participant, 0, int.MaxValue).Where(message => message.Text.Contains("Today: ", StringComparison.Ordinal)).ToList();
            Assert.Equal(instructions.Count, instructions.Select(message => message.At.InZone(DemoPlace.Zone).Date).Distinct().Count());
            var trials = await place.InOneTurn(participant, skills => skills.TrialStore.All);
            foreach (var trial in trials.Where(trial => trial.IsOver))
            {
                Assert.Equal(trial.Plan.Design.TotalDays, Assert.Single(connection.Query<int>("select count(*) from told_day where what = 'Instruction' and trial_id = @id", new { id = trial.Id.Value })));
            }
        }

        Assert.Equal(lived.Told, Assert.Single(Count("select count(*) from check_in")));
        Assert.Empty(Count("select 1 from check_in group by trial_id, study_day having count(*) > 1"));
        Assert.Empty(Count("select 1 from told_day q where q.what in ('Reminder', 'SecondReminder') and not exists (select 1 from told_day a where a.trial_id = q.trial_id and a.study_day = q.study_day and a.what = 'Question')"));
        Assert.Empty(Count("select 1 from told_day r join told_day a on a.trial_id = r.trial_id and a.study_day = r.study_day and a.what = 'Answered' where r.what in ('Question', 'Reminder', 'SecondReminder') and r.at > a.at"));
        Assert.True(lived.Finished >= people, $"{lived.Finished} trials of {people} people ended in {days} days");
        Assert.Equal(lived.Finished, Assert.Single(Count("select count(*) from result")));
    }
}
