using System.Text;
using Dapper;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Imports;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Journeys;

/// <summary>The days as people live them: said in words, in other zones, ill, with side effects, with other trackers.</summary>
public sealed class DailyLifeJourneyTests
{
    [Theory]
    [InlineData("I live in Lisbon", "Europe/Lisbon")]
    [InlineData("I'm in Tokyo now, for work", "Asia/Tokyo")]
    [InlineData("i moved to New York City.", "America/New_York")]
    [InlineData("Ich wohne in München", "Europe/Berlin")]
    [InlineData("I live in the UK", "Europe/London")]
    [InlineData("I'm travelling in Japan", "Asia/Tokyo")]
    public async Task Place_InWords_IsTheirZone(string said, string zone)
    {
        await using var talk = await Talk.WithTrial();
        await talk.Say(said);
        Assert.Equal(zone, await talk.Use(skills => skills.ParticipantStore.Current.TimeZone.Id));
    }

    [Fact]
    public async Task Country_OfSeveralZones_IsAskedBack()
    {
        await using var talk = await Talk.WithTrial();
        Assert.Contains("more than one time zone", await talk.Say("I live in Australia"), StringComparison.Ordinal);
        await talk.Press("Perth");
        Assert.Equal("Australia/Perth", await talk.Use(skills => skills.ParticipantStore.Current.TimeZone.Id));
    }

    [Theory]
    [InlineData("ask me at 21:15", 21, 15)]
    [InlineData("please ask me at 7 pm", 19, 0)]
    public async Task Time_InWords_IsWhenTheyAreAsked(string said, int hour, int minute)
    {
        await using var talk = await Talk.WithTrial();
        await talk.Say(said);
        Assert.Equal(new LocalTime(hour, minute), await talk.Use(skills => skills.ParticipantStore.Current.CheckInTime));
    }

    [Theory]
    [InlineData("fewer reminders please", 1)]
    [InlineData("no reminders please", 0)]
    [InlineData("stop reminding me", 0)]
    public async Task Reminders_InWords_BecomeFewer(string said, int most)
    {
        await using var talk = await Talk.WithTrial();
        await talk.Say(said);
        Assert.Equal(most, await talk.Use(skills => skills.ParticipantStore.Current.Reminders));
        Assert.Equal(TrialState.Running, (await talk.Trial()).State);
    }

    [Theory]
    [InlineData("6,5", 6.5)]
    [InlineData("slept badly, maybe a 4, forgot the tablet", 4.0)]
    public async Task Value_AsPeopleWriteIt_IsReadBack(string said, double value)
    {
        await using var talk = await Talk.WithTrial(goal: "sleep quality", outcome: "sleep-quality-rating");
        await talk.Until((await talk.Trial()).StartsOn!.Value.PlusDays(1), 8, 1);
        await talk.Say(said);
        Assert.Equal(value, Assert.Single(await Days(talk)).Value);
    }

    [Fact]
    public async Task TwoDays_InOneMessage_AreTwoEntries()
    {
        await using var talk = await Talk.WithTrial(goal: "stress", outcome: "stress-rating");
        var first = (await talk.Trial()).StartsOn!.Value;
        await talk.Until(first.PlusDays(1), 21);
        await talk.Say("yesterday 6, today 4");
        Assert.Equal([(first, 6.0, true), (first.PlusDays(1), 4.0, false)], (await Days(talk)).Select(day => (day.StudyDay, day.Value!.Value, day.Late)));
    }

