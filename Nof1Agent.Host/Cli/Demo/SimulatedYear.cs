using Dapper;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Host.Cli.Demo;

/// <summary>What happened in a simulated time.</summary>
/// <param name="Due">Due rows that were answered.</param>
/// <param name="Told">Nights that were told.</param>
/// <param name="Finished">Trials that ended with an answer.</param>
internal sealed record LivedTime(int Due, int Told, int Finished);

/// <summary>
/// Many people on a virtual clock: instructions, questions, reminders, answers on nine of ten days, the answer at the end of each trial and the next trial
/// after it. Everything is what the service does, except that answers are told without words and results are computed without what would settle them.
/// </summary>
internal sealed class SimulatedYear(DemoPlace place)
{
    private const int Together = 500;
    private const int FewestTogether = 50;
    private const int MostAtOnce = 20_000;
    private const int SecondsPerDay = 86_400;

    private readonly EvidenceCatalogue catalogue = place.Get<EvidenceCatalogue>();
    private int told;
    private int finished;

    /// <summary>People who begin a trial of falling asleep today.</summary>
    public async Task Begin(int people)
    {
        for (var person = 0; person < people; person++)
        {
            var participant = await place.Inbox.Meet("web", $"{person}", DemoPlace.Zone);
            await place.Inbox.AcceptText(participant, "web", $"{person}", "hello");
            await place.InOneTurn(participant, skills =>
            {
                skills.Participants.Consent(true);
                skills.Interview.Note(goal: "sleep onset", outcome: "sleep-onset-minutes", mcid: 10, typicalGood: 30, typicalBad: 80, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5);
                skills.Candidates.List();
                BeginTrial(skills);
                return true;
            });
        }

        using var connection = place.Database.OpenToWrite();
        connection.Execute("update inbound set handled_at = received_at");
    }

    /// <summary>Lets days pass.</summary>
    public async Task<LivedTime> Live(int days)
    {
        var (end, due) = (place.Now + Duration.FromDays(days), 0);
        while (place.DueWork.Next() is { } next && next < end)
        {
            place.Clock.MoveTo(next.ToDateTimeOffset());
            while (place.DueWork.Due(place.Now, MostAtOnce).DistinctBy(row => row.ParticipantId).ToList() is { Count: > 0 } rows)
            {
                // Each person is in one of them, so that they may go side by side.
                await Parallel.ForEachAsync(rows.Chunk(Math.Clamp(rows.Count / Environment.ProcessorCount, FewestTogether, Together)), async (chunk, _) => Interlocked.Add(ref due, await Say(chunk)));
            }
        }

        return new LivedTime(due, told, finished);
    }

    private async Task<int> Say(IReadOnlyList<DueRow> rows)
    {
        var outcome = await place.Turns.SayDue(rows);
        if (outcome.Failed.Count > 0)
        {
            throw new InvalidOperationException("A due row could not be said.");
        }

        // Somebody whose trial has just ended begins the next one.
        foreach (var row in outcome.Left)
        {
            Interlocked.Add(ref finished, await place.InOneTurn(row.ParticipantId, skills => skills.Results.Conclude() is not null && BeginTrial(skills)) ? 1 : throw new InvalidOperationException("A row was left for no reason."));
        }

        await Tell([.. rows.Where(row => row.Kind is DueKind.Morning && Answers(row.ParticipantId))]);
        return outcome.Done + outcome.Left.Count;
    }

    // Nine of ten days, another tenth for each person.
    private bool Answers(ParticipantId participant) => (participant.Value[0] + (place.Now.ToUnixTimeSeconds() / SecondsPerDay)) % 10 != 0;

    private async Task Tell(IReadOnlyList<DueRow> rows)
    {
        var commits = new List<Task<CommitOutcome>>();
        using (var batch = new DueBatch(place.Database, rows, place.Now, place.Get<RandomSource>()))
        {
            foreach (var (_, work) in batch.Turns)
            {
                var skills = new SkillSet(work, catalogue, new TriggerSettings());
                if (skills.CheckIns.Record(20 + (work.Participant.Value[1] % 40), "yes").Ok)
                {
                    skills.Rhythm.Schedule(null);
                    skills.Conversation.Close(null);
                    commits.Add(work.CommitAsync(place.Get<WriterQueue>()));
                }
            }
        }

        Interlocked.Add(ref told, (await Task.WhenAll(commits)).Count(outcome => outcome is CommitOutcome.Committed));
    }

    private static bool BeginTrial(SkillSet skills)
    {
        skills.Trials.Propose("1");
        var plan = skills.TrialStore.Open!.Plan;
        skills.Trials.ChooseLength(weeks: LengthOptions.For(plan, skills.Catalogue.Outcome(plan.Outcome)!)[^1].Days / 7.0);
        skills.Trials.ConfirmPlan();
        var begun = skills.Trials.Begin("word");
        skills.Rhythm.Schedule(null);
        skills.Conversation.Close(null);
        return begun.Ok ? true : throw new InvalidOperationException($"The trial did not begin: {begun.Say}");
    }
}
