using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Tests.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Audit;

/// <summary>When silence of the language model, and answers held back, are trouble; and that they are counted as they were stored.</summary>
public sealed class ModelSignsTests
{
    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(2, 0, false)]
    [InlineData(3, 0, true)]
    [InlineData(3, 1, false)]
    [InlineData(500, 1, false)]
    public void IsOutage_FromThreeCallsOn_OfWhichNoneWasAnswered(long calls, long answered, bool isOutage) => Assert.Equal(isOutage, new ModelSigns(calls, answered, 0, 0).IsOutage);

    [Theory]
    [InlineData(9, 9, false)]
    [InlineData(10, 10, true)]
    [InlineData(20, 10, true)]
    [InlineData(21, 10, false)]
    [InlineData(0, 0, false)]
    public void IsGuardStorm_FromTenHeldBackOn_AndHalfOfAll(long judged, long heldBack, bool isStorm) => Assert.Equal(isStorm, new ModelSigns(judged, judged, judged, heldBack).IsGuardStorm);

    [Fact]
    public async Task Since_CountsCallsAndTurnsOfTheModelFromThenOn()
    {
        await using var talk = await Nof1Agent.Tests.Support.Talk.Begin();
        await talk.Say("hello");
        var begin = talk.Place.Now;
        Assert.Equal(ModelSigns.None, ModelSigns.Since(talk.Place.Get<Nof1Agent.Skills.Storage.Database>(), begin - Duration.FromDays(1)));
        await Turn(talk, "one", "timeout", "");
        talk.Place.Clock.MoveTo(talk.Place.Clock.GetUtcNow() + TimeSpan.FromMinutes(20));
        await Turn(talk, "two", "answered", "held back once (a number)");
        await Turn(talk, "three", "timeout", "words held back (a number); wording of the functions sent");
        await Turn(talk, "four", "answered", "screen 3: E1");
        await Turn(talk, "five", null, "held back once (no model was asked)");
        var database = talk.Place.Get<Nof1Agent.Skills.Storage.Database>();
        Assert.Equal(new ModelSigns(3, 2, 3, 2), ModelSigns.Since(database, talk.Place.Now - Duration.FromMinutes(15)));
        Assert.Equal(new ModelSigns(4, 2, 4, 2), ModelSigns.Since(database, begin));
    }

    private static Task<bool> Turn(Nof1Agent.Tests.Support.Talk talk, string id, string? outcome, string guard) => talk.Use(skills =>
    {
        if (outcome is not null)
        {
            skills.ModelCalls.Log(id, [new ModelCall { Purpose = "talk", Model = "m", PromptHash = "p", InputTokens = 1, OutputTokens = 1, Estimated = false, Milliseconds = 1, Outcome = outcome, Saw = [] }]);
        }

        skills.Conversation.Log(id, "message", "model", "p", "[]", guard);
        return true;
    });
}
