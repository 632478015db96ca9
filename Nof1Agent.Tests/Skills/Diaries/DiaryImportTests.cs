using System.Text;
using Nof1Agent.Skills.Diaries;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Tests.Skills.Diaries;

public class DiaryImportTests
{
    [Fact]
    public void Read_CleanFile_GivesEveryDay()
    {
        var import = DiaryFiles.Read(DiaryFiles.Text(DiaryFiles.Good()));

        Assert.Empty(import.Findings);
        Assert.Equal(["A", "B"], import.Diary!.Diary.ArmNames);
        Assert.Equal(24, import.Diary.Diary.Days.Count);
        Assert.Equal((1, 0, 6.0, true), (import.Diary.Diary.Days[0].Day, import.Diary.Diary.Days[0].Arm, import.Diary.Diary.Days[0].Value, import.Diary.Diary.Days[0].Counted));
        Assert.Equal((24, 0, 7.0), (import.Diary.Diary.Days[23].Day, import.Diary.Diary.Days[23].Arm, import.Diary.Diary.Days[23].Value));
    }

    [Theory]
    [InlineData("5,B ,7", "has a blank at an end")]
    [InlineData("5,\u00A0B,7", "\\u00A0B")]
    [InlineData("5,B\u200B,7", "\\u200B")]
    [InlineData("5,b,7", "only in capitals or blanks")]
    [InlineData("", "blank")]
    [InlineData(",,", "blank")]
    [InlineData("5,,", "neither an arm nor a value")]
    [InlineData("2,A,8", "repeats line 3")]
    public void Read_LineThatCanBeCorrected_IsRefusedUntilAccepted(string line, string words)
    {
        // Line 3 is day 2, so that the last case repeats it (and comes after a later day).
        var text = DiaryFiles.With(6, line);

        var refused = DiaryFiles.Read(text);
        Assert.Null(refused.Diary);
        var finding = refused.Serious().First(finding => finding.Text.Contains(words, StringComparison.Ordinal));
        Assert.Equal((6, FindingKind.Correctable), (finding.Line, finding.Kind));
        Assert.NotNull(finding.Correction);

        var accepted = DiaryFiles.Read(text, accept: true);
        Assert.Equal(refused.Findings, accepted.Findings);
        Assert.Equal(["A", "B"], accepted.Diary!.Diary.ArmNames);
    }

