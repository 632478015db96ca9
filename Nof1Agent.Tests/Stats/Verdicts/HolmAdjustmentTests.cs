using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Tests.Stats.Verdicts;

public sealed class HolmAdjustmentTests
{
    /// <summary>R: p.adjust(p, "holm").</summary>
    [Fact]
    public void Adjust_SeveralValues_EqualsR()
    {
        Same([0.03, 0.06, 0.06, 0.02], HolmAdjustment.Adjust([0.01, 0.04, 0.03, 0.005]));
        Same([1, 1, 0.3], HolmAdjustment.Adjust([0.6, 0.9, 0.1]));
        Same([0.02, 0.02], HolmAdjustment.Adjust([0.01, 0.01]));
        Same([0.04], HolmAdjustment.Adjust([0.04]));
        Same([0, 1], HolmAdjustment.Adjust([0, 1]));
        Assert.Empty(HolmAdjustment.Adjust([]));
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Adjust_NoProbability_Throws(double p) => Assert.Throws<ArgumentOutOfRangeException>(() => HolmAdjustment.Adjust([0.5, p]));

    private static void Same(double[] expected, IReadOnlyList<double> actual) => Assert.Equal(expected, actual, (x, y) => Math.Abs(x - y) < 1e-12);
}
