using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Tests.Stats.Verdicts;

public sealed class GuessAgreementTests
{
    [Theory]
    [InlineData(3, 3, 0.125)]
    [InlineData(0, 4, 1)]
    [InlineData(1, 4, 0.9375)]
    [InlineData(2, 4, 0.6875)]
    [InlineData(0, 0, 1)]
    public void ChanceOfAsMany_IsTheTailOfCoinTosses(int right, int made, double expected) => Assert.Equal(expected, new GuessAgreement(right, made, 0).ChanceOfAsMany, 12);

    [Fact]
    public void Of_GuessesAndNoIdea_AreCountedApart()
    {
        Assert.Equal(new GuessAgreement(2, 3, 2), GuessAgreement.Of([(1, 1), (0, 1), (null, 0), (0, 0), (null, 1)]));
        Assert.Equal(new GuessAgreement(0, 0, 1), GuessAgreement.Of([(null, 0)]));
        Assert.Null(GuessAgreement.Of([]));
        Assert.Throws<ArgumentNullException>(() => GuessAgreement.Of(null!));
    }
}
