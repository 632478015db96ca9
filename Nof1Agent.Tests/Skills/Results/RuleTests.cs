using Nof1Agent.Skills;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Verdicts;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Results;

/// <summary>Rules of trials with several arms, and buttons that do what they say, once.</summary>
public sealed class RuleTests
{
    [Fact]
    public async Task Keep_TwoArmsThatSaySomething_AsksWhichAndWritesEachItsOwn()
    {
        await using var talk = await WithAnswer(VerdictKind.ItWorked, VerdictKind.ItMadeThingsWorse);
        var (first, second) = await Names(talk);
        var asked = await talk.Use(skills => skills.Rules.Keep());
        Assert.False(asked.Ok);
        Assert.Equal([$"My rule: {first}", $"My rule: {second}"], asked.Choices.Select(choice => choice.Label));
        Assert.Empty(await Rules(talk));

        // The buttons under the answer are the same.
        var answer = await talk.Use(skills => skills.Results.DidItWork());
        var offered = answer.Choices.Where(choice => choice.Call.Function == "rules-keep").ToList();
        Assert.Equal(asked.Choices.Select(choice => choice.Label), offered.Select(choice => choice.Label));
        foreach (var choice in offered)
        {
            Assert.True((await talk.Use(skills => skills.Rules.Keep(arm: choice.Call.Arguments["arm"]!.GetValue<string>()))).Ok);
        }

        Assert.Equal([(first, true), (second, false)], (await Rules(talk)).Select(rule => (rule.Intervention, rule.Keeps)));
        await talk.Use(skills => skills.Rules.Keep(months: 3, arm: second));
        Assert.Equal([1, 2], (await Rules(talk)).Select(rule => rule.Revision));
    }

    [Fact]
    public async Task Keep_OneArmDeservesIt_IsThatOneAndNotTheFirst()
    {
        await using var talk = await WithAnswer(VerdictKind.CannotTell, VerdictKind.ItWorked);
        var (first, second) = await Names(talk);
        Assert.Equal("Write down my rule", Assert.Single((await talk.Use(skills => skills.Results.DidItWork())).Choices, choice => choice.Call.Function == "rules-keep").Label);
        Assert.True((await talk.Use(skills => skills.Rules.Keep())).Ok);
        Assert.Equal(second, Assert.Single(await Rules(talk)).Intervention);
        Assert.False((await talk.Use(skills => skills.Rules.Keep(arm: first))).Ok);
    }

    [Fact]
    public async Task Buttons_PressedTwiceOrLate_TouchTheirOwnRuleAlone()
    {
        await using var talk = await WithAnswer(VerdictKind.ItWorked, VerdictKind.ItMadeThingsWorse);
        var (_, second) = await Names(talk);
        var written = await talk.Use(skills => skills.Rules.Keep(arm: "1"));
        await talk.Use(skills => skills.Rules.Keep(arm: "2"));
        var never = written.Choices.Single(choice => choice.Label == "No date").Call;
        var drop = written.Choices.Single(choice => choice.Label == "Drop this rule").Call;
        Assert.DoesNotContain(written.Choices, choice => choice.Call.Arguments.ContainsKey("number"));
        string Id(SkillCall call) => call.Arguments["id"]!.GetValue<string>();

        await talk.Use(skills => skills.Rules.Change(months: 0, id: Id(never)));
        Assert.Equal([true, false], (await Rules(talk)).Select(rule => rule.RetestOn is null));
        Assert.Equal("Dropped. What was tested stays in your record.", (await talk.Use(skills => skills.Rules.Drop(id: Id(drop)))).Say);
        Assert.Equal("Dropped. What was tested stays in your record.", (await talk.Use(skills => skills.Rules.Drop(id: Id(drop)))).Say);
        Assert.Equal(second, Assert.Single(await Rules(talk)).Intervention);
        Assert.False((await talk.Use(skills => skills.Rules.Change(months: 3, id: Id(never)))).Ok);
        Assert.NotNull(Assert.Single(await Rules(talk)).RetestOn);
    }