    [Theory]
    [InlineData("5,B,seven", "is not a number")]
    [InlineData("5,B,NA", "leave the cell empty")]
    [InlineData("5,B,NaN", "not a usable number")]
    [InlineData("5,B,Infinity", "not a usable number")]
    [InlineData("5,B,-Infinity", "not a usable number")]
    [InlineData("5,B,1e999", "not a usable number")]
    [InlineData("5,B,0x10", "is not a number")]
    [InlineData("5,B,1 000", "is not a number")]
    [InlineData("5,B,\"7,5\"", "decimal comma")]
    [InlineData("5,,7", "has no arm")]
    [InlineData(",B,7", "has no day")]
    [InlineData("5.0,B,7", "is not the number of a day")]
    [InlineData("99999999,B,7", "is not the number of a day")]
    [InlineData("2026-03-09,B,7", "is not the number of a day")]
    [InlineData("5,B", "has 2 cells")]
    [InlineData("5,B,7,8", "has 4 cells")]
    [InlineData("4,B,9", "is on line 5 already, with another value")]
    [InlineData("4,A,8", "is on line 5 already, with another arm")]
    [InlineData("5,C,7", "occurs on this line only")]
    [InlineData("5,\"B,7", "no other closes it")]
    [InlineData("5,B\",7", "inside a cell")]
    [InlineData("5,\"B\"x,7", "follows the quotation mark")]
    [InlineData("5,B,7\u0001", "control characters")]
    public void Read_LineThatNobodyElseCanCorrect_IsRefusedEvenWhenAccepted(string line, string words)
    {
        var text = DiaryFiles.With(6, line);
        foreach (var accept in new[] { false, true })
        {
            var import = DiaryFiles.Read(text, accept);
            Assert.Null(import.Diary);
            Assert.Contains(import.Findings, finding => finding is { Line: 6, Kind: FindingKind.Refusal } && finding.Text.Contains(words, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Read_ManyProblems_NamesAllOfThem()
    {
        var lines = DiaryFiles.Good();
        (lines[1], lines[8], lines[14], lines[20]) = ("1,A,x", "8,B ,7", "14,b,7", "20,A");

        Assert.Equal([2, 9, 15, 21], DiaryFiles.Read(DiaryFiles.Text(lines)).Serious().Select(finding => finding.Line));
    }

    [Fact]
    public void Read_UnsortedLines_AreNamedAndSortedWhenAccepted()
    {
        var lines = DiaryFiles.Good();
        (lines[3], lines[10]) = (lines[10], lines[3]);

        var refused = DiaryFiles.Read(DiaryFiles.Text(lines));
        Assert.Equal([5, 11], refused.Serious().Select(finding => finding.Line));
        var accepted = DiaryFiles.Read(DiaryFiles.Text(lines), accept: true).Diary!.Diary;
        Assert.Equal(DiaryFiles.Read(DiaryFiles.Text(DiaryFiles.Good())).Diary!.Diary.Days, accepted.Days);
    }

    [Fact]
    public void Read_GapsAndEmptyValues_AreNotedAndNotRefused()
    {
        var lines = DiaryFiles.Good();
        lines[2] = "2,A,";
        lines.RemoveAt(5);
        var import = DiaryFiles.Read(DiaryFiles.Text(lines));

        Assert.Equal([(3, FindingKind.Note), (6, FindingKind.Note)], import.Findings.Select(finding => (finding.Line!.Value, finding.Kind)));
        Assert.Equal(1, import.Diary!.AddedDays);
        Assert.Equal([2, 5], import.Diary.Diary.Days.Where(day => day.Value is null).Select(day => day.Day));
    }

    [Fact]
    public void Read_GapOfYears_IsTakenForAMistypedDay()
    {
        var import = DiaryFiles.Read("date,arm,value\n2026-01-01,A,1\n2026-01-02,A,2\n2062-01-03,B,1\n2062-01-04,B,2\n", accept: true);
        Assert.Equal(4, Assert.Single(import.Serious()).Line);
    }

    [Fact]
    public void Read_NineArms_IsRefusedOnTheLineOfTheNinth()
    {
        var text = "day,arm,value\n" + DiaryFiles.Text(Enumerable.Range(0, 18).Select(day => $"{day},arm{day / 2},1"));
        var finding = Assert.Single(DiaryFiles.Read(text).Serious());
        Assert.Equal(18, finding.Line);
    }

    [Fact]
    public void Read_TwoSpellingsEquallyFrequent_NobodyChooses()
    {
        var text = "day,arm,value\n1,a,1\n2,A,1\n3,a,1\n4,A,2\n5,B,1\n6,B,2\n";
        Assert.Equal([(3, FindingKind.Refusal), (5, FindingKind.Refusal)], DiaryFiles.Read(text, accept: true).Findings.Select(finding => (finding.Line!.Value, finding.Kind)));
    }

    [Fact]
    public void Read_KnownArms_RefusesEveryOther()
    {
        var import = DiaryFiles.Read(DiaryFiles.With(6, "5,Bee,7"), new DiaryImportOptions { KnownArms = ["A", "B"], Accept = true });
        Assert.Equal(6, Assert.Single(import.Serious(), finding => finding.Text.Contains("none of the arms", StringComparison.Ordinal)).Line);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n\n \n", "nothing but blank lines")]
    [InlineData("day,arm\n1,A\n", "\"value\" is missing")]
    [InlineData("1,A,5\n2,B,6\n", "has to name the columns")]
    [InlineData("day|arm|value\n1|A|5\n", "separated by comma, semicolon or tab")]
    [InlineData("day,arm,value\n", "no day below")]
    [InlineData("day,date,arm,value\n1,2026-01-01,A,5\n", "keep one of them")]
    [InlineData("day,arm,value,VALUE\n1,A,5,6\n", "more than once")]
    [InlineData("day,arm,value\n1,A,5\n2,A,6\n", "every line has the same arm")]
    public void Read_FileWithoutADiary_SaysWhy(string text, string words) =>
        Assert.Contains(DiaryFiles.Read(text, accept: true).Findings, finding => finding.Kind is FindingKind.Refusal && finding.Text.Contains(words, StringComparison.Ordinal));

    [Fact]
    public void Read_BytesThatAreNoText_AreRefused()
    {
        Assert.Contains("spreadsheet", Only([0x50, 0x4B, 3, 4, 0, 0]), StringComparison.Ordinal);
        Assert.Contains("UTF-16", Only(Encoding.Unicode.GetPreamble()), StringComparison.Ordinal);
        Assert.Contains("zero bytes", Only([0x89, 0x50, 0x4E, 0x47, 0]), StringComparison.Ordinal);
        Assert.Contains("larger than 5 MB", Only(new byte[10 * 1024 * 1024]), StringComparison.Ordinal);
        var latin = Encoding.Latin1.GetBytes(DiaryFiles.With(6, "5,Müsli,7"));
        var finding = Assert.Single(DiaryImport.Read(latin, new DiaryImportOptions()).Findings);
        Assert.Equal((6, true), (finding.Line, finding.Text.Contains("not UTF-8", StringComparison.Ordinal)));

        static string Only(byte[] content) => Assert.Single(DiaryImport.Read(content, new DiaryImportOptions { Accept = true }).Findings).Text;
    }

    [Theory]
    [InlineData(OutcomeScale.YesNo, "2")]
    [InlineData(OutcomeScale.YesNo, "0.5")]
    [InlineData(OutcomeScale.Count, "-1")]
    [InlineData(OutcomeScale.Count, "1.5")]
    public void Read_ValueThatTheKindOfOutcomeCannotHave_IsRefused(OutcomeScale scale, string value)
    {
        var text = $"day,arm,value\n1,A,1\n2,A,0\n3,B,{value}\n4,B,1\n";
        Assert.Equal(4, Assert.Single(DiaryFiles.Read(text, new DiaryImportOptions { Scale = scale }).Findings).Line);
    }
}
