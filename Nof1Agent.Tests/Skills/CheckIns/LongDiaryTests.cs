using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Tests.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Tests.Skills.CheckIns;

/// <summary>What is told every day does not cost more the longer a trial lasts, and says the same as if the whole diary had been read.</summary>
public sealed class LongDiaryTests
{
    [Fact]
    public async Task ACheckInLateInATrial_ReadsTheLastDaysOnly()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, trial) = await BegunTrial.In(scratch);
        await Tell(scratch, participant, trial, days: 20);
        using var work = scratch.Work(participant);
        var skills = new SkillSet(work, BegunTrial.Catalogue, new TriggerSettings());
        Assert.True(skills.CheckIns.Record(33, "yes").Ok);
        skills.Rhythm.Schedule(null);
        Assert.Null(work.Known<IReadOnlyList<CheckIn>>(trial.Id));
        Assert.NotNull(skills.CheckIns.OutcomeAsked);
        Assert.Null(work.Known<IReadOnlyList<CheckIn>>(trial.Id));
    }

    [Fact]
    public async Task EveryLookIntoTheDiary_IsThatOfTheWholeDiary_AlsoWithinTheTurnThatTells()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, trial) = await BegunTrial.In(scratch);
        await Tell(scratch, participant, trial, days: 20);
        using var work = scratch.Work(participant);
        using var other = scratch.Work(participant);
        var (near, whole) = (new CheckInStore(work), new CheckInStore(other));
        _ = whole.Revisions(trial.Id);
        var today = scratch.Now.InUtc().Date;
        foreach (var store in (CheckInStore[])[near, whole])
        {
            store.Add(trial.Id, new CheckIn { StudyDay = today, Revision = 1 + store.LastRevision(trial.Id, today), Value = 1, Late = false, ReportedAt = scratch.Now });
            store.Add(trial.Id, new CheckIn { StudyDay = today.PlusDays(-3), Revision = 1 + store.LastRevision(trial.Id, today.PlusDays(-3)), Withdrawn = true, Late = false, ReportedAt = scratch.Now });
            store.Add(trial.Id, new CheckIn { StudyDay = today.PlusDays(-17), Revision = 1 + store.LastRevision(trial.Id, today.PlusDays(-17)), Value = 2, Late = false, ReportedAt = scratch.Now - Duration.FromMinutes(1) });
        }

        for (var back = -1; back < 30; back++)
        {
            var day = today.PlusDays(-back);
            Assert.Equal($"{whole.On(trial.Id, day)}", $"{near.On(trial.Id, day)}");
            Assert.Equal(whole.LastRevision(trial.Id, day), near.LastRevision(trial.Id, day));
            Assert.Equal(whole.IsAnswered(trial.Id, day), near.IsAnswered(trial.Id, day));
        }

        Assert.Equal($"{whole.Last(trial.Id)}", $"{near.Last(trial.Id)}");
        Assert.Equal(Sorted(whole.Revisions(trial.Id)), Sorted(near.Revisions(trial.Id)));

        static IEnumerable<string> Sorted(IReadOnlyList<CheckIn> all) => all.OrderBy(one => (one.StudyDay, one.Revision)).Select(one => $"{one}");
    }

    private static async Task Tell(ScratchDatabase scratch, ParticipantId participant, Trial trial, int days)
    {
        scratch.Clock.Advance(TimeSpan.FromDays(Period.DaysBetween(scratch.Now.InUtc().Date, trial.StartsOn!.Value) + days) + TimeSpan.FromHours(12));
        await BegunTrial.InOneTurn(scratch, participant, skills =>
        {
            for (var day = 0; day < days; day++)
            {
                skills.CheckInStore.Add(trial.Id, new CheckIn { StudyDay = trial.StartsOn!.Value.PlusDays(day), Revision = 1, Value = 20 + day, Late = false, ReportedAt = scratch.Now - Duration.FromDays(days - day) });
            }
        });
    }
}
