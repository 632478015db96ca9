using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Protection;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Candidates;

/// <summary>What harmed a person in their own trial does not come back by itself.</summary>
public sealed class OwnHarmTests
{
    [Fact]
    public async Task StoppedForHarm_IsNoCandidateAndSaysWhy_WithoutAnybodyAskingForTheAnswer()
    {
        await using var talk = await Talk.WithTrial(goal: "focus / attention", outcome: "focus-rating");
        var (name, earlier) = await talk.Use(skills => (skills.TrialStore.Latest!.Plan.Arms[1].Name, skills.CandidateStore.Latest!));
        Assert.Equal(name, earlier.Candidates[0].Name);
        await Harm(talk);

        var listed = await talk.Use(skills => skills.Candidates.List());
        var list = await talk.Use(skills => skills.CandidateStore.Latest!);
        Assert.DoesNotContain(list.Candidates, candidate => candidate.Name == name);
        Assert.Equal(name, Assert.Single(list.Harmed).Name);
        Assert.Contains($"- {name}: you told me of a strong side effect in your own trial of it", listed.Say, StringComparison.Ordinal);
        Assert.NotEqual(name, (await talk.Use(skills => skills.Candidates.NextUntested("focus-rating")))!.Name);
        Assert.Contains("Not to start here: you told me of a strong side effect", (await talk.Use(skills => skills.Candidates.Explain(name))).Say, StringComparison.Ordinal);

        // The answer, asked for later, leaves it so.
        await talk.Use(skills => skills.Results.DidItWork());
        await talk.Use(skills => skills.Candidates.List());
        Assert.Equal(name, Assert.Single((await talk.Use(skills => skills.CandidateStore.Latest!)).Harmed).Name);
    }

    [Theory]
    [InlineData("en", "talk with a doctor or pharmacist")]
    [InlineData("de", "Sprich bitte mit deiner Ärztin")]
    public async Task StoppedForHarm_AskedForByNameOrByAnOldNumber_IsRefusedWithWhatHappened(string language, string advice)
    {
        await using var talk = await Talk.WithTrial(goal: "focus / attention", outcome: "focus-rating");
        var name = (await talk.Trial()).Plan.Arms[1].Name;
        await Harm(talk);
        await talk.Use(skills => skills.Participants.SetLanguage(language));

        // The list from before the trial still calls it number 1.
        Assert.Contains(advice, (await talk.Use(skills => skills.Trials.Propose("1"))).Say, StringComparison.Ordinal);
        await talk.Use(skills => skills.Candidates.List());
        foreach (var propose in new Func<SkillSet, SkillReply>[] { skills => skills.Trials.Propose(name), skills => skills.Trials.ProposeAgain(name) })
        {
            var refused = await talk.Use(propose);
            Assert.False(refused.Ok);
            Assert.Contains(advice, refused.Say, StringComparison.Ordinal);
        }

        Assert.Null(await talk.Use(skills => skills.TrialStore.Open));
        var other = await talk.Use(skills => skills.Trials.Propose("1"));
        Assert.True(other.Ok, other.Say + (await talk.Use(skills => skills.Candidates.List())).Say);
    }

    [Fact]
    public async Task StoppedForHarm_WithACoach_NeedsAYesThatWasGivenSince()
    {
        await using var talk = await Talk.WithTrial(goal: "focus / attention", outcome: "focus-rating");
        var name = (await talk.Trial()).Plan.Arms[1].Name;
        await talk.Use(skills =>
        {
            skills.Approvals.Add(new Approval { Id = "before", Name = name, Instruction = "as before", State = ApprovalState.Approved, AskedAt = skills.Work.Now });
            return true;
        });
        await Harm(talk);
        await talk.Use(skills => skills.Candidates.List());

        var asked = await Use(talk, skills => skills.Trials.Propose(name));
        Assert.Contains("a coach has to agree", asked.Say, StringComparison.Ordinal);
        Assert.Null(await talk.Use(skills => skills.TrialStore.Open));
        var approval = await talk.Use(skills => skills.Approvals.Of(name)!);
        Assert.Equal(ApprovalState.Waiting, approval.State);
        Assert.Contains("strong side effect", approval.Cautions[0], StringComparison.Ordinal);
        Assert.Contains("waits for a coach's yes", (await Use(talk, skills => skills.Trials.Propose(name))).Say, StringComparison.Ordinal);

        Assert.True((await Use(talk, skills => skills.ApprovalDecisions.Approve(approval.Id, "Kim", null, KnownLanguages.English))).Ok);
        var planned = await Use(talk, skills => skills.Trials.Propose(name));
        Assert.True(planned.Ok, planned.Say);

        // The answer to the old trial does not take back what the coach knew.
        await talk.Use(skills => skills.Trials.CancelPlan());
        await talk.Use(skills => skills.Candidates.List());
        Assert.True((await Use(talk, skills => skills.Trials.Propose(name))).Ok);
    }

