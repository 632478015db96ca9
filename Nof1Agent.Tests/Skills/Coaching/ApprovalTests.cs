using Nof1Agent.Skills;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Protection;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Coaching;

/// <summary>What needs a clinician's yes does not start before a coach has given it, and the person hears what was decided and why.</summary>
public sealed class ApprovalTests
{
    private const string Coach = "coach one";
    private static readonly SpokenLanguage English = KnownLanguages.English;

    [Fact]
    public async Task Propose_WhereNoCoachWorks_IsRefusedHonestlyWithSomethingElse()
    {
        await using var talk = await Told();
        var refused = await Use(talk, hasCoach: false, skills => skills.Trials.Propose(Barred(skills).Name));
        Assert.False(refused.Ok);
        Assert.Contains("this service has no coach", refused.Say, StringComparison.Ordinal);
        Assert.Contains("Meanwhile you could plan", refused.Say, StringComparison.Ordinal);
        Assert.Empty(await Use(talk, false, skills => skills.Approvals.All));
    }

    [Fact]
    public async Task Propose_WhereCoachesWork_AsksOnceAndWaits()
    {
        await using var talk = await Told();
        Assert.Contains("I have asked", (await Use(talk, true, skills => skills.Trials.Propose(Barred(skills).Name))).Say, StringComparison.Ordinal);
        Assert.Contains("still waits", (await Use(talk, true, skills => skills.Trials.Propose(Barred(skills).Name))).Say, StringComparison.Ordinal);
        var alert = Assert.Single(talk.Place.Get<AlertLog>().Open(Audience.Coach));
        Assert.Equal(AlertKind.ApprovalRequested, alert.Kind);
        Assert.Single(await Use(talk, true, skills => skills.ApprovalDecisions.Waiting));
        Assert.Null(await Use(talk, true, skills => skills.TrialStore.Open));
    }

    [Fact]
    public async Task Approve_ThePersonHearsItAndMayPlan()
    {
        await using var talk = await Told();
        await Ask(talk);
        Assert.True((await Decide(talk, (decisions, id) => decisions.Approve(id, Coach, null, English))).Ok);
        Assert.Contains("has agreed that you may test", talk.Hear(), StringComparison.Ordinal);
        Assert.Empty(talk.Place.Get<AlertLog>().Open(Audience.Coach));
        Assert.True((await Use(talk, true, skills => skills.Trials.Propose(Barred(skills).Name))).Ok);
        Assert.NotNull(await Use(talk, true, skills => skills.TrialStore.Open));
    }

    [Fact]
    public async Task Change_ThePlanSaysTheCoachsWords()
    {
        await using var talk = await Told();
        await Ask(talk);
        Assert.False((await Decide(talk, (decisions, id) => decisions.Change(id, Coach, "Half of it, in the evening only.", "no", English))).Ok);
        Assert.True((await Decide(talk, (decisions, id) => decisions.Change(id, Coach, "Half of it, in the evening only.", "To begin gently.", English))).Ok);
        Assert.Contains("Half of it, in the evening only. The reason: To begin gently.", talk.Hear(), StringComparison.Ordinal);
        await Use(talk, true, skills => skills.Trials.Propose(Barred(skills).Name));
        Assert.Equal("Half of it, in the evening only.", (await Use(talk, true, skills => skills.TrialStore.Open))!.Plan.Arms[1].Instruction);
    }

