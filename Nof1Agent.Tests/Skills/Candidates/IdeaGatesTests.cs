using Nof1Agent.Skills.Candidates;

namespace Nof1Agent.Tests.Skills.Candidates;

public sealed class IdeaGatesTests
{
    [Theory]
    [InlineData("a paper book in bed", "Read a paper book in bed until you feel sleepy.", "behavioural")]
    [InlineData("a walk after lunch", "Go for a short walk outside after lunch.", "behavioural")]
    [InlineData("dim light in the evening", "Keep the lamps dim after dinner.", "light")]
    [InlineData("Handy draußen lassen", "Lass das Handy abends in der Küche.", "sleep hygiene")]
    public void Check_HarmlessIdea_MayStart(string name, string what, string kind)
    {
        var (idea, refusal) = IdeaGates.Check(name, what, kind, "sleep onset");
        Assert.Null(refusal);
        Assert.Contains(idea!.Category, OwnIdea.HarmlessKinds);
    }

    [Theory]
    [InlineData("stop sertraline", "Skip your tablet on these days.", "behavioural")]
    [InlineData("a glass of wine", "Drink a glass of wine before bed.", "behavioural")]
    [InlineData("long fasting", "No food until the evening of the next day: fasting.", "behavioural")]
    [InlineData("less sleep", "Stay awake until late: sleep deprivation.", "sleep hygiene")]
    [InlineData("breath hold", "Hold your breath as long as you can.", "mindfulness")]
    [InlineData("walk", "Walk for 20 minutes, it halves your pain.", "behavioural")]
    [InlineData("walk", "It works for ninety percent.", "behavioural")]
    [InlineData("walk", "See https://example.org for more", "behavioural")]
    [InlineData("x", "y", "behavioural")]
    public void Check_HarmfulOrNumberedIdea_IsTurnedAway(string name, string what, string kind)
    {
        var (idea, refusal) = IdeaGates.Check(name, what, kind, "sleep onset");
        Assert.Null(idea);
        Assert.NotEmpty(refusal!);
    }

    [Theory]
    [InlineData("chamomile tea", "Drink a cup of chamomile tea before bed.", "behavioural")]
    [InlineData("lavender oil", "Rub some lavender oil on your wrist.", "mindfulness")]
    [InlineData("a hard run", "Go for a hard run.", "exercise")]
    public void Check_TakenOrOfAnotherKind_WaitsForAClinician(string name, string what, string kind)
    {
        var (idea, _) = IdeaGates.Check(name, what, kind, "sleep onset");
        Assert.Equal("other", idea!.Category);
    }
}
