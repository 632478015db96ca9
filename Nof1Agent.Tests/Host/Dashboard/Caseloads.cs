using Nof1Agent.Skills;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Invitations;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Studies;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Host.Dashboard;

/// <summary>People of a coach in a running service, each at another place of the way.</summary>
internal static class Caseloads
{
    /// <summary>Somebody who was invited by a coach and has agreed.</summary>
    /// <param name="service">Where.</param>
    /// <param name="coach">Who invited them.</param>
    /// <param name="name">What their channel calls them.</param>
    /// <param name="goal">Their goal in their own words.</param>
    /// <param name="agreed">Whether they have said yes.</param>
    public static async Task<ParticipantId> Joined(RunningService service, string coach, string name, string goal = "fall asleep sooner", bool agreed = true)
    {
        var participant = await service.Get<Inbox>().Meet("web", name, DateTimeZone.Utc);
        var code = Assert.Single(await service.Get<InvitationBook>().Invite(coach, null, Duration.FromDays(3), 1));
        Assert.Equal(InvitationOutcome.Accepted, await service.Get<InvitationBook>().Accept(participant, "web", code));
        if (agreed)
        {
            await Turn(service, participant, skills =>
            {
                skills.Participants.Consent(true);
                skills.Interview.Note(goal: "sleep onset", outcome: "sleep-onset-minutes", mcid: 10, typicalGood: 30, typicalBad: 80, adult: true, conditions: ["hay fever"], medicines: [], tried: ["camomile tea"], limits: [], expectation: 5);
                skills.InterviewStore.Save(skills.InterviewStore.Notes with { GoalInOwnWords = goal });
            });
        }

        return participant;
    }

    /// <summary>Invites the one person who has opened the web chat.</summary>
    public static async Task<ParticipantId> JoinedByChat(RunningService service, string coach)
    {
        using var connection = service.Get<Database>().OpenReadable();
        var participant = new ParticipantId(Dapper.SqlMapper.ExecuteScalar<string>(connection, "select id from participant")!);
        var code = Assert.Single(await service.Get<InvitationBook>().Invite(coach, null, Duration.FromDays(3), 1));
        Assert.Equal(InvitationOutcome.Accepted, await service.Get<InvitationBook>().Accept(participant, "web", code));
        return participant;
    }

    /// <summary>Begins a trial some days ago and answers its days, but for the last <paramref name="silent"/>.</summary>
    public static async Task InATrial(RunningService service, ParticipantId participant, int daysAgo, int silent = 0)
    {
        await Turn(service, participant, skills =>
        {
            skills.Candidates.List();
            Must(skills.Trials.Propose("1"));
            var plan = skills.TrialStore.Open!.Plan;
            Must(skills.Trials.ChooseLength(weeks: LengthOptions.For(plan, skills.Catalogue.Outcome(plan.Outcome)!)[0].Days / 7.0));
            Must(skills.Trials.ConfirmPlan());
            Must(skills.Trials.Begin("word"));
        }, daysAgo);
        for (var day = daysAgo - 2; day > silent; day--)
        {
            await Turn(service, participant, skills => skills.CheckIns.Record(30 + (day * 7 % 23), day % 5 == 0 ? "partly" : "yes"), day);
        }
    }

    /// <summary>A protocol for several people.</summary>
    public static StudyTemplate Study(string name) => new()
    {
        Name = name,
        Goal = "sleep onset",
        Outcome = "sleep-onset-minutes",
        Arms = [new StudyArm("warm bath or shower before bed")],
        PeriodDays = 7,
        WashoutDays = 1,
        Cycles = 3,
        ConsentText = "<script>document.title='owned'</script>",
    };

    /// <summary>A request for a coach's yes.</summary>
    public static Task Asks(RunningService service, ParticipantId participant, string name = "melatonin") => Turn(service, participant, skills =>
    {
        var approval = new Approval { Id = skills.Work.Random.NewId(), Name = name, Instruction = "Take 1 mg one hour before bed.", Cautions = ["not with blood thinners"], AskedAt = skills.Work.Now };
        skills.Approvals.Add(approval);
        new AlertStore(skills.Work).Raise(AlertKind.ApprovalRequested, "A request waits.", approval.Id);
    });

    /// <summary>An alert about somebody.</summary>
    public static Task Alert(RunningService service, ParticipantId participant, AlertKind kind) => Turn(service, participant, skills => new AlertStore(skills.Work).Raise(kind, "Something happened."));

    /// <summary>Support mode after a crisis.</summary>
    public static Task Crisis(RunningService service, ParticipantId participant) => Turn(service, participant, skills =>
    {
        skills.Conversation.Set(skills.Conversation.Current with { SafetyHold = "E2", SafetyHoldSince = skills.Work.Now });
        new AlertStore(skills.Work).Raise(AlertKind.Crisis, "Something happened.");
    });

    public static async Task Turn(RunningService service, ParticipantId participant, Action<SkillSet> use, int daysAgo = 0)
    {
        using var work = new TurnWork(service.Get<Database>(), participant, Instant.FromDateTimeOffset(service.Clock.GetUtcNow()) - Duration.FromDays(daysAgo), service.Get<RandomSource>());
        var skills = new SkillSet(work, service.Get<EvidenceCatalogue>(), new TriggerSettings());
        use(skills);
        skills.Conversation.Close(null);
        Assert.Equal(CommitOutcome.Committed, await work.CommitAsync(service.Get<WriterQueue>()));
    }

    private static void Must(SkillReply reply) => Assert.True(reply.Ok, reply.Say);
}
