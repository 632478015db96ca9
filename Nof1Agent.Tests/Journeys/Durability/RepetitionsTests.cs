namespace Nof1Agent.Tests.Journeys.Durability;

/// <summary>The rule by which the kill tests judge what came twice.</summary>
public sealed class RepetitionsTests
{
    [Fact]
    public void Explain_ARepetition_OnlyWhereItCouldNotBeKnown()
    {
        Assert.True(Explains(["a", "b"], [Seen("a", 0), Seen("b", 0)]));
        Assert.True(Explains(["a", "b"], [Seen("a", 0, cut: true), Seen("a", 0), Seen("b", 0)]));
        Assert.True(Explains(["a", "b"], [Seen("a", 0), Seen("a", 1), Seen("b", 1)]));
        Assert.True(Explains(["a", "a", "b"], [Seen("a", 0, cut: true), Seen("a", 0), Seen("a", 0), Seen("b", 0)]));
        Assert.False(Explains(["a", "b"], [Seen("a", 0), Seen("a", 0), Seen("b", 0)]));
        Assert.False(Explains(["a", "b"], [Seen("a", 0), Seen("b", 1), Seen("a", 1)]));
        Assert.False(Explains(["a", "b"], [Seen("a", 0, cut: true)]));
        Assert.False(Explains(["a", "b"], [Seen("b", 0), Seen("a", 0)]));
    }

    private static bool Explains(IReadOnlyList<string> said, IReadOnlyList<ShownMessage> seen) => Repetitions.Explain(said, seen, string.Equals);

    private static ShownMessage Seen(string text, int life, bool cut = false) => new(text, life, cut);
}
