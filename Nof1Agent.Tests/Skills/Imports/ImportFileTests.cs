using System.Text;
using CsCheck;
using Nof1Agent.Skills.Imports;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Imports;

/// <summary>Files of other trackers: read strictly, never guessed, never dangerous.</summary>
public sealed class ImportFileTests
{
    private const string Health = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE HealthData [
        <!ELEMENT HealthData (ExportDate,Me,Record*)>
        ]>
        <HealthData locale="en_PT">
         <ExportDate value="2027-03-09 10:00:00 +0000"/>
         <Record type="HKQuantityTypeIdentifierStepCount" sourceName="Watch" unit="count" startDate="2027-03-01 10:00:00 +0100" endDate="2027-03-01 10:10:00 +0100" value="400"/>
         <Record type="HKQuantityTypeIdentifierStepCount" sourceName="Watch" unit="count" startDate="2027-03-02 01:30:00 +0100" endDate="2027-03-02 01:40:00 +0100" value="100"/>
         <Record type="HKQuantityTypeIdentifierStepCount" sourceName="Phone" unit="count" startDate="2027-03-01 10:00:00 +0100" endDate="2027-03-01 10:10:00 +0100" value="380"/>
         <Record type="HKQuantityTypeIdentifierStepCount" sourceName="Watch" unit="count" startDate="2027-03-02 11:00:00 +0100" endDate="2027-03-02 11:10:00 +0100" value="50"/>
         <Record type="HKQuantityTypeIdentifierRestingHeartRate" sourceName="Watch" unit="count/min" startDate="2027-03-01 10:00:00 +0100" endDate="2027-03-01 10:10:00 +0100" value="60"/>
         <Record type="HKQuantityTypeIdentifierRestingHeartRate" sourceName="Watch" unit="count/min" startDate="2027-03-01 12:00:00 +0100" endDate="2027-03-01 12:10:00 +0100" value="70"/>
         <Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="Watch" startDate="2027-03-01 23:30:00 +0100" endDate="2027-03-02 03:30:00 +0100" value="HKCategoryValueSleepAnalysisAsleepCore"/>
         <Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="Phone" startDate="2027-03-02 03:00:00 +0100" endDate="2027-03-02 06:30:00 +0100" value="HKCategoryValueSleepAnalysisAsleepUnspecified"/>
         <Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="Phone" startDate="2027-03-01 22:00:00 +0100" endDate="2027-03-02 08:00:00 +0100" value="HKCategoryValueSleepAnalysisInBed"/>
        </HealthData>
        """;

    private static readonly LocalDate First = new(2027, 3, 1);

    [Fact]
    public void AppleHealth_IsSummedAveragedAndFiledUnderTheDayBeforeTheNight()
    {
        var table = Read(Health).Table!;
        Assert.Equal(ImportKind.AppleHealth, table.Kind);
        Assert.Equal([new ImportedDay(First, 500), new ImportedDay(First.PlusDays(1), 50)], Column(table, "StepCount (count)").Days);
        Assert.Equal([new ImportedDay(First, 65)], Column(table, "RestingHeartRate (count/min)").Days);
        // 23:30 to 06:30, the half hour that both devices saw counted once; in bed is not asleep.
        Assert.Equal([new ImportedDay(First, 420)], Column(table, "Asleep (min)").Days);
    }

    [Theory]
    [InlineData("<!DOCTYPE HealthData [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><HealthData><Record type=\"a\">&x;</Record></HealthData>")]
    [InlineData("<!DOCTYPE HealthData [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><HealthData>&b;</HealthData>")]
    [InlineData("<HealthData><Record type=\"HKQuantityTypeIdentifierStepCount\" unit=\"count\"")]
    [InlineData("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    public void Xml_ThatReachesOutOrBreaksOff_IsRefused(string xml) => Assert.NotNull(Read(xml).Refusal);

    [Fact]
    public void AppleHealth_OfManyRecords_IsReadAsAStream()
    {
        using var content = new GeneratedExport(200_000);
        var table = ImportFile.Read(content, "export.xml", 4).Table!;
        Assert.Equal(200_000, Column(table, "StepCount (count)").Days.Sum(day => day.Value));
        Assert.True(content.LargestRead <= 1024 * 1024, $"asked for {content.LargestRead} bytes at once");
    }

    [Fact]
    public void Csv_WithATimeAfterMidnight_BelongsToTheEveningBefore()
    {
        var table = Read("date;mood;note\n2027-03-02 01:10;6,5;late\n2027-03-02;7;\n").Table!;
        Assert.Equal([new ImportedDay(First, 6.5), new ImportedDay(First.PlusDays(1), 7)], Column(table, "mood").Days);
        Assert.NotNull(Column(table, "note").Refusal);
    }

    [Theory]
    [InlineData("date,mood\n03/04/2027,5\n", "not a date written as year-month-day")]
    [InlineData("mood,steps\n5,6\n", "no column with the day")]
    [InlineData("date,mood\n2027-03-01\n", "cells")]
    [InlineData("date,mood\n", "no line below")]
    [InlineData("", "empty")]
    [InlineData("PK\u0003\u0004rest", "zip")]
    public void File_ThatCannotBeReadForCertain_IsRefused(string text, string why) => Assert.Contains(why, Read(text).Refusal, StringComparison.Ordinal);

    [Theory]
    [InlineData("date,mood\n2027-03-01,6,5\n2027-03-01,7\n")]
    [InlineData("date,mood\n2027-03-01,6\n2027-03-01,7\n")]
    [InlineData("date,mood\n2027-03-01,\"6,5\"\n")]
    public void Column_WithADoubtfulValue_IsRefused(string text)
    {
        var read = Read(text);
        Assert.True(read.Refusal is not null || Column(read.Table!, "mood").Refusal is not null);
    }

    [Fact]
    public void AnyBytes_NeverThrow() => Gen.Byte.Array[0, 300].Sample(bytes => { _ = ImportFile.Read(new MemoryStream(bytes), "x", 4); }, iter: 1000);

    [Fact]
    public void StudyU_OwnExport_HasItsQuestionsAsColumns()
    {
        var folder = Environment.GetEnvironmentVariable("NOF1AGENT_EXTERNAL_DATA") ?? "";
        var path = Path.Combine(folder, "hpi_studyu_sleep", "measurements_tea.csv");
        Assert.SkipUnless(File.Exists(path), "The StudyU export is not here (NOF1AGENT_EXTERNAL_DATA).");
        Assert.Contains("several participants", ImportFile.Read(File.OpenRead(path), "tea.csv", 4).Refusal, StringComparison.Ordinal);
        var lines = File.ReadAllLines(path);
        var who = Array.IndexOf(lines[0].Split(','), "participant_id");
        var own = lines.Skip(1).GroupBy(line => line.Split(',')[who]).MaxBy(group => group.Count())!;
        var table = ImportFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', own.Prepend(lines[0])))), "tea.csv", 4).Table!;
        Assert.Equal(ImportKind.StudyU, table.Kind);
        Assert.Contains(table.Columns, column => column.Days.Count >= 7 || column.Refusal is not null);
    }

    private static ImportResult Read(string text) => ImportFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "file", 4);

    private static ImportedColumn Column(ImportedTable table, string name) => Assert.Single(table.Columns, column => column.Name == name);

    /// <summary>An export that exists only while it is read.</summary>
    private sealed class GeneratedExport(int records) : Stream
    {
        private readonly IEnumerator<byte[]> parts = Parts(records).GetEnumerator();
        private ReadOnlyMemory<byte> rest;

        public int LargestRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => 0; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            LargestRead = Math.Max(LargestRead, count);
            if (rest.IsEmpty)
            {
                rest = parts.MoveNext() ? parts.Current : ReadOnlyMemory<byte>.Empty;
            }

            var read = Math.Min(count, rest.Length);
            rest[..read].CopyTo(buffer.AsMemory(offset));
            rest = rest[read..];
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private static IEnumerable<byte[]> Parts(int records)
        {
            yield return "<HealthData>"u8.ToArray();
            for (var i = 0; i < records; i++)
            {
                yield return Encoding.UTF8.GetBytes($"<Record type=\"HKQuantityTypeIdentifierStepCount\" sourceName=\"W\" unit=\"count\" startDate=\"2027-01-{(i % 28) + 1:00} 10:00:00 +0000\" endDate=\"2027-01-{(i % 28) + 1:00} 10:01:00 +0000\" value=\"1\"/>\n");
            }

            yield return "</HealthData>"u8.ToArray();
        }
    }
}