    [Fact]
    public async Task MadeWorse_IsNoCandidate_AndIsPlannedOnlyByThePersonWhoKnows()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        await talk.Use(skills => skills.Interview.Note(goal: "stress", outcome: "stress-rating", mcid: 1, typicalGood: 2, typicalBad: 6, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5));
        await talk.Use(skills => skills.Candidates.List());
        var name = (await talk.Use(skills => skills.CandidateStore.Latest!)).Candidates[0].Name;
        await Tested(talk, name, HarmKind.MadeWorse, "it made things worse");

        await talk.Use(skills => skills.Candidates.List());
        Assert.DoesNotContain((await talk.Use(skills => skills.CandidateStore.Latest!)).Candidates, candidate => candidate.Name == name);
        var refused = await talk.Use(skills => skills.Trials.Propose(name));
        Assert.False(refused.Ok);
        Assert.Contains("It made things worse for you", refused.Say, StringComparison.Ordinal);
        var button = Assert.Single(refused.Choices, choice => choice.Label == "I know, test it again");
        Assert.Equal("trials-propose_again", button.Call.Function);
        var planned = await talk.Use(skills => skills.Trials.ProposeAgain(button.Call.Arguments["candidates"]!.GetValue<string>()));
        Assert.True(planned.Ok, planned.Say);
        Assert.Equal(name, (await talk.Trial()).Plan.Arms[1].Name);

        // A later trial that went well lifts it; the earlier way of storing counts like the present one.
        await Tested(talk, name, null, "it worked");
        await talk.Use(skills => skills.Candidates.List());
        Assert.Empty((await talk.Use(skills => skills.CandidateStore.Latest!)).Harmed);
        await Tested(talk, name, null, "es hat geschadet");
        Assert.Equal("es hat geschadet", KnownLanguages.Find("de")!.Say("verdict.worse"));
        await talk.Use(skills => skills.Candidates.List());
        Assert.Single((await talk.Use(skills => skills.CandidateStore.Latest!)).Harmed);
    }

    [Fact]
    public async Task Harm_UnderAnotherGoal_StillCounts()
    {
        await using var talk = await Talk.WithTrial(goal: "focus / attention", outcome: "focus-rating");
        var name = (await talk.Trial()).Plan.Arms[1].Name;
        var entry = talk.Place.Get<EvidenceCatalogue>().Entries.First(known => known.Intervention.Name == name);
        var told = new TestedOnYou { Intervention = name, Outcome = "mood-rating", Verdict = "too little data to tell", Harm = HarmKind.SideEffect, At = Instant.FromUtc(2027, 1, 1, 0, 0) };
        var well = told with { Outcome = "stress-rating", Verdict = "it worked", Harm = null, At = told.At + Duration.FromDays(9) };
        Assert.Equal(HarmKind.SideEffect, OwnHarm.Kind(OwnHarm.In([told, well])[name]));
        Assert.Equal(entry.Intervention.Name, name);
    }

    private static Task<bool> Tested(Talk talk, string name, HarmKind? harm, string verdict) => talk.Use(skills =>
    {
        skills.CandidateStore.Add(new TestedOnYou { Intervention = name, Outcome = "stress-rating", Verdict = verdict, Benefit = -1, Low = -2, High = -0.5, Harm = harm, At = skills.Work.Now });
        return true;
    });

    private static async Task Harm(Talk talk)
    {
        var day = TrialCalendar.Days(await talk.Trial()).First(known => known is { Counted: true, Arm: 1 });
        await talk.Until(day.Date, 21);
        await talk.Use(skills => skills.CheckIns.SideEffect(9, "dizzy", day.Date.ToString("uuuu-MM-dd", null)));
        Assert.Equal(TrialState.Stopped, (await talk.Trial()).State);
    }

    private static Task<T> Use<T>(Talk talk, Func<SkillSet, T> use) => talk.Use(skills => use(new SkillSet(skills.Work, talk.Place.Get<EvidenceCatalogue>(), new TriggerSettings(), new SafetySettings { HasCoach = true })));
}
