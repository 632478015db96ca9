using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Outcomes;
using Nof1Agent.Tests.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Outcomes;

public sealed class OutcomeTests
{
    /// <summary>Parker, Vannest and Davis (2011), the worked example that the R package SingleCaseES tests against.</summary>
    [Fact]
    public void DayComparison_ParkerVannestDavis_PublishedIndices()
    {
        double[] reference = [20, 20, 26, 25, 22, 23], treated = [28, 25, 24, 27, 30, 30, 29];
        var diary = new TrialDiary(["A", "B"], [.. reference.Concat(treated).Select((value, day) => new DiaryDay(day, day < 6 ? 0 : 1, day < 6 ? 0 : 1, 0, value, true))]);
        var comparison = DayComparison.Of(diary, 1, higherIsBetter: true)!;
        Assert.Equal(38.5 / 42, comparison.ProbabilityBetter, 1e-12);
        Assert.Equal(35.0 / 42, comparison.Tau, 1e-12);
        Assert.False(comparison.SignsDisagree);
        Assert.Equal(3.5 / 42, DayComparison.Of(diary, 1, higherIsBetter: false)!.ProbabilityBetter, 1e-12);
    }

    [Fact]
    public void DayComparison_MostDaysBetterButMeanWorse_Flagged()
    {
        double[] reference = [5, 5, 5, 5], treated = [6, 6, 6, -20];
        var diary = new TrialDiary(["A", "B"], [.. reference.Concat(treated).Select((value, day) => new DiaryDay(day, day / 4, day / 4, 0, value, true))]);
        Assert.True(DayComparison.Of(diary, 1, higherIsBetter: true)!.SignsDisagree);
    }

    [Fact]
    public void ProportionalOdds_Housing_EqualsPolr()
    {
        var table = TestTable.Read("housing.csv");
        string[] satisfaction = table.Text("Sat"), influence = table.Text("Infl"), type = table.Text("Type"), contact = table.Text("Cont");
        double[] Dummy(string[] values, string level) => [.. values.Select(value => value == level ? 1.0 : 0.0)];
        var fit = ProportionalOdds.Fit([.. satisfaction.Select(value => Array.IndexOf(["Low", "Medium", "High"], value))], 3,
            [Dummy(influence, "Medium"), Dummy(influence, "High"), Dummy(type, "Apartment"), Dummy(type, "Atrium"), Dummy(type, "Terrace"), Dummy(contact, "High")],
            table.Numbers("Freq"))!;
        double[] expected = [0.566393738890106, 1.288819063812321, -0.572350146429611, -0.366186566153346, -1.091014907672437, 0.360284149947385];
        for (var j = 0; j < expected.Length; j++)
            Assert.Equal(expected[j], fit.Slopes[j], 2e-5);
        Assert.Equal(-0.496135343837501, fit.CutPoints[0], 2e-5);
        Assert.Equal(0.690708290379271, fit.CutPoints[1], 2e-5);
        Assert.Equal(3479.14929905897, -2 * fit.LogLikelihood, 1e-6);
    }

    /// <summary>R's glm stops at 1e-8 of the deviance, which leaves 1e-7 in the coefficients.</summary>
    [Fact]
    public void ProportionalOdds_TwoLevels_IsLogisticRegression()
    {
        var table = TestTable.Read("mtcars-am-wt.csv");
        var fit = ProportionalOdds.Fit([.. table.Numbers("am").Select(am => (int)am)], 2, [table.Numbers("wt")])!;
        Assert.Equal(-4.02396994032789, fit.Slopes[0], 1e-6);
        Assert.Equal(1.43641578432092, fit.StandardErrors[0], 2e-4);
        Assert.Equal(-12.04036965896271, fit.CutPoints[0], 1e-6);
        Assert.Equal(19.1760848074451, -2 * fit.LogLikelihood, 1e-8);
    }

    [Fact]
    public void ProportionalOdds_SeparatedLevels_IsNull()
    {
        Assert.Null(ProportionalOdds.Fit([0, 0, 0, 1, 1, 1], 2, [[0, 0, 0, 1, 1, 1]]));
        Assert.Null(ProportionalOdds.Fit([0, 0, 2, 2], 3, [[0, 1, 0, 1]]));
        Assert.Null(ProportionalOdds.Fit([0, 1, 0, 1], 2, [[1, 1, 1, 1]]));
    }

    [Fact]
    public void Unwrap_TimesAroundMidnight_StayTogether()
    {
        Assert.Equal([1430, 1450, 1420, 1440], ClockTime.Unwrap([1430, 10, 1420, 0]));
        Assert.Equal([600, 610, 590], ClockTime.Unwrap([600, 610, 590]));
        Assert.Equal([1440 + 30, 1380], ClockTime.Unwrap([30, -60]));
        Assert.Empty(ClockTime.Unwrap([]));
    }
}
