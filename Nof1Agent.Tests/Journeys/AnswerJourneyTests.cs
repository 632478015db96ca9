using System.Text.RegularExpressions;
using Nof1Agent.Host.Cli.Demo;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Verdicts;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Journeys;

/// <summary>The answer at the end, and nothing of it before.</summary>
public sealed partial class AnswerJourneyTests
{
    [Fact]
    public async Task AskedEarly_TellsHowCompleteTheDataAreAndNothingElse()
    {
        await using var talk = await Talk.WithTrial();
        var first = (await talk.Trial()).StartsOn!.Value;
        for (var day = 1; day <= 10; day++)
        {
            await talk.Until(first.PlusDays(day), 8, 1);
            await talk.Say($"{30 + day}, did it");
        }

        var said = await talk.Say("did it work?");
        Assert.Contains("Not yet. So far 10 of 10 days have an answer; the result comes on Tuesday, 16 February.", said, StringComparison.Ordinal);
        Assert.Equal(["10", "10", "16"], Number().Matches(said).Select(match => match.Value));
        Assert.Equal(TrialState.Running, (await talk.Trial()).State);
    }

    [Theory]
    [InlineData(-30, VerdictKind.ItWorked, "It worked")]
    [InlineData(30, VerdictKind.ItMadeThingsWorse, "It made things worse")]
    public async Task AtTheEnd_ALargeEffect_IsSaidInTheRightDirection(int effect, VerdictKind verdict, string words)
    {
        await using var talk = await Talk.WithTrial();
        await Live(talk, (arm, day) => 60 + (arm == 1 ? effect : 0) + (7 * day % 11));
        var answer = await talk.Use(skills => skills.Results.LatestAnswer());
        var contrast = Assert.Single(answer!.Report.Contrasts);
        Assert.Equal(verdict, contrast.Verdict);
        Assert.InRange(contrast.Estimate, effect - 5, effect + 5);
        Assert.Equal(effect > 0 ? HarmKind.MadeWorse : null, (await talk.Use(skills => skills.CandidateStore.Tested))[^1].Harm);
        var said = talk.Heard.Last(message => message.Pictures.Count > 0);
        Assert.Contains(words, said.Text, StringComparison.Ordinal);
        Assert.Contains(effect < 0 ? "minutes faster than with your usual routine" : "minutes slower than with your usual routine", said.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", said.Text, StringComparison.Ordinal);
        Assert.Collection(
            said.Pictures.Select(picture => talk.Place.Transcript.Picture(talk.Id, picture.Id)!.Facts!),
            diary => Assert.Equal(42, Assert.IsType<DiaryPicture>(diary).Days.Count),
            effects => Assert.Equal(contrast.Estimate, Assert.IsType<EffectPicture>(effects).Estimate),
            chances => Assert.Equal(100, Assert.IsType<ChancesPicture>(chances).Shares.Sum(share => share.Dots)));
        Assert.All(said.Pictures, picture => Assert.NotEmpty(picture.Alt));
        Assert.Null(talk.Place.Transcript.Picture(new ParticipantId("somebody else"), said.Pictures[0].Id));
    }

    [Fact]
    public async Task AtTheEnd_TheLotteryIsOpenedAndTheCandidateIsLabelledAsTested()
    {
        await using var talk = await Talk.WithTrial();
        await Live(talk, (arm, day) => 60 - (20 * arm) + (7 * day % 11));
        var receipt = FrozenProtocol.Receipt(await talk.Trial())!;
        Assert.True(ReceiptVerification.Verify(receipt).IsValid);
        Assert.True(ReceiptVerification.Verify(RandomizationReceipt.Parse(receipt.ToJson()).Receipt!).IsValid);
        Assert.Contains("The order was", await talk.Say("how was it randomized?"), StringComparison.Ordinal);
        await talk.Use(skills => skills.Candidates.List());
        var tested = (await talk.Use(skills => skills.CandidateStore.Latest!)).Candidates.Single(candidate => candidate.Tested is not null);
        Assert.Equal("tested on you", tested.Label);
        Assert.Equal("it worked", tested.Tested!.Verdict);
        Assert.True(tested.Tested.Benefit > 0);
    }

    [Fact]
    public async Task AfterTheAnswer_QuestionsAndRules_AreAnsweredFromFacts()
    {
        await using var talk = await Talk.WithTrial();
        await Live(talk, (arm, day) => 60 - (20 * arm) + (7 * day % 11));
        Assert.Contains("differ by about", await talk.Say("why so unsure?"), StringComparison.Ordinal);
        Assert.Contains("days so far", await talk.Say("which days counted?"), StringComparison.Ordinal);
        Assert.Contains("Think of 100 people", await talk.Say("what does 99 in 100 mean?"), StringComparison.Ordinal);
        Assert.Contains("drawn by lot", await talk.Say("could it be chance?"), StringComparison.Ordinal);
        Assert.Contains("drift", await talk.Say("is it just the trend?"), StringComparison.Ordinal);
        Assert.Contains("llowing for weekends", await talk.Say("or the weekend?"), StringComparison.Ordinal);
        Assert.Contains("I have checked it", await talk.Say("how was it randomized?"), StringComparison.Ordinal);
        Assert.Contains("keep it", await talk.Say("write down my rule"), StringComparison.Ordinal);
        Assert.Contains("to be tested again from", await talk.Say("my rules"), StringComparison.Ordinal);
        await talk.Use(skills => skills.Rules.Change(1, months: 0));
        Assert.Contains("no date to test it again", await talk.Say("my rules"), StringComparison.Ordinal);
        await talk.Use(skills => skills.Rules.Drop(1));
        Assert.Contains("no rules", await talk.Say("my rules"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AtTheEnd_FewAnswers_AreTooLittleDataWithoutAnEffect()
    {
        await using var talk = await Talk.WithTrial();
        await Live(talk, (arm, day) => day % 4 == 0 ? 60 : null);
        var said = (await talk.Use(skills => skills.Results.DidItWork())).Say;
        Assert.Contains("too little data", said, StringComparison.Ordinal);
        Assert.DoesNotContain("came out", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_AFewSeeds_EndWithAnAnswerAndAVerifiedLottery() => await PlaySeeds(3);

    [Fact(Explicit = true)]
    public async Task Demo_Seeds1To40_EndWithAnAnswerAndAVerifiedLottery() => await PlaySeeds(40);

    [Fact]
    public async Task Headless_SomeJourneys_AllVerifiedAndMostlyCovered()
    {
        var output = new StringWriter();
        Assert.True(await new HeadlessJourneys(11, effect: null, days: 42, output).Run(40));
        var covered = double.Parse(Covered().Match(output.ToString()).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

        // 40 journeys with a true coverage of 95 %: below 82 % in less than one run of a thousand; the seed makes it the same run each time.
        Assert.True(covered >= 82, output.ToString());
    }

    private static async Task PlaySeeds(ulong seeds)
    {
        for (ulong seed = 1; seed <= seeds; seed++)
        {
            await using var place = new DemoPlace(seed);
            var output = new StringWriter();
            var story = new DemoStory(place, new SimulatedPerson(-20, new DeterministicRandom(seed)), new Stage(output, plain: true, KnownLanguages.English), KnownLanguages.English);
            Assert.True(await story.Play(42), $"seed {seed}:\n{output}");
        }
    }

    private static async Task Live(Talk talk, Func<int, int, int?> report)
    {
        var trial = await talk.Trial();
        foreach (var day in TrialCalendar.Days(trial))
        {
            await talk.Until(day.Date.PlusDays(1), 8, 1);
            if (report(day.Arm, day.Ordinal) is { } value)
            {
                await talk.Say($"{value}, did it");
            }
        }

        await talk.Until(trial.StartsOn!.Value.PlusDays(44), 9);
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"hold the truth +([\d.]+) %")]
    private static partial Regex Covered();
}
