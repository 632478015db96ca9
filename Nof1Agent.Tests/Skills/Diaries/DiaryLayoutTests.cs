using System.Text;
using Nof1Agent.Skills.Diaries;

namespace Nof1Agent.Tests.Skills.Diaries;

public class DiaryLayoutTests
{
    private static readonly string Plain = DiaryFiles.Text(DiaryFiles.Good());

    [Fact]
    public void Read_OtherSeparatorsLineEndingsAndByteOrderMark_GiveTheSameDays()
    {
        var days = DiaryFiles.Read(Plain).Diary!.Diary.Days;
        foreach (var text in new[]
        {
            Plain.Replace(',', ';'), Plain.Replace(',', '\t'), Plain.Replace("\n", "\r\n"), Plain.Replace('\n', '\r'), Plain.TrimEnd('\n'), "\uFEFF" + Plain,
            Plain.Replace("day,arm,value", "\"Day\",ARM, Value "), Plain.Replace(",B,", ",\"B\","),
        })
        {
            Assert.Equal(days, DiaryFiles.Read(text).Diary?.Diary.Days);
        }
    }

    [Fact]
    public void Read_DatesAndOtherColumns_AreTakenByName()
    {
        var import = DiaryFiles.Read("note;value;date;arm;counted\n\"tired; late\";6,5;2026-02-27;off;no\n;7;2026-02-28;off;yes\n;8;2026-03-01;on;1\n\"two\nlines\";9;2026-03-02;on;TRUE\n");

        Assert.Empty(import.Findings);
        Assert.Equal([(1, 0, 6.5, false), (2, 0, 7.0, true), (3, 1, 8.0, true), (4, 1, 9.0, true)], import.Diary!.Diary.Days.Select(day => (day.Day, day.Arm, day.Value!.Value, day.Counted)));
        Assert.Equal(["note"], import.Diary.Columns.Ignored);
    }

    [Fact]
    public void Read_LineAfterACellOfTwoLines_KeepsItsNumber()
    {
        var import = DiaryFiles.Read("day,arm,value,note\n1,A,5,\"two\nlines\"\n2,A,x,\n3,B,5,\n4,B,6,\n");
        Assert.Equal(4, Assert.Single(import.Findings).Line);
    }

    [Fact]
    public void Read_DecimalCommaAndPointInOneFile_CouldMeanThousands()
    {
        var import = DiaryFiles.Read("day;arm;value\n1;A;1,5\n2;A;1.500\n3;B;2\n4;B;3\n", accept: true);
        Assert.Equal(3, Assert.Single(import.Serious()).Line);
        Assert.Null(DiaryFiles.Read("day;arm;value\n1;A;1.000,5\n2;A;2\n3;B;2\n4;B;3\n", accept: true).Diary);
    }

    [Theory]
    [InlineData("x", "y", null, "x")]
    [InlineData("melatonin", "Control", null, "Control")]
    [InlineData("1", "0", null, "0")]
    [InlineData("True", "False", null, "False")]
    [InlineData("on", "off", null, "off")]
    [InlineData("control", "A", null, "A")]
    [InlineData("A", "B", "B", "B")]
    public void Reference_IsTheNamedOneOrAUsualNameOrTheFirstByAlphabet(string first, string second, string? named, string expected)
    {
        var import = DiaryFiles.Read(DiaryFiles.Text(DiaryFiles.Good(first, second)), new DiaryImportOptions { Reference = named });
        Assert.Equal(expected, import.Diary!.Reference.Name);
        Assert.Equal(expected, import.Diary.Diary.ArmNames[0]);
        Assert.NotEmpty(import.Diary.Reference.Reason);
    }

    [Fact]
    public void Reference_ThatNoLineHas_IsRefused() =>
        Assert.Null(DiaryFiles.Read(Plain, new DiaryImportOptions { Reference = "C", Accept = true }).Diary);

    [Fact]
    public void Read_LongFileOfOpenedQuotationMarks_StaysQuick()
    {
        var text = new StringBuilder("day,arm,value\n");
        while (text.Length < DiaryText.LargestBytes - 10)
            text.Append("x\",\"\n");
        var before = TimeProvider.System.GetTimestamp();
        Assert.Null(DiaryFiles.Read(text.ToString()).Diary);
        Assert.InRange(TimeProvider.System.GetElapsedTime(before).TotalSeconds, 0, 5);
    }
}
