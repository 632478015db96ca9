using Nof1Agent.Host.Agent.Guide.Language;

namespace Nof1Agent.Tests.Host.Agent.Guide.Language;

public sealed class ReaderTests(ITestOutputHelper output)
{
    /// <summary>Of the sentences that were left alone, this share must be read rightly. It is a floor under the last measured share.</summary>
    private const double CheckedShare = 0.5;

    public static TheoryData<string, string, string> Tuned()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var row in Row.Parse(TunedRows.Text).Concat(Row.Parse(HarderRows.Text)))
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

    [Fact]
    public void Read_SentencesLeftAlone_KeepsTheMeasuredShare()
    {
        var rows = Row.Parse(CheckRows.Text).ToList();
        var wrong = rows.Select(r => r.Mismatch()).OfType<string>().ToList();
        output.WriteLine($"{rows.Count - wrong.Count} of {rows.Count} read rightly");
        wrong.ForEach(output.WriteLine);
        Assert.True(rows.Count >= 120);
        Assert.True(rows.Count - wrong.Count >= CheckedShare * rows.Count, $"{wrong.Count} of {rows.Count} wrong");
    }
}
