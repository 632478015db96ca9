using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Storage;

/// <summary>A participant whose trial is on its way, reached through the skills as a conversation would.</summary>
internal static class BegunTrial
{
    public static EvidenceCatalogue Catalogue { get; } = EvidenceCatalogue.Embedded();

    /// <summary>A participant with a plan that is frozen; with their word given too when <paramref name="begun"/>.</summary>
    public static async Task<(ParticipantId Participant, Trial Trial)> In(ScratchDatabase scratch, bool begun = true, string externalId = "one")
    {
        var participant = await new Inbox(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random).Meet("test", externalId, DateTimeZone.Utc);
        await InOneTurn(scratch, participant, skills =>
        {
            skills.Participants.Consent(true);
            skills.Interview.Note(goal: "sleep onset", outcome: "sleep-onset-minutes", mcid: 10, typicalGood: 30, typicalBad: 80, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5);
            skills.Candidates.List();
            Must(skills.Trials.Propose("1"));
            var plan = skills.TrialStore.Open!.Plan;
            Must(skills.Trials.ChooseLength(weeks: LengthOptions.For(plan, Catalogue.Outcome(plan.Outcome)!)[0].Days / 7.0));
            Must(skills.Trials.ConfirmPlan());
            if (begun)
            {
                Must(skills.Trials.Begin("word"));
            }

            skills.Rhythm.Schedule(null);
        });
        using var work = scratch.Work(participant);
        return (participant, new TrialStore(work).Open!);
    }

    private static void Must(SkillReply reply) => Assert.True(reply.Ok, reply.Say);

    /// <summary>Uses the skills in one turn; all that it wrote must be stored.</summary>
    public static async Task InOneTurn(ScratchDatabase scratch, ParticipantId participant, Action<SkillSet> use)
    {
        using var work = scratch.Work(participant);
        use(new SkillSet(work, Catalogue, new TriggerSettings()));
        Assert.Equal(CommitOutcome.Committed, await work.CommitAsync(scratch.Writer));
    }
}
