using Dapper;
using Nof1Agent.Host.Agent;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Results;
using Nof1Agent.Stats.Pooling;
using Nof1Agent.Tests.Skills.Documents;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Results;

/// <summary>Sharing is a separate yes, keeps two numbers and nothing else, and is spoken of from five trials on.</summary>
public sealed class SharingTests
{
    private static readonly StudyEffect[] Five = [new(12, 4), new(8, 5), new(15, 3), new(9, 4), new(-2, 6)];

    [Fact]
    public async Task Share_IsNoWithoutAYes_AndThenKeepsOnlyTwoNumbers()
    {
        await using var talk = await Talk.WithTrial();
        Assert.False((await talk.Use(skills => skills.Sharing.Ask())).Ok);
        await Finish(talk);
        Assert.Equal(0, await Count(talk));
        Assert.Contains(talk.Heard.Last(message => message.Pictures.Count > 0).Choices, choice => choice.Call.Function == "sharing-ask");

        Assert.Contains("Only two numbers", (await talk.Use(skills => skills.Sharing.Ask())).Say, StringComparison.Ordinal);
        await talk.Use(skills => skills.Sharing.Decide(false));
        Assert.Equal(0, await Count(talk));

        Assert.True((await talk.Use(skills => skills.Sharing.Decide(true))).Ok);
        var answer = (await talk.Use(skills => skills.Results.LatestAnswer()))!.Report.Contrasts[0];
        var row = await talk.Use(skills => skills.Work.Reader.QuerySingle<(string Id, string Intervention, string Outcome, double Effect, double Error)>("select * from shared_effect"));
        Assert.Equal(("sleep-onset-minutes", -answer.Estimate, answer.StandardDeviation!.Value), (row.Outcome, row.Effect, row.Error));
        Assert.DoesNotContain(talk.Id.Value, row.ToString(), StringComparison.Ordinal);

        Assert.False((await talk.Use(skills => skills.Sharing.Decide(true))).Ok);
        Assert.False((await talk.Use(skills => skills.Sharing.Decide(false))).Ok);
        Assert.Equal(1, await Count(talk));
        Assert.False((await talk.Use(skills => skills.Sharing.Others())).Ok);
    }

    [Fact]
    public void Decide_IsNeverOfferedToAModel()
    {
        foreach (var state in (string[])["none", "draft", "running", "over"])
        {
            var stage = JourneyStage.Of(At(state));
            Assert.DoesNotContain(SkillCatalogue.All.Where(stage.Offers), function => function.Name == "sharing-decide");
        }

        Assert.Contains(SkillCatalogue.All.Where(JourneyStage.Of(At("over")).Offers), function => function.Name == "sharing-ask");
    }

    [Theory]
    [InlineData("can I download my report?")]
    [InlineData("export")]
    [InlineData("Gibt es einen Bericht?")]
    public async Task Words_InTheChat_BringTheFiles(string words)
    {
        await using var talk = await Talk.WithTrial();
        await talk.Say(words);
        Assert.Equal(["protocol.html", "diary.csv", "trial.json", "fhir.json", "schedule.ics"], talk.Last.Downloads.Select(download => download.Name));
        Assert.DoesNotContain("report.html", talk.Last.Downloads.Select(download => download.Name));
    }

    [Fact]
    public void Others_AreSpokenOfFromFiveTrialsOn()
    {
        var four = OtherPeople.Compare("magnesium", Five[..4], 10, false, ExampleTrials.Minutes, KnownLanguages.English);
        Assert.Null(four);
        var pooled = OtherPeople.Pool(Five)!;
        var said = OtherPeople.Compare("magnesium", Five, 10, false, ExampleTrials.Minutes, KnownLanguages.English)!;
        Assert.StartsWith("Magnesium in 5 shared trials of other people: on average ", said, StringComparison.Ordinal);
        Assert.Contains(ExampleTrials.Minutes.SayDifference(pooled.Mean) + " better", said, StringComparison.Ordinal);
        Assert.Contains(ExampleTrials.Minutes.SayDifference(pooled.PredictionInterval!.Value.High) + " better", said, StringComparison.Ordinal);
        Assert.EndsWith("Yours, 10 minutes better, is within that. For you, your own trial counts more.", said, StringComparison.Ordinal);
        Assert.Contains("outside of that", OtherPeople.Compare("magnesium", Five, -60, true, ExampleTrials.Minutes, KnownLanguages.English)!, StringComparison.Ordinal);
        Assert.Contains("60 Minuten schlechter", OtherPeople.Compare("Magnesium", Five, -60, true, ExampleTrials.Minutes, KnownLanguages.Find("de")!)!, StringComparison.Ordinal);
    }

    private static AgentState At(string trial) => new() { Trial = trial, InterviewComplete = true, OpenQuestion = Nof1Agent.Skills.OpenQuestion.Nothing, Today = new NodaTime.LocalDate(2027, 3, 1) };

    private static async Task Finish(Talk talk)
    {
        var trial = await talk.Trial();
        foreach (var day in Nof1Agent.Skills.Trials.TrialCalendar.Days(trial))
        {
            await talk.Until(day.Date.PlusDays(1), 8, 1);
            await talk.Say($"{60 - (20 * day.Arm) + (7 * day.Ordinal % 11)}, did it");
        }

        await talk.Until(trial.StartsOn!.Value.PlusDays(44), 9);
    }

    private static Task<long> Count(Talk talk) => talk.Use(skills => skills.Work.Reader.ExecuteScalar<long>("select count(*) from shared_effect"));
}
