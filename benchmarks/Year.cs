using System.Diagnostics;
using System.Globalization;
using Dapper;
using Nof1Agent.Host.Cli.Demo;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Benchmarks;

/// <summary>
/// A year of many people on a virtual clock: instructions, questions, reminders, answers on most days, the result at the end of each trial and
/// the next one after it. Nothing is flushed; everything else is what the service does, except that answers are recorded without words.
/// </summary>
internal static class Year
{
    private const int Together = 500;

    private static readonly (string Goal, string Outcome) Sleep = ("sleep onset", "sleep-onset-minutes");

    public static int Run(string[] arguments) => RunAsync(arguments is [var people] ? int.Parse(people, CultureInfo.InvariantCulture) : 1_000).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(int people)
    {
        await using var place = new DemoPlace(1);
        var participants = new List<ParticipantId>();
        for (var person = 0; person < people; person++)
        {
            var participant = await place.Inbox.Meet("web", $"{person}", DemoPlace.Zone);
            participants.Add(participant);
            await place.Inbox.AcceptText(participant, "web", $"{person}", "hello");
            await place.InOneTurn(participant, skills =>
            {
                skills.Participants.Consent(true);
                skills.Interview.Note(goal: Sleep.Goal, outcome: Sleep.Outcome, mcid: 10, typicalGood: 30, typicalBad: 80, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5);
                skills.Candidates.List();
                Begin(skills);
                return 0;
            });
        }

        using (var connection = place.Get<Database>().OpenToWrite())
        {
            connection.Execute("update inbound set handled_at = received_at");
        }

        var end = place.Now + Duration.FromDays(365);
        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var (due, told, results) = (0, 0, 0);
        while (place.DueWork.Next() is { } next && next < end)
        {
            place.Clock.MoveTo(next.ToDateTimeOffset());
            while (place.DueWork.Due(place.Now, 20_000).DistinctBy(row => row.ParticipantId).ToList() is { Count: > 0 } rows)
            {
                foreach (var chunk in rows.Chunk(Together))
                {
                    var outcome = await place.Turns.SayDue(chunk);
                    due += outcome.Done;
                    foreach (var row in outcome.Left)
                    {
                        due += await place.Turns.SayDue(row) ? 1 : throw new InvalidOperationException("A due row could not be said.");
                    }

                    // Somebody whose trial has just ended begins the next.
                    foreach (var row in outcome.Left)
                    {
                        results += await place.InOneTurn(row.ParticipantId, Begin) ? 1 : 0;
                    }

                    var answering = chunk.Where(row => row.Kind is DueKind.Morning && (row.ParticipantId.Value[0] + place.Now.ToUnixTimeSeconds() / 86_400) % 10 != 0).ToList();
                    told += await Tell(place, answering);
                }
            }
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        processor = Environment.CpuUsage.TotalTime - processor;
        Console.WriteLine("| people | due rows answered | nights told | trials ended | seconds | processor seconds | turns/s |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {people} | {due} | {told} | {results} | {seconds:F0} | {processor.TotalSeconds:F0} | {(due + told) / seconds:F0} |"));
        return 0;
    }

    private static async Task<int> Tell(DemoPlace place, IReadOnlyList<DueRow> rows)
    {
        var commits = new List<Task<CommitOutcome>>();
        using (var batch = new DueBatch(place.Get<Database>(), rows, place.Now, place.Get<RandomSource>()))
        {
            foreach (var (_, work) in batch.Turns)
            {
                var skills = new SkillSet(work, place.Get<EvidenceCatalogue>(), new TriggerSettings());
                if (skills.CheckIns.Record(20 + (work.Participant.Value[1] % 40), "yes").Ok)
                {
                    skills.Rhythm.Schedule(null);
                    skills.Conversation.Close(null);
                    commits.Add(work.CommitAsync(place.Get<WriterQueue>()));
                }
            }
        }

        return (await Task.WhenAll(commits)).Count(outcome => outcome is CommitOutcome.Committed);
    }

    private static bool Begin(SkillSet skills)
    {
        if (skills.TrialStore.Open is not null)
        {
            return false;
        }

        skills.Trials.Propose("1");
        var plan = skills.TrialStore.Open!.Plan;
        skills.Trials.ChooseLength(weeks: LengthOptions.For(plan, skills.Catalogue.Outcome(plan.Outcome)!)[^1].Days / 7.0);
        skills.Trials.ConfirmPlan();
        var begun = skills.Trials.Begin("word");
        skills.Rhythm.Schedule(null);
        return begun.Ok ? true : throw new InvalidOperationException($"The trial did not begin: {begun.Say}");
    }
}
