using Nof1Agent.Skills.Conversations;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Journeys;

/// <summary>Messages that are changed after they were sent, on a channel that tells so.</summary>
public sealed class EditedMessageTests
{
    [Fact]
    public async Task OfADayLongAgo_CorrectsThatDayAndNoOther()
    {
        await using var talk = await Talk.WithTrial();
        var days = await ThreeDaysTold(talk);

        var said = await talk.Say("33 minutes", new MessagePlace("m0", IsEdit: true));

        Assert.Contains("33 minutes", said, StringComparison.Ordinal);
        Assert.Equal([33, 21, 22], await Values(talk, days));
    }

    [Fact]
    public async Task ThatSaysYesterday_IsAboutTheDayItToldWhenItWasWritten()
    {
        await using var talk = await Talk.WithTrial();
        var days = await ThreeDaysTold(talk);

        await talk.Say("yesterday was 44 minutes", new MessagePlace("m0", IsEdit: true));

        Assert.Equal([44, 21, 22], await Values(talk, days));
    }

    [Fact]
    public async Task OfAMessageThatToldNoDay_IsReadAsWhatItSays()
    {
        await using var talk = await Talk.WithTrial();
        var days = await ThreeDaysTold(talk);
        await talk.Until(days[2].PlusDays(2), 8);
        await talk.Say("hm", new MessagePlace("m9", IsEdit: false));

        await talk.Say("25 minutes", new MessagePlace("m9", IsEdit: true));

        Assert.Equal([20, 21, 22, 25], await Values(talk, [.. days, days[2].PlusDays(1)]));
    }

    [Fact]
    public async Task OfAnOlderMessageThatToldNoDay_ChangesNothingAndAsks()
    {
        await using var talk = await Talk.WithTrial();
        await talk.Say("hm", new MessagePlace("m9", IsEdit: false));
        var days = await ThreeDaysTold(talk);

        var said = await talk.Say("25 minutes", new MessagePlace("m9", IsEdit: true));

        Assert.StartsWith("I see that you changed a message.", said, StringComparison.Ordinal);
        Assert.Equal([20, 21, 22], await Values(talk, days));
    }

    [Fact]
    public async Task WithTheSameWords_DoesNothing_AlsoWhenTheDayWasCorrectedSince()
    {
        await using var talk = await Talk.WithTrial();
        var days = await ThreeDaysTold(talk);
        await talk.Say("correction: 30 minutes");

        Assert.Equal("", await talk.Say("22 minutes, did it", new MessagePlace("m2", IsEdit: true)));

        Assert.Equal([20, 21, 30], await Values(talk, days));
    }

    [Fact]
    public async Task WithoutANumber_IsAboutTheSameDay()
    {
        await using var talk = await Talk.WithTrial();
        var days = await ThreeDaysTold(talk);

        await talk.Say("I was ill", new MessagePlace("m0", IsEdit: true));

        Assert.Equal([20, 21, 22], await Values(talk, days));
        var trial = await talk.Trial();
        var told = await talk.Use(skills => skills.CheckInStore.Days(trial.Id));
        Assert.Equal([true, false, false], days.Select(day => told[day].Disrupted is not null));
    }

    [Fact]
    public async Task OfAMessageThatToldTwoDays_ChangesNothingAndAsks()
    {
        await using var talk = await Talk.WithTrial(goal: "stress", outcome: "stress-rating");
        var first = (await talk.Trial()).StartsOn!.Value;
        IReadOnlyList<LocalDate> days = [first, first.PlusDays(1)];
        await talk.Until(days[1], 21);
        await talk.Say("yesterday 6, today 4", new MessagePlace("m0", IsEdit: false));
        Assert.Equal([6, 4], await Values(talk, days));

        var said = await talk.Say("yesterday 7, today 3", new MessagePlace("m0", IsEdit: true));

        Assert.StartsWith("I see that you changed a message.", said, StringComparison.Ordinal);
        Assert.Equal([6, 4], await Values(talk, days));
    }

    [Fact]
    public async Task BeforeATrial_NoConsentNoCommandAndNoAnswerComesOfIt()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("hello", new MessagePlace("m0", IsEdit: false));
        await talk.Say("yes", new MessagePlace("m0", IsEdit: true));
        Assert.NotEqual(Nof1Agent.Skills.Participants.Consent.Given, await talk.Use(skills => skills.ParticipantStore.Current.Consent));
        await talk.Say("yes");
        await talk.Say("I sleep badly", new MessagePlace("m1", IsEdit: false));
        Assert.StartsWith("I see that you changed a message.", await talk.Say("/delete", new MessagePlace("m1", IsEdit: true)), StringComparison.Ordinal);
        Assert.StartsWith("I see that you changed a message.", await talk.Say("12 minutes", new MessagePlace("m1", IsEdit: true)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithARedFlag_GetsItsAnswer()
    {
        await using var talk = await Talk.WithTrial();
        await ThreeDaysTold(talk);
        Assert.Contains("112", await talk.Say("20 minutes, and now I have crushing chest pain", new MessagePlace("m0", IsEdit: true)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangedTwice_TheLastVersionCounts()
    {
        await using var talk = await Talk.WithTrial();
        var days = await ThreeDaysTold(talk);

        await talk.Say("33 minutes", new MessagePlace("m1", IsEdit: true));
        await talk.Say("34 minutes", new MessagePlace("m1", IsEdit: true));

        Assert.Equal([20, 34, 22], await Values(talk, days));
    }

    [Fact]
    public async Task OfADayTooLongAgo_IsRefusedAndNothingChanges()
    {
        await using var talk = await Talk.WithTrial();
        var days = await ThreeDaysTold(talk);
        await talk.Until(days[0].PlusDays(12), 8);

        var said = await talk.Say("33 minutes", new MessagePlace("m0", IsEdit: true));

        Assert.Contains("days ago", said, StringComparison.Ordinal);
        Assert.Equal([20, 21, 22], await Values(talk, days));
    }

    // The first three days: 20, 21 and 22 minutes, in messages m0, m1 and m2, each told on the morning after.
    private static async Task<IReadOnlyList<LocalDate>> ThreeDaysTold(Talk talk)
    {
        var first = (await talk.Trial()).StartsOn!.Value;
        for (var day = 0; day < 3; day++)
        {
            await talk.Until(first.PlusDays(day + 1), 8);
            await talk.Say($"2{day} minutes, did it", new MessagePlace($"m{day}", IsEdit: false));
        }

        return [first, first.PlusDays(1), first.PlusDays(2)];
    }

    private static async Task<IEnumerable<double?>> Values(Talk talk, IReadOnlyList<LocalDate> days)
    {
        var trial = await talk.Trial();
        var told = await talk.Use(skills => skills.CheckInStore.Days(trial.Id));
        Assert.Equal(days, told.Keys.Order());
        return days.Select(day => told[day].Value);
    }
}
