using Dapper;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Journeys;

/// <summary>While a coach holds the floor the agent is silent, but red flags are answered, and what is the person's own to do works.</summary>
public sealed class CoachHasTheFloorTests
{
    [Fact]
    public async Task Talk_IsLeftToTheCoach()
    {
        await using var talk = await WithCoach();
        Assert.Equal("", await talk.Say("how long does this take?"));
        Assert.Equal("", await talk.Say("/candidates"));
    }

    [Fact]
    public async Task RedFlag_IsAnswered()
    {
        await using var talk = await WithCoach();
        Assert.Contains("heart attack", await talk.Say("I have chest pain"), StringComparison.Ordinal);
        Assert.StartsWith("I am glad you told me.", await talk.Say("I want to die"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Privacy_ShowsWhatIsStored()
    {
        await using var talk = await WithCoach();
        Assert.Contains("What you tell is stored", await talk.Say("/privacy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OffersTheFiles()
    {
        await using var talk = await WithCoach();
        await talk.Say("/export");
        Assert.NotEmpty(talk.Last.Downloads);
    }

    [Theory]
    [InlineData("/stop")]
    [InlineData("stop the trial")]
    public async Task Stop_AsksAndStops(string words)
    {
        await using var talk = await WithCoach();
        Assert.NotEqual("", await talk.Say(words));
        Assert.NotEqual("", await talk.Press(talk.Last.Choices.First(choice => choice.Call!.Function == "trials-stop").Label));
        Assert.Equal(TrialState.Stopped, (await talk.Trial()).State);
    }

    [Fact]
    public async Task Delete_DeletesEverything()
    {
        await using var talk = await WithCoach();
        Assert.Contains("DELETE EVERYTHING", await talk.Say("/delete"), StringComparison.Ordinal);
        Assert.Contains("Receipt", await talk.Say("DELETE EVERYTHING"), StringComparison.Ordinal);
        using var connection = talk.Place.Open();
        Assert.Equal(0, connection.ExecuteScalar<long>("select count(*) from trial"));
    }

    [Fact]
    public async Task Withdraw_EndsTheTrial()
    {
        await using var talk = await WithCoach();
        Assert.NotEqual("", await talk.Say("/withdraw"));
        Assert.Equal(TrialState.Stopped, (await talk.Trial()).State);
    }

    private static async Task<Talk> WithCoach()
    {
        var talk = await Talk.WithTrial();
        await talk.Use(skills =>
        {
            skills.Conversation.Set(skills.Conversation.Current with { Floor = Floor.Coach });
            return true;
        });
        return talk;
    }
}
