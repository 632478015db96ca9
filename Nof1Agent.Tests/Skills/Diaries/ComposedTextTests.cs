using Nof1Agent.Skills.Diaries;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Tests.Skills.Diaries;

public sealed class ComposedTextTests
{
    /// <summary>Expected: unicodedata.normalize("NFC", text) in Python 3 (Unicode 14).</summary>
    [Theory]
    [InlineData("x", "x")]
    [InlineData("Gru\u0308n", "Gr\u00FCn")]
    [InlineData("A\u030A", "\u00C5")]
    [InlineData("\u0438\u0306", "\u0439")]
    [InlineData("u\u0308\u0304", "\u01D6")]
    [InlineData("e\u0302\u0323", "\u1EC7")]
    [InlineData("\u00EA\u0323", "\u1EC7")]
    [InlineData("a\u0300\u0301", "\u00E0\u0301")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("\u1E0B\u0323", "\u1E0D\u0307")]
    [InlineData("a\u0315\u0300", "\u00E0\u0315")]
    [InlineData("\u0308", "\u0308")]
    public void Of_AnySpelling_IsFormC(string text, string expected) => Assert.Equal(expected, ComposedText.Of(text));

    [Fact]
    public void Read_OneLabelInTwoSpellings_IsOneArmWithANote()
    {
        var lines = DiaryFiles.Good("Gr\u00FCn", "Caf\u00E9");
        lines[6] = lines[6].Replace("\u00E9", "e\u0301", StringComparison.Ordinal);
        Assert.Contains("e\u0301", lines[6], StringComparison.Ordinal);
        var import = DiaryFiles.Read(DiaryFiles.Text(lines), new DiaryImportOptions { Reference = "Cafe\u0301", KnownArms = ["Cafe\u0301", "Gru\u0308n"] });
        Assert.Equal(["Caf\u00E9", "Gr\u00FCn"], import.Diary!.Diary.ArmNames);
        var note = Assert.Single(import.Findings);
        Assert.Equal((7, FindingKind.Note), (note.Line!.Value, note.Kind));
        Assert.Contains("accents", note.Text, StringComparison.Ordinal);
        Assert.Equal(2, TrialReport.Analyze(import.Diary.Diary, new AnalysisPlan { HigherIsBetter = true }).Arms.Count);
    }
}
