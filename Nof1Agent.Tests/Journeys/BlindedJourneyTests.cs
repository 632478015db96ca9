using Nof1Agent.Skills;
using Nof1Agent.Skills.Documents;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Verdicts;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Journeys;

/// <summary>A trial in which the person does not know what they take, and what they thought it was.</summary>
public sealed class BlindedJourneyTests
{
    [Fact]
    public async Task Blinded_NamesOnlyTheLetter_AsksAtPeriodEndsAndTellsAtTheEnd()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        var (name, plan) = await Draft(talk, swallowed: true);
        Assert.Contains("Make it blind", plan.Buttons);
        Assert.Contains("two containers, A and B", (await talk.Use(skills => skills.Trials.Blind())).Say, StringComparison.Ordinal);
        var word = await talk.Use(skills => skills.Trials.ConfirmPlan());
        Assert.Equal(BlindCodes.Sheet, Assert.Single(word.Downloads).Name);
        Assert.True((await talk.Use(skills => skills.Trials.Begin("a word"))).Ok);

        var trial = await talk.Trial();
        Assert.Contains("\"blinding\"", trial.Protocol!, StringComparison.Ordinal);
        Assert.Equal(["A", "B"], new[] { BlindCodes.Of(trial, 0), BlindCodes.Of(trial, 1) }.Order());
        var sheet = BlindCodes.WriteSheet(trial)!;
        Assert.Contains($"Container {BlindCodes.Of(trial, 1)}: {name}", sheet, StringComparison.Ordinal);

        var days = TrialCalendar.Days(trial);
        var (asked, right) = (0, 0);
        foreach (var day in days)
        {
            // Heartburn is asked about in the morning after: with the next day's instruction.
            var said = await talk.Until(day.Date, 9);
            Assert.Contains($"Today: container {BlindCodes.Of(trial, day.Arm)} (day {day.DayOfPeriod}", said, StringComparison.Ordinal);
            await talk.Until(day.Date.PlusDays(1), 7, 59);
            var noted = await talk.Use(skills => skills.CheckIns.Record(day.Ordinal % 4 + 3, "yes"));
            var isLast = day.DayOfPeriod == trial.Plan.Design.PeriodDays;
            Assert.Equal(isLast, noted.Say.Contains("Which do you think it was?", StringComparison.Ordinal));
            Assert.DoesNotContain(name, said + noted.Say, StringComparison.OrdinalIgnoreCase);
            if (isLast && asked < 4)
            {
                // Three guesses that are right, and no idea once.
                Assert.True((await talk.Use(skills => skills.CheckIns.Guess(asked == 3 ? -1 : day.Arm))).Ok);
                Assert.False((await talk.Use(skills => skills.CheckIns.Guess(1))).Ok, "guessed twice about one period");
                (asked, right) = (asked + 1, right + (asked == 3 ? 0 : 1));
            }
        }

