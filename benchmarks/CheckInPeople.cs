using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nof1Agent.Host;
using Nof1Agent.Host.Cluster;
using Nof1Agent.Host.Delivery;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Benchmarks;

/// <summary>
/// The service in this process, without its web server's wire, and people in the middle of their trials. A day is: the service asks,
/// the person writes a number, and presses a button if the service asks for one. Only the last two are timed.
/// </summary>
internal sealed class CheckInPeople : IAsyncDisposable
{
    private readonly MovedClock clock = new();
    private readonly Microsoft.AspNetCore.Builder.WebApplication service;
    private readonly List<ParticipantId> people = [];
    private int day;

    public CheckInPeople(string folder) => service = Service.Build(new ServeOptions("http://127.0.0.1:0", Path.Combine(folder, "turns.db")), builder =>
    {
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(clock);

        // What is due is said here at the start of each day, so that the clock does not do it in the middle of a measurement.
        builder.Services.Remove(builder.Services.Single(known => known.ImplementationType == typeof(DueClock)));
    });

    private WriterQueue Writer => Get<WriterQueue>();

    /// <summary>Starts the service and that many trials.</summary>
    public async Task Start(int count)
    {
        await service.StartAsync();
        for (var i = 0; i < count; i++)
        {
            var participant = await Get<ParticipantDoor>().Meet("web", $"person {i}", DateTimeZone.Utc);
            using var work = Work(participant);
            var skills = new SkillSet(work, Get<EvidenceCatalogue>(), new TriggerSettings());
            skills.Participants.Consent(true);
            skills.Interview.Note(goal: "sleep onset", outcome: "sleep-onset-minutes", mcid: 10, typicalGood: 30, typicalBad: 80, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5);
            skills.Candidates.List();
            skills.Trials.Propose("1");
            var plan = skills.TrialStore.Open!.Plan;
            skills.Trials.ChooseLength(weeks: LengthOptions.For(plan, Get<EvidenceCatalogue>().Outcome(plan.Outcome)!)[^1].Days / 7.0);
            skills.Trials.ConfirmPlan();
            var begun = skills.Trials.Begin("word");
            skills.Rhythm.Schedule(null);
            if (!begun.Ok || await work.CommitAsync(Writer) is not CommitOutcome.Committed)
            {
                throw new InvalidOperationException($"The trial did not begin: {begun.Say}");
            }

            people.Add(participant);
        }

        // Someone has to have written for the service to know where to ask.
        await Task.WhenAll(people.Select(person => Turn(person, () => Get<ParticipantDoor>().Text(person, "web", $"{person} hello", "thanks"))));
        await NextMorning(1);
        await NextMorning(1);
    }

    /// <summary>Has that many people at a time tell their day, and the next, until there were at least so many turns.</summary>
    /// <returns>The time of each turn, from the text or the button to the stored answer, in milliseconds; the seconds in which they were made; the flushes and the processor time that they took.</returns>
    public async Task<(IReadOnlyList<double> Milliseconds, double Seconds, long Commits, TimeSpan Processor)> TellDays(int atOnce, int turns)
    {
        var times = new List<double>();
        var (seconds, commits, processor) = (0.0, 0L, TimeSpan.Zero);
        while (times.Count < turns)
        {
            foreach (var group in people.Chunk(atOnce).Where(group => group.Length == atOnce))
            {
                var (start, before, used) = (Stopwatch.GetTimestamp(), Writer.Commits, Environment.CpuUsage.TotalTime);
                times.AddRange((await Task.WhenAll(group.Select(person => Task.Run(() => TellDay(person))))).SelectMany(time => time));
                seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
                commits += Writer.Commits - before;
                processor += Environment.CpuUsage.TotalTime - used;
                if (times.Count >= turns)
                {
                    break;
                }
            }

            await NextMorning(1);
        }

        return (times, seconds, commits, processor);
    }

    private async Task<List<double>> TellDay(ParticipantId person)
    {
        var times = new List<double> { await Turn(person, () => Get<ParticipantDoor>().Text(person, "web", $"{person} value {day}", $"{25 + (day % 7)}")) };
        if (Get<Transcript>().After(person, 0, int.MaxValue)[^1] is { Choices: [{ Label: "Yes" }, ..] } asked)
        {
            times.Add(await Turn(person, async () => await Get<ParticipantDoor>().Choice(person, "web", $"{person} button {day}", asked.Id, "c0") ?? throw new InvalidOperationException("The button is not known.")));
        }

        return times;
    }

    // Stored, answered, and the answer stored: the grain's call returns when nothing of this person waits any more.
    private async Task<double> Turn(ParticipantId person, Func<Task<long>> send)
    {
        var start = Stopwatch.GetTimestamp();
        await send();
        await Get<IGrainFactory>().GetGrain<IParticipantGrain>(person.Value).AnswerWaiting();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private async Task NextMorning(int days)
    {
        day += days;
        clock.Move(TimeSpan.FromDays(days));
        foreach (var row in Get<DueWork>().Due(Now, int.MaxValue).Where(row => row.Kind is DueKind.Morning).Chunk(64))
        {
            await Task.WhenAll(row.Select(due => Get<IGrainFactory>().GetGrain<IParticipantGrain>(due.ParticipantId.Value).SayDue(due.Kind, due.DueAt.ToDateTimeOffset())));
        }
    }

    /// <summary>Check-ins stored so far: what was timed must have been check-ins.</summary>
    public long CheckIns()
    {
        using var connection = Get<Database>().Open();
        return connection.ExecuteScalar<long>("select count(*) from check_in");
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private TurnWork Work(ParticipantId participant) => new(Get<Database>(), participant, Now, Get<RandomSource>());

    private T Get<T>()
        where T : notnull => service.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await service.StopAsync();
        await service.DisposeAsync();
    }

    /// <summary>The system's clock, some days ahead, from nine in the morning of a fixed day.</summary>
    private sealed class MovedClock : TimeProvider
    {
        private readonly long started = Stopwatch.GetTimestamp();
        private TimeSpan ahead;

        public void Move(TimeSpan by) => ahead += by;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero) + ahead + Stopwatch.GetElapsedTime(started);
    }
}
