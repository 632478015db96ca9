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