        // The last guess is waited for, until the day after.
        await talk.Until(days[^1].Date.PlusDays(1), 9);
        Assert.Contains("One thing before the answer", (await talk.Use(skills => skills.Results.DidItWork())).Say, StringComparison.Ordinal);
        await talk.Until(days[^1].Date.PlusDays(2), 9);
        var answer = await talk.Use(skills => skills.Results.DidItWork());
        Assert.True(answer.Say.Contains($"Right guesses: {right} of 3; tossed coins are right at least as often in 13 of 100", StringComparison.Ordinal), answer.Say);
        Assert.Contains(name, answer.Say, StringComparison.OrdinalIgnoreCase);
        var report = await talk.Use(skills => ExportForm.Named("report.md")!.Write(new TrialRecords(skills.Work, skills.Catalogue).Latest!, _ => ""));
        Assert.Contains("3 of 3 guesses right, 1 times no idea", report!, StringComparison.Ordinal);
        Assert.Equal(sheet, BlindCodes.WriteSheet(await talk.Trial()));
    }

    [Fact]
    public async Task LastGuess_ComesBeforeTheAnswer_WhichSaysWhatTheContainersHeld()
    {
        await using var talk = await Begun();
        var days = TrialCalendar.Days(await talk.Trial());
        await LiveTo(talk, days, days.Count - 1);
        await talk.Until(days[^1].Date.PlusDays(1), 8, 1);
        var noted = await talk.Say("4, did it");
        Assert.Contains("Which do you think it was?", noted, StringComparison.Ordinal);
        Assert.DoesNotContain("With it, ", noted, StringComparison.Ordinal);
        Assert.Equal(TrialState.Running, (await talk.Trial()).State);

        // Asked for the answer, the guess is asked for again.
        var first = await talk.Use(skills => skills.Results.DidItWork());
        Assert.StartsWith("Your trial is over. One thing before the answer", first.Say, StringComparison.Ordinal);
        Assert.Equal(TrialState.Running, (await talk.Trial()).State);
        var told = await talk.Press("No idea");
        Assert.Contains("Noted, thank you.", told, StringComparison.Ordinal);
        Assert.Equal(TrialState.Finished, (await talk.Trial()).State);
        Assert.Contains("You did not know which container was which", told, StringComparison.Ordinal);
        Assert.Contains("a guess would no longer be one", (await talk.Use(skills => skills.CheckIns.Guess(1, days[^1].Date.ToString("uuuu-MM-dd", null)))).Say, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LastGuess_NeverGiven_IsWaitedForOneDayAndNoLonger()
    {
        await using var talk = await Begun();
        var days = TrialCalendar.Days(await talk.Trial());
        await LiveTo(talk, days, days.Count - 1);

        // The last day stays unanswered, so the guess is asked in the morning after the day on which it could have been told.
        await talk.Until(days[^1].Date.PlusDays(1), 8, 1);
        Assert.Contains("Which do you think it was?", await talk.Until(days[^1].Date.PlusDays(2), 8, 1), StringComparison.Ordinal);
        Assert.Equal(TrialState.Running, (await talk.Trial()).State);
        await talk.Until(days[^1].Date.PlusDays(3), 8, 1);
        Assert.Equal(TrialState.Finished, (await talk.Trial()).State);
        Assert.False((await talk.Use(skills => skills.CheckIns.Guess(1))).Ok);
    }

    [Fact]
    public async Task Guess_LastDayOfAPeriodUnanswered_IsAskedOnceAtTheChange()
    {
        await using var talk = await Begun();
        var trial = await talk.Trial();
        var days = TrialCalendar.Days(trial);
        var last = days.First(day => day.DayOfPeriod == trial.Plan.Design.PeriodDays);
        await LiveTo(talk, days, last.Ordinal);

        // A night outcome: the morning's question comes first, and the guess with its answer.
        await talk.Until(last.Date.PlusDays(2), 8, 1);
        var noted = await talk.Say("5, did it");
        Assert.Contains($"the last day of container {BlindCodes.Of(trial, last.Arm)}", noted, StringComparison.Ordinal);
        await talk.Until(last.Date.PlusDays(3), 8, 1);
        Assert.DoesNotContain("Which do you think it was?", await talk.Say("6, did it"), StringComparison.Ordinal);
        Assert.True((await talk.Use(skills => skills.CheckIns.Guess(last.Arm))).Ok);
        Assert.Equal(last.Period, Assert.Single(await talk.Use(skills => new Nof1Agent.Skills.CheckIns.ArmGuessStore(skills.Work).Of(trial.Id))).Period);
    }

    [Fact]
    public async Task Guess_SaidTwiceOnAPeriodsLastDay_IsNotFiledUnderThePeriodBeforeToo()
    {
        // Found by a life at random: the first period was never guessed about, and took what was said again about the second.
        await using var talk = await Begun();
        var trial = await talk.Trial();
        var lasts = TrialCalendar.Days(trial).Where(day => day.DayOfPeriod == trial.Plan.Design.PeriodDays).ToList();
        await talk.Until(lasts[1].Date.PlusDays(1), 8, 1);
        Assert.True((await talk.Use(skills => skills.CheckIns.Guess(1))).Ok);
        Assert.False((await talk.Use(skills => skills.CheckIns.Guess(1))).Ok);
        Assert.Equal(lasts[1].Period, Assert.Single(await talk.Use(skills => new Nof1Agent.Skills.CheckIns.ArmGuessStore(skills.Work).Of(trial.Id))).Period);
    }

    private static async Task<Talk> Begun()
    {
        var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        await Draft(talk, swallowed: true);
        await talk.Use(skills => skills.Trials.Blind());
        await talk.Use(skills => skills.Trials.ConfirmPlan());
        Assert.True((await talk.Use(skills => skills.Trials.Begin("a word"))).Ok);
        return talk;
    }

    // Answers every day before one, with a guess at the end of each period.
    private static async Task LiveTo(Talk talk, IReadOnlyList<TrialDay> days, int before)
    {
        foreach (var day in days.Take(before))
        {
            await talk.Until(day.Date.PlusDays(1), 7, 59);
            var noted = await talk.Use(skills => skills.CheckIns.Record((day.Ordinal % 4) + 3, "yes"));
            if (noted.Say.Contains("Which do you think it was?", StringComparison.Ordinal))
            {
                await talk.Use(skills => skills.CheckIns.Guess(-1, day.Date.ToString("uuuu-MM-dd", null)));
            }
        }
    }

    [Fact]
    public async Task Blind_SomethingThatIsDone_IsRefused()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        var (_, plan) = await Draft(talk, swallowed: false);
        Assert.DoesNotContain("Make it blind", plan.Buttons);
        Assert.False((await talk.Use(skills => skills.Trials.Blind())).Ok);
        Assert.False((await talk.Use(skills => skills.TrialStore.Open!)).Plan.Blinded);
    }

    [Fact]
    public async Task Blind_OpenAgain_IsTheOpenPlan()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        await Draft(talk, swallowed: true);
        var open = (await talk.Use(skills => skills.TrialStore.Open!)).Plan;
        await talk.Use(skills => skills.Trials.Blind());
        await talk.Use(skills => skills.Trials.Blind(false));
        var again = (await talk.Use(skills => skills.TrialStore.Open!)).Plan;
        Assert.Equal((open.Arms[0].Name, open.Arms[0].Instruction, false), (again.Arms[0].Name, again.Arms[0].Instruction, again.Blinded));
    }

    private static async Task<(string Name, SkillReply Plan)> Draft(Talk talk, bool swallowed)
    {
        await talk.Use(skills =>
        {
            skills.Interview.Note(goal: swallowed ? "acid reflux" : "stress", outcome: swallowed ? "reflux-rating" : "stress-rating", mcid: 1, typicalGood: 3, typicalBad: 8, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5);
            return skills.Candidates.List();
        });
        var candidate = await talk.Use(skills => skills.CandidateStore.Latest!.Candidates.First(known => known.MayStart && known.Entry.Intervention.HasLookAlike == swallowed));
        var proposed = await talk.Use(skills => skills.Trials.Propose($"{candidate.Position}"));
        Assert.True(proposed.Ok, proposed.Say);
        return (candidate.Name, await talk.Use(skills => skills.Trials.ChooseLength(cycles: 3)));
    }
}
