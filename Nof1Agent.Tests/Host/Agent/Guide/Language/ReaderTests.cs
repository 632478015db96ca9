using Nof1Agent.Host.Agent.Guide.Language;

namespace Nof1Agent.Tests.Host.Agent.Guide.Language;

public sealed class ReaderTests(ITestOutputHelper output)
{
    /// <summary>Shares of the check sets that must be read rightly: floors under the last measured ones, so that no change loses what was understood.</summary>
    private const double FirstShare = 0.97;
    private const double SecondShare = 0.95;
    private const double ThirdShare = 0.95;
    private const double FourthShare = 0.95;

    public static TheoryData<string, string, string> Tuned()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var row in Row.Parse(TunedRows.Text).Concat(Row.Parse(HarderRows.Text)).Concat(Row.Parse(WiderRows.Text)))
        {
            data.Add(row.Asked, row.Text, row.Expected);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Tuned))]
    public void Read_TunedSentence_GivesActAndFacts(string asked, string text, string expected)
    {
        var mismatch = new Row(asked, text, expected).Mismatch();
        Assert.True(mismatch is null, mismatch);
    }

    [Theory]
    [InlineData("first", FirstShare)]
    [InlineData("second", SecondShare)]
    [InlineData("third", ThirdShare)]
    [InlineData("fourth", FourthShare)]
    public void Read_SentencesLeftAlone_KeepsTheMeasuredShare(string set, double share)
    {
        var rows = Row.Parse(set switch { "first" => CheckRows.Text, "second" => SecondCheckRows.Text, "third" => ThirdCheckRows.Text, _ => FourthCheckRows.Text }).ToList();
        var wrong = rows.Select(r => r.Mismatch()).OfType<string>().ToList();
        output.WriteLine($"{set} set: {rows.Count - wrong.Count} of {rows.Count} read rightly");
        wrong.ForEach(output.WriteLine);
        Assert.True(rows.Count >= 70);
        Assert.True(rows.Count - wrong.Count >= share * rows.Count, $"{wrong.Count} of {rows.Count} wrong");
    }
}