    [Theory]
    [InlineData(8, TrialState.Paused)]
    [InlineData(10, TrialState.Stopped)]
    [InlineData(4, TrialState.Running)]
    public async Task SideEffect_OfSomeStrength_PausesOrStops(int severity, TrialState state)
    {
        await using var talk = await Talk.WithTrial();
        await talk.Until((await talk.Trial()).StartsOn!.Value.PlusDays(1), 8, 1);
        Assert.Contains("How strong", await talk.Say("25, did it, felt dizzy"), StringComparison.Ordinal);
        await talk.Say(severity.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(state, (await talk.Trial()).State);
        Assert.Equal(severity >= 7 ? 1 : 0, await talk.Use(skills => skills.Work.Reader.ExecuteScalar<int>("select count(*) from alert where kind = 'Harm'")));
        Assert.Equal((25.0, severity), Assert.Single(await Days(talk)) is var day ? (day.Value!.Value, day.Severity!.Value) : default);
    }

    [Fact]
    public async Task Silence_IsAskedAboutOnceAndTheCoachIsTold()
    {
        await using var talk = await Talk.WithTrial(goal: "stress", outcome: "stress-rating");
        var first = (await talk.Trial()).StartsOn!.Value;
        for (var day = first; day < first.PlusDays(7); day = day.PlusDays(1))
        {
            foreach (var (hour, minute) in new[] { (8, 1), (13, 1), (20, 31), (21, 40) })
            {
                await talk.Until(day, hour, minute);
            }
        }

        var said = talk.Heard.Select(message => message.Text).ToList();
        Assert.Equal(7, said.Count(text => text.Contains("Today: ", StringComparison.Ordinal)));
        Assert.Single(said, text => text.Contains("Shall I pause", StringComparison.Ordinal));
        Assert.Equal(3, said.Count(text => text.StartsWith("How stressed", StringComparison.Ordinal)));
        Assert.Equal(5, said.Count(text => text.Contains("There is no answer", StringComparison.Ordinal)));
        Assert.Equal(1, await talk.Use(skills => skills.Work.Reader.ExecuteScalar<int>("select count(*) from alert where kind = 'SilentDays'")));
    }

    [Fact]
    public async Task SlipOnTheLastDay_CanBePutRightAndTheAnswerIsMadeAnew()
    {
        await using var talk = await Talk.WithTrial();
        var last = TrialCalendar.Days(await talk.Trial())[^1].Date;
        await talk.Until(last.PlusDays(1), 8, 1);
        await talk.Say("250, did it");
        Assert.Equal(TrialState.Finished, (await talk.Trial()).State);
        Assert.True((await talk.Use(skills => skills.CheckIns.Correct(25, reason: "slip"))).Ok);
        Assert.Equal(25, Assert.Single(await Days(talk)).Value);
    }

    [Fact]
    public async Task SecondaryOutcome_IsAskedAfterThePrimaryAndKeptWithTheDay()
    {
        await using var talk = await Talk.WithTrial();
        await talk.Use(skills => skills.Trials.Stop());
        await talk.Use(skills => skills.Trials.Propose("1"));
        Assert.Contains("sleep quality", await talk.Say("also ask about sleep quality"), StringComparison.Ordinal);
        await talk.Use(skills => skills.Trials.ChooseLength(cycles: 3));
        await talk.Use(skills => skills.Trials.ConfirmPlan());
        await talk.Use(skills => skills.Trials.Begin("word"));
        await talk.Until((await talk.Trial()).StartsOn!.Value.PlusDays(1), 8, 1);
        Assert.Contains("How well did you sleep", await talk.Say("25, did it"), StringComparison.Ordinal);
        Assert.Contains("sleep quality 6 of 10", await talk.Say("6"), StringComparison.Ordinal);
        var day = Assert.Single(await Days(talk));
        Assert.Equal((25.0, 6.0), (day.Value!.Value, day.Others["sleep-quality-rating"]));
    }

    [Fact]
    public async Task EarlySwitch_IsKeptAndReachesTheAnalysis()
    {
        await using var talk = await Talk.WithTrial();
        var trial = await talk.Trial();
        await talk.Until(trial.StartsOn!.Value.PlusDays(1), 8, 1);
        Assert.Contains("another period", (await talk.Use(skills => skills.CheckIns.Record(25, switched: true))).Say, StringComparison.Ordinal);
        var diary = await talk.Use(skills => DiaryForAnalysis.Build(trial, skills.CheckInStore.Days(trial.Id), trial.StartsOn!.Value));
        Assert.True(Assert.Single(diary.Days).Switched);
    }

    [Fact]
    public async Task File_OfAnotherTracker_FillsWhatIsMissingAndNothingElse()
    {
        await using var talk = await Talk.WithTrial(goal: "sleep quality", outcome: "sleep-quality-rating");
        var first = (await talk.Trial()).StartsOn!.Value;
        await talk.Until(first.PlusDays(1), 8, 1);
        await talk.Say("7, did it");
        await talk.Until(first.PlusDays(5), 9);
        var rows = Enumerable.Range(-2, 6).Select(day => $"{first.PlusDays(day):uuuu'-'MM'-'dd},{5 + (day % 2)}");
        var file = ImportFile.Read(new MemoryStream(Encoding.UTF8.GetBytes("date,score\n" + string.Join('\n', rows))), "ring.csv", 4).Table!;
        await talk.Use(skills => { skills.ImportStore.Add(file); return 0; });
        Assert.Contains("Which column is your sleep quality", await talk.Say("Here is a file: ring.csv"), StringComparison.Ordinal);
        Assert.Contains("3 days that your diary lacks", await talk.Press("score: 6 days"), StringComparison.Ordinal);
        Assert.Single(await Days(talk));
        await talk.Press("Take them over");
        await talk.Use(skills => skills.Imports.Take("score"));
        var days = await Days(talk);
        Assert.Equal([7.0, 6.0, 5.0, 6.0], days.Select(day => day.Value!.Value));
        Assert.All(days.Skip(1), day => Assert.Equal(("import", true), (day.ToldBy, day.Source!.Contains("CSV file", StringComparison.Ordinal))));
        Assert.Null(days[0].Source);
    }

    private static async Task<IReadOnlyList<CheckIn>> Days(Talk talk)
    {
        var trial = await talk.Trial();
        return await talk.Use(skills => skills.CheckInStore.Days(trial.Id).Values.OrderBy(day => day.StudyDay).ToList());
    }
}
