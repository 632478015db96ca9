using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Results;

/// <summary>Looks before the end: only where they were declared, and then the answer says so. How rarely they are false: <see cref="FalseAlarmTests"/>.</summary>
public sealed class EarlyLookTests
{
    [Theory]
    [InlineData("en", "Your trial ended early, after round 3")]
    [InlineData("de", "Dein Versuch ist früher zu Ende, schon nach Runde 3")]
    public async Task DeclaredLook_AClearEffect_EndsTheTrialAndSaysSo(string tag, string words)
    {
        await using var talk = await WithLooks();
        await talk.Use(skills => skills.Participants.SetLanguage(tag));
        await Live(talk, (arm, day) => 70 - (40 * arm) + (7 * day % 11), rounds: 3);
        var trial = await talk.Trial();
        Assert.Equal((TrialState.Finished, 3), (trial.State, trial.EndedAtLook));
        Assert.Contains(words, (await talk.Use(skills => skills.Results.DidItWork())).Say, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutADeclaredLook_AClearEffect_EndsNothing()
    {
        await using var talk = await Talk.WithTrial();
        await talk.Use(skills => skills.TrialStore.Latest!);
        await Live(talk, (arm, day) => 70 - (40 * arm) + (7 * day % 11), rounds: 2);
        Assert.Equal(TrialState.Running, (await talk.Trial()).State);
    }

    [Fact]
    public async Task Coach_WhileTheTrialRuns_IsBlindUnlessAReasonIsWrittenDown()
    {
        await using var talk = await Talk.WithTrial();
        await Live(talk, (arm, day) => 70 - (40 * arm) + (7 * day % 11), rounds: 2);
        var blind = await talk.Use(skills => skills.Coach.Result(KnownLanguages.English));
        Assert.Contains("nobody sees which side is better", blind.Say, StringComparison.Ordinal);
        Assert.DoesNotContain("With it", blind.Say, StringComparison.Ordinal);
        Assert.False((await talk.Use(skills => skills.Coach.Unblind("Dr. Ruiz", "why not", KnownLanguages.English))).Ok);
        Assert.Empty(await talk.Use(skills => skills.Coach.Unblindings));
        Assert.True((await talk.Use(skills => skills.Coach.Unblind("Dr. Ruiz", "Side effects got much stronger this week", KnownLanguages.English))).Ok);
        var written = Assert.Single(await talk.Use(skills => skills.Coach.Unblindings));
        Assert.Equal(("Dr. Ruiz", "Side effects got much stronger this week"), (written.Coach, written.Reason));
    }

    private static async Task<Talk> WithLooks()
    {
        var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        await talk.Use(skills =>
        {
            skills.Interview.Note(goal: "sleep onset", outcome: "sleep-onset-minutes", mcid: 5, typicalGood: 20, typicalBad: 60, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5);
            return skills.Candidates.List();
        });
        await talk.Use(skills => skills.Trials.Propose("1"));
        await talk.Use(skills => skills.Trials.ChooseLength(cycles: 4));
        Assert.True((await talk.Use(skills => skills.Trials.AllowEarlyEnd(true))).Ok);
        await talk.Use(skills => skills.Trials.ConfirmPlan());
        Assert.True((await talk.Use(skills => skills.Trials.Begin("a word"))).Ok);
        Assert.Contains("\"afterCycle\":3", (await talk.Trial()).Protocol, StringComparison.Ordinal);
        return talk;
    }

    private static async Task Live(Talk talk, Func<int, int, int> report, int rounds)
    {
        var trial = await talk.Trial();
        foreach (var day in TrialCalendar.Days(trial).Where(day => day.Block < rounds))
        {
            await talk.Until(day.Date.PlusDays(1), 8, 1);
            await talk.Use(skills => skills.CheckIns.Record(report(day.Arm, day.Ordinal), "yes"));
        }

        await talk.Until(TrialCalendar.Days(trial).Last(day => day.Block < rounds).Date.PlusDays(2), 8, 1);
    }
}
