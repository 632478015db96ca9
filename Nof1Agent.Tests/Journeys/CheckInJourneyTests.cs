using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Journeys;

/// <summary>The daily answers: the right day, read back, corrected, never overwritten.</summary>
public sealed class CheckInJourneyTests
{
    [Fact]
    public async Task Night_AnsweredInTheMorning_BelongsToTheDayBefore()
    {
        await using var talk = await Talk.WithTrial();
        var first = (await talk.Trial()).StartsOn!.Value;
        await talk.Until(first.PlusDays(1), 8, 1);
        var said = await talk.Say("25");
        Assert.Contains("Noted for the night after Tuesday, 5 January: 25 minutes.", said, StringComparison.Ordinal);
        Assert.Contains("Did you do what was planned", said, StringComparison.Ordinal);
        await talk.Press("Partly");
        var day = Assert.Single(await Days(talk));
        Assert.Equal((first, 25.0, Adherence.Partly, false), (day.StudyDay, day.Value!.Value, day.Adherence!.Value, day.Late));
    }

    [Fact]
    public async Task Evening_AnswerAfterMidnight_BelongsToTheEveningBefore()
    {
        await using var talk = await Talk.WithTrial(goal: "stress", outcome: "stress-rating");
        var first = (await talk.Trial()).StartsOn!.Value;
        await talk.Until(first.PlusDays(1), 1, 10);
        await talk.Say("7");
        var day = Assert.Single(await Days(talk));
        Assert.Equal((first, 7.0, false), (day.StudyDay, day.Value!.Value, day.Late));
    }

    [Fact]
    public async Task Evening_AnswerNextMorning_IsForYesterdayAndLate()
    {
        await using var talk = await Talk.WithTrial(goal: "stress", outcome: "stress-rating");
        var first = (await talk.Trial()).StartsOn!.Value;
        await talk.Until(first.PlusDays(1), 9);
        await talk.Say("7");
        await talk.Say("yes");
        var day = Assert.Single(await Days(talk));
        Assert.Equal((first, 7.0, true, Adherence.Yes), (day.StudyDay, day.Value!.Value, day.Late, day.Adherence!.Value));
    }

    [Fact]
    public async Task Correction_KeepsEveryRevision()
    {
        await using var talk = await Talk.WithTrial();
        var trial = await talk.Trial();
        await talk.Until(trial.StartsOn!.Value.PlusDays(1), 8, 1);
        await talk.Say("52, did it");
        Assert.Contains("25 minutes", await talk.Say("no, I meant 25"), StringComparison.Ordinal);
        var revisions = await talk.Use(skills => skills.CheckInStore.Revisions(trial.Id));
        Assert.Equal([52.0, 25.0], revisions.Select(revision => revision.Value!.Value));

        // Who, when and why.
        Assert.All(revisions, revision => Assert.Equal(("participant", talk.Place.Now), (revision.ToldBy, revision.ReportedAt)));
        Assert.Equal([null, "corrected by the participant"], revisions.Select(revision => revision.Reason));
        Assert.Equal(25, Assert.Single(await Days(talk)).Value);
    }

    [Fact]
    public async Task SecondValue_ForTheSameDay_IsNeverTakenSilently()
    {
        await using var talk = await Talk.WithTrial();
        await talk.Until((await talk.Trial()).StartsOn!.Value.PlusDays(1), 8, 1);
        await talk.Say("52, did it");
        Assert.Contains("Shall I change it to 30 minutes?", (await talk.Use(skills => skills.CheckIns.Record(30))).Say, StringComparison.Ordinal);
        Assert.Equal(52, Assert.Single(await Days(talk)).Value);
    }

    [Fact]
    public async Task Undo_TakesTheLastThingBack()
    {
        await using var talk = await Talk.WithTrial();
        await talk.Until((await talk.Trial()).StartsOn!.Value.PlusDays(1), 8, 1);
        await talk.Say("52, did it");
        Assert.Contains("Taken back", await talk.Press("Undo"), StringComparison.Ordinal);
        Assert.Empty(await Days(talk));
    }

    [Theory]
    [InlineData("-3")]
    [InlineData("2026-12-01")]
    [InlineData("2027-03-01")]
    [InlineData("someday")]
    public async Task Day_OutsideOfTheTrial_IsRefused(string day)
    {
        await using var talk = await Talk.WithTrial();
        await talk.Until((await talk.Trial()).StartsOn!.Value.PlusDays(2), 8, 1);
        Assert.False((await talk.Use(skills => skills.CheckIns.Record(30, day: day))).Ok);
        Assert.Empty(await Days(talk));
    }

    [Fact]
    public async Task BackFill_AfterMoreThanAWeek_IsRefusedKindly()
    {
        await using var talk = await Talk.WithTrial();
        var first = (await talk.Trial()).StartsOn!.Value;
        await talk.Until(first.PlusDays(9), 8, 1);
        var iso = NodaTime.Text.LocalDatePattern.Iso;
        Assert.False((await talk.Use(skills => skills.CheckIns.Record(30, day: iso.Format(first)))).Ok);
        Assert.True((await talk.Use(skills => skills.CheckIns.Record(30, day: iso.Format(first.PlusDays(1))))).Ok);
        Assert.True(Assert.Single(await Days(talk)).Late);
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(481.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task Value_OutsideOfTheScale_IsAskedAgain(double value)
    {
        await using var talk = await Talk.WithTrial();
        await talk.Until((await talk.Trial()).StartsOn!.Value.PlusDays(1), 8, 1);
        Assert.False((await talk.Use(skills => skills.CheckIns.Record(value))).Ok);
        Assert.Empty(await Days(talk));
    }

    [Fact]
    public async Task MissedDay_StaysMissingWithItsReason()
    {
        await using var talk = await Talk.WithTrial();
        await talk.Until((await talk.Trial()).StartsOn!.Value.PlusDays(1), 8, 1);
        await talk.Use(skills => skills.CheckIns.Record(missing: "ill"));
        var day = Assert.Single(await Days(talk));
        Assert.Equal((null, Disruption.Ill), (day.Value, day.Missing));
    }

    [Fact]
    public async Task Outage_OfThreeDays_IsFollowedByOneMessageNotByABurst()
    {
        await using var talk = await Talk.WithTrial();
        var first = (await talk.Trial()).StartsOn!.Value;
        await talk.Until(first.PlusDays(1), 8, 1);
        var before = talk.Heard.Count;
        await talk.Until(first.PlusDays(4), 13);
        Assert.Equal(before + 1, talk.Heard.Count);
    }

    [Fact]
    public async Task Reminder_IsNotSentOnADayThatIsAnswered()
    {
        await using var talk = await Talk.WithTrial();
        var first = (await talk.Trial()).StartsOn!.Value;
        await talk.Until(first.PlusDays(1), 8, 1);
        await talk.Say("25, did it");
        Assert.Equal("", await talk.Until(first.PlusDays(1), 20, 30));
    }

    private static async Task<IReadOnlyList<CheckIn>> Days(Talk talk)
    {
        var trial = await talk.Trial();
        return await talk.Use(skills => skills.CheckInStore.Days(trial.Id).Values.OrderBy(day => day.StudyDay).ToList());
    }
}
