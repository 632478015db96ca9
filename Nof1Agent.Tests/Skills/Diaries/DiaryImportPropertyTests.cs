using System.Text;
using CsCheck;
using Nof1Agent.Skills.Diaries;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Tests.Skills.Diaries;

public class DiaryImportPropertyTests
{
    private static readonly string[] Cells =
    [
        "1", "2", "3", "4", "-5", "A", "B", "A ", "a", "True ", "", " ", "7", "7.5", "7,5", "NaN", "1e308", "-1e308", "1e-320", "2026-02-30", "2026-03-01", "9999-12-31",
        "0001-01-01", "\"", "\"\"", "\"x\ny\"", "\u00A0", "\uFEFF", "é", "e\u0301", "\ud83d\ude00", "\u0000", "\t", "9999999", "-9999999",
    ];

    private static readonly Gen<string> Header = Gen.OneOf("day,arm,value", "date,arm,value", "day;arm;value", "day\tarm\tvalue", "day,arm,value,counted", "value,arm,day,note", "x,y", "");

    private static readonly Gen<string> Row = Gen.Select(Gen.OneOf(Cells).Array[1, 5], Gen.OneOf(",", ";", "\t"), (cells, separator) => string.Join(separator, cells));

    private static readonly Gen<string> Plausible = Gen.Select(Gen.Int[1, 30], Gen.OneOf("A", "B", "C", "b", "A "), Gen.OneOf("5", "6.25", "", "1e300", "-3", "0"),
        (day, arm, value) => $"{day},{arm},{value}");

    [Fact]
    public void Read_AnyBytes_NeverThrows() =>
        Gen.Byte.Array[0, 400].Sample(content => { Consistent(content); }, iter: 2000);

    [Fact]
    public void Read_AnyCells_NeverThrows() =>
        Gen.Select(Header, Row.Array[0, 30], Gen.OneOf("\n", "\r\n", "\r")).Sample((header, rows, end) => { Consistent(Encoding.UTF8.GetBytes(string.Join(end, [header, .. rows]))); }, iter: 3000);

    [Fact]
    public void Read_PlausibleDays_NeverThrows()
    {
        var read = 0;
        Plausible.Array[0, 12].Sample(rows =>
        {
            if (Consistent(Encoding.UTF8.GetBytes(DiaryFiles.Text(["day,arm,value", .. rows]))))
                Interlocked.Increment(ref read);
        }, iter: 3000);
        Assert.InRange(read, 20, 3000);
    }

    [Fact]
    public void Read_ShuffledAndRepeatedLines_GiveTheSameDiaryOnceAccepted() =>
        Gen.Select(Gen.Shuffle(Enumerable.Range(1, 24).ToArray()), Gen.Int[1, 24].Array[0, 4]).Sample((order, again) =>
        {
            var lines = DiaryFiles.Good();
            string[] shuffled = [lines[0], .. order.Select(line => lines[line]), .. again.Select(line => lines[line])];
            Assert.Equal(DiaryFiles.Read(DiaryFiles.Text(lines)).Diary!.Diary.Days, DiaryFiles.Read(DiaryFiles.Text(shuffled), accept: true).Diary!.Diary.Days);
        }, iter: 200);

    /// <summary>Refused with a reason, or a diary that the analysis can take; a note alone never refuses.</summary>
    private static bool Consistent(byte[] content)
    {
        var isRead = false;
        foreach (var accept in new[] { false, true })
        {
            var import = DiaryImport.Read(content, new DiaryImportOptions { Accept = accept });
            var isRefused = import.Findings.Any(finding => finding.Kind is FindingKind.Refusal || (finding.Kind is FindingKind.Correctable && !accept));
            Assert.Equal(isRefused, import.Diary is null);
            Assert.All(import.Findings, finding => Assert.Equal(finding.Kind is FindingKind.Correctable, finding.Correction is not null));
            if (import.Diary is { } diary)
            {
                Assert.Empty(diary.Diary.Problems());
                Assert.NotEmpty(TrialReport.Analyze(diary.Diary, new AnalysisPlan { HigherIsBetter = true }).Contrasts);
                isRead = true;
            }
        }

        return isRead;
    }
}