    [Fact]
    public async Task Veto_ThePersonHearsTheReasonAndNothingStarts()
    {
        await using var talk = await Told();
        await Ask(talk);
        Assert.False((await Decide(talk, (decisions, id) => decisions.Veto(id, Coach, "no", English))).Ok);
        Assert.True((await Decide(talk, (decisions, id) => decisions.Veto(id, Coach, "It does not go with what you take.", English))).Ok);
        Assert.Contains("It does not go with what you take.", talk.Hear(), StringComparison.Ordinal);
        var refused = await Use(talk, true, skills => skills.Trials.Propose(Barred(skills).Name));
        Assert.False(refused.Ok);
        Assert.Contains("It does not go with what you take.", refused.Say, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Veto_AfterAYes_PutsThePlanAside_ButNotARunningTrial()
    {
        await using var talk = await Told();
        await Ask(talk);
        await Decide(talk, (decisions, id) => decisions.Approve(id, Coach, null, English));
        await Use(talk, true, skills => skills.Trials.Propose(Barred(skills).Name));
        Assert.True((await Decide(talk, (decisions, id) => decisions.Veto(id, Coach, "A letter of the doctor came.", English))).Ok);
        Assert.Equal(TrialState.Cancelled, (await Use(talk, true, skills => skills.TrialStore.All))[^1].State);

        await Decide(talk, (decisions, id) => decisions.Approve(id, Coach, null, English));
        await Use(talk, true, skills => skills.Trials.Propose(Barred(skills).Name));
        await Use(talk, true, skills => skills.Trials.ChooseLength(cycles: 3));
        await Use(talk, true, skills => skills.Trials.ConfirmPlan());
        Assert.True((await Use(talk, true, skills => skills.Trials.Begin("word"))).Ok);
        Assert.False((await Decide(talk, (decisions, id) => decisions.Veto(id, Coach, "Too late for this one.", English))).Ok);
    }

    [Fact]
    public async Task Decide_UnknownOrTwice_IsRefused()
    {
        await using var talk = await Told();
        Assert.False((await Use(talk, true, skills => skills.ApprovalDecisions.Approve("none", Coach, null, English))).Ok);
        await Ask(talk);
        Assert.False((await Decide(talk, (decisions, id) => decisions.Approve(id, " ", null, English))).Ok);
        await Decide(talk, (decisions, id) => decisions.Approve(id, Coach, null, English));
        Assert.Contains("decided already", (await Decide(talk, (decisions, id) => decisions.Approve(id, Coach, null, English))).Say, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirm_APlanWithCautions_AsksForThemWithAButton()
    {
        await using var talk = await Told();
        await Ask(talk);
        await Decide(talk, (decisions, id) => decisions.Approve(id, Coach, null, English));
        await Use(talk, true, skills => skills.Trials.Propose(Barred(skills).Name));
        var asked = await Use(talk, true, skills => skills.Trials.ChooseLength(cycles: 3));
        Assert.Contains("is not for people with one of these", asked.Say, StringComparison.Ordinal);
        var button = Assert.Single(asked.Choices, choice => choice.Call.Function == "trials-caution_applies");
        Assert.Equal("One of these applies to me", button.Label);
        Assert.Contains("put the plan aside", (await Use(talk, true, skills => skills.Trials.CautionApplies())).Say, StringComparison.Ordinal);
        Assert.Null(await Use(talk, true, skills => skills.TrialStore.Open));
    }

    private static Candidate Barred(SkillSet skills) => skills.CandidateStore.Latest!.Candidates.First(candidate => candidate.NeedsCoach && candidate.Entry.Contraindications.Count > 0);

    private static async Task<Talk> Told()
    {
        var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        await talk.Use(skills =>
        {
            skills.Interview.Note(goal: "chronic pain", outcome: "pain-rating", mcid: 1, typicalGood: 3, typicalBad: 6, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5);
            return skills.Candidates.List();
        });
        talk.Hear();
        return talk;
    }

    private static Task<SkillReply> Ask(Talk talk) => Use(talk, true, skills => skills.Trials.Propose(Barred(skills).Name));

    private static Task<SkillReply> Decide(Talk talk, Func<Nof1Agent.Skills.Coaching.ApprovalDecisions, string, SkillReply> decide) =>
        Use(talk, true, skills => decide(skills.ApprovalDecisions, skills.Approvals.All[^1].Id));

    private static async Task<T> Use<T>(Talk talk, bool hasCoach, Func<SkillSet, T> use)
    {
        using var work = new TurnWork(talk.Place.Database, talk.Id, talk.Place.Now, talk.Place.Get<RandomSource>());
        var skills = new SkillSet(work, talk.Place.Get<EvidenceCatalogue>(), new TriggerSettings(), new SafetySettings { HasCoach = hasCoach });
        var result = use(skills);
        skills.Rhythm.Schedule(null);
        skills.Conversation.Close(null);
        Assert.Equal(CommitOutcome.Committed, await work.CommitAsync(talk.Place.Get<WriterQueue>()));
        return result;
    }
}