    [Fact]
    public async Task Rule_AboutWhatDidHarm_StaysLeaveItOut()
    {
        await using var talk = await WithAnswer(VerdictKind.ItWorked, VerdictKind.ItWorked, answer => answer with { StoppedArms = [1] });
        await talk.Use(skills => skills.Rules.Keep(keep: true, arm: "1"));
        await talk.Use(skills => skills.Rules.Change(1, keep: true, months: 3));
        var rule = Assert.Single(await Rules(talk));
        Assert.Equal((false, null), (rule.Keeps, rule.RetestOn));
    }

    [Fact]
    public async Task Undo_PressedTwice_TakesBackOnce_AndNeverWhatCameLater()
    {
        await using var talk = await Talk.WithTrial(goal: "stress", outcome: "stress-rating");
        var start = (await talk.Trial()).StartsOn!.Value;
        await talk.Until(start, 21);
        await talk.Use(skills => skills.CheckIns.Record(4, "yes"));
        var read = await talk.Use(skills => skills.CheckIns.Correct(6));
        var undo = Assert.Single(read.Choices).Call;
        Task<SkillReply> Press() => talk.Use(skills => skills.CheckIns.Undo(undo.Arguments["day"]!.GetValue<string>(), undo.Arguments["revision"]!.GetValue<int>()));

        Assert.Contains("the earlier answer counts again: 4", (await Press()).Say, StringComparison.Ordinal);
        foreach (var again in new[] { await Press(), await Press(), await talk.Use(skills => skills.CheckIns.Undo()) })
        {
            Assert.Contains("taken back or changed already", again.Say, StringComparison.Ordinal);
        }

        Assert.Equal(4, (await Day(talk)).Value);
        await talk.Use(skills => skills.CheckIns.Correct(8));
        Assert.False((await Press()).Ok);
        Assert.Equal(8, (await Day(talk)).Value);
        Assert.True((await talk.Use(skills => skills.CheckIns.Undo())).Ok);
        Assert.Equal(4, (await Day(talk)).Value);
    }

    private static Task<CheckIn> Day(Talk talk) => talk.Use(skills => skills.CheckInStore.Days(skills.TrialStore.Latest!.Id).Values.Single());

    private static Task<IReadOnlyList<PersonalRule>> Rules(Talk talk) => talk.Use(skills => new RuleStore(skills.Work).Current);

    private static async Task<(string First, string Second)> Names(Talk talk) => (await talk.Trial()).Plan.Arms is [_, var first, var second] ? (first.Name, second.Name) : throw new InvalidOperationException("two arms were asked for");

    // A trial of two things that is over, with an answer as it would be stored.
    private static async Task<Talk> WithAnswer(VerdictKind first, VerdictKind second, Func<TrialAnswer, TrialAnswer>? change = null)
    {
        var talk = await Talk.WithTrial(goal: "focus / attention", outcome: "focus-rating", candidate: "1,2");
        await talk.Use(skills =>
        {
            skills.Trials.Stop();
            var trial = skills.TrialStore.Latest!;
            var invented = RandomAnswers.Of(talk.Place.Get<Nof1Agent.Skills.Evidence.EvidenceCatalogue>().Outcome("focus-rating")!, 1, "either", 2, 0.4);
            var answer = invented.Answer with
            {
                DiaryRevisions = 0,
                Further = [],
                Report = invented.Answer.Report with { Contrasts = [invented.Contrast with { Arm = 1, Verdict = first }, invented.Contrast with { Arm = 2, Verdict = second }] },
                Adherence = [new ArmAdherence(9, 9), new ArmAdherence(9, 9), new ArmAdherence(9, 9)],
            };
            skills.ResultStore.Add(trial.Id, change?.Invoke(answer) ?? answer);
            return true;
        });
        return talk;
    }
}
