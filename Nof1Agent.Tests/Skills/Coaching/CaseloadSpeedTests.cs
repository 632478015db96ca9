using System.Diagnostics;
using Dapper;
using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Skills.Storage;

namespace Nof1Agent.Tests.Skills.Coaching;

/// <summary>How long the list of many people takes. Run it with: dotnet test Nof1Agent.Tests --filter CaseloadSpeedTests -- xUnit.Explicit=only</summary>
public sealed class CaseloadSpeedTests
{
    private const int People = 1000;
    private const int DaysTold = 14;
    private const int Messages = 60;

    [Fact(Explicit = true)]
    public async Task Read_AThousandPeople()
    {
        await using var scratch = new ScratchDatabase(Durability.Full);
        var (one, trial) = await BegunTrial.In(scratch);
        Fill(scratch, one.Value, trial.Id.Value);
        scratch.Clock.Advance(TimeSpan.FromDays(DaysTold + 2));

        // Keys are read anew, as after a start.
        using var fresh = Database.InFile(scratch.Database.Path, Durability.None);
        await using var writer = new WriterQueue(fresh);
        var reader = new CaseloadReader(fresh, new Aliases(fresh, writer), BegunTrial.Catalogue, scratch.Clock);
        var times = new List<double>();
        var rows = 0;
        for (var time = 0; time < 12; time++)
        {
            var watch = Stopwatch.StartNew();
            rows = (await reader.Read("Anna", "Anna")).Count;
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{rows} people, {DaysTold} days and {Messages} messages each: first reading {times[0]:0} ms (names given, keys read), then median {times.Skip(1).Order().ElementAt(5):0} ms, slowest {times.Skip(1).Max():0} ms"));
        Assert.Equal(People, rows);
        Assert.True(times.Skip(1).Order().ElementAt(5) < 300);
    }

    private static void Fill(ScratchDatabase scratch, string one, string trial)
    {
        var keys = scratch.Database.Keys.Make(People);
        using var connection = scratch.Database.OpenToWrite();
        var plan = scratch.Database.Keys.Open(connection.QuerySingle<string>("select plan from trial where id = @trial", new { trial }));
        var notes = scratch.Database.Keys.Open(connection.QuerySingle<string>("select notes from interview where participant_id = @one", new { one }));
        var start = connection.QuerySingle<string>("select starts_on from trial where id = @trial", new { trial });
        var first = NodaTime.Text.LocalDatePattern.Iso.Parse(start).Value;
        using var transaction = connection.BeginTransaction();
        for (var number = 0; number < People; number++)
        {
            var (id, ownTrial, key) = ($"person{number}", $"trial{number}", keys[number]);
            connection.Execute("insert into participant (id, created_at, consent, time_zone, day_ends_at_hour, check_in_hour, check_in_minute) values (@id, @now, 'Given', 'UTC', 4, 20, 30)", new { id, now = scratch.Now }, transaction);
            connection.Execute("insert into data_key (participant_id, key_id) values (@id, @key)", new { id, key }, transaction);
            connection.Execute("insert into conversation (participant_id, version, floor, open_question) values (@id, 1, 'Agent', 'Nothing')", new { id }, transaction);
            connection.Execute("insert into interview (participant_id, notes, updated_at) values (@id, @cell, @now)", new { id, cell = scratch.Database.Keys.Seal(key, notes), now = scratch.Now }, transaction);
            connection.Execute("insert into caseload (participant_id, coach, invited_at, agreed_at) values (@id, 'Anna', @now, @now)", new { id, now = scratch.Now }, transaction);
            connection.Execute("insert into channel_identity (channel, external_id, participant_id, created_at, last_used_at) values ('test', @id, @id, @now, @now)", new { id, now = scratch.Now }, transaction);
            connection.Execute("insert into trial (id, participant_id, state, plan, starts_on, created_at, began_at) values (@ownTrial, @id, 'running', @cell, @start, @now, @now)", new { ownTrial, id, cell = scratch.Database.Keys.Seal(key, plan), start, now = scratch.Now }, transaction);
            for (var day = 0; day < DaysTold - (number % 4); day++)
            {
                connection.Execute("insert into check_in (trial_id, study_day, revision, value, adherence, late, reported_at) values (@ownTrial, @day, 1, 30, 'Yes', 0, @now)", new { ownTrial, day = first.PlusDays(day), now = scratch.Now }, transaction);
            }

            for (var message = 0; message < Messages; message++)
            {
                connection.Execute("insert into message (participant_id, speaker, text, layout, at) values (@id, @speaker, '', 'Buttons', @now)", new { id, speaker = message % 2 == 0 ? "Person" : "Guide", now = scratch.Now }, transaction);
            }

            if (number % 10 == 0)
            {
                connection.Execute("insert into alert (id, audience, kind, subject, participant_id, text, at) values (@id, 'Coach', 'SilentDays', @id, @id, '', @now)", new { id, now = scratch.Now }, transaction);
            }
        }

        transaction.Commit();
    }
}
