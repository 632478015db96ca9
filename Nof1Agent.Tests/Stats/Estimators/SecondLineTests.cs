using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

public sealed class SecondLineTests
{
    private static readonly double[] Sleep = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
    private static readonly double[] Maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

    [Fact]
    public void SignFlip_PublishedData_EqualsR()
    {
        Assert.Equal(0.00390625, SignFlipTest.Run(Sleep)!.PValue, 1e-15);
        Assert.Equal(1726 / 32768.0, SignFlipTest.Run(Maize)!.PValue, 1e-15);
        Assert.Equal(2 / 32768.0, SignFlipTest.Run(Maize)!.SmallestPossiblePValue, 1e-18);
    }

    [Fact]
    public void PairedBlocks_PublishedData_EqualsR()
    {
        var sleep = PairedBlockTest.Run(Sleep)!;
        Assert.Equal(1.58, sleep.Estimate, 1e-12);
        Assert.Equal(4.06212768338203656, sleep.Estimate / sleep.StandardError, 1e-10);
        Assert.Equal(0.00283289019738427, sleep.PValue, 1e-12);
        Assert.Equal(0.70011423672301754, sleep.Low, 1e-10);
        Assert.Equal(2.45988576327698238, sleep.High, 1e-10);
        var maize = PairedBlockTest.Run(Maize)!;
        Assert.Equal(0.0497029440218009, maize.PValue, 1e-12);
        Assert.Equal(41.8354733482736876, maize.High, 1e-9);
    }

    [Theory, MemberData(nameof(EngineGoldenTests.Cases), MemberType = typeof(EngineGoldenTests))]
    public void SecondLines_GoldenCase_AgreeWithR(int index)
    {
        var golden = GoldenCase.All[index];
        var differences = BlockDifferences.Of(golden.Diary, 1);
        var paired = PairedBlockTest.Run(differences)!;
        Assert.Equal(golden.PairedT[0] / golden.SdY, paired.Estimate / golden.SdY, 1e-10);
        Assert.Equal(golden.PairedT[1] / golden.SdY, paired.Low / golden.SdY, 1e-9);
        Assert.Equal(golden.PairedT[2] / golden.SdY, paired.High / golden.SdY, 1e-9);
        Assert.Equal(golden.SignFlipP, SignFlipTest.Run(differences)!.PValue, 1e-12);
    }
}
