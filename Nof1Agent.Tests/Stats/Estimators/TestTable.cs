using System.Globalization;

namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>A comma-separated file of TestData/Stats: a source line, a header, rows.</summary>
internal sealed class TestTable
{
    private readonly string[] header;
    private readonly string[][] rows;

    private TestTable(string[] header, string[][] rows) => (this.header, this.rows) = (header, rows);

    internal static TestTable Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "TestData", "Stats", name));
        Assert.StartsWith("#", lines[0]);
        return new TestTable(Split(lines[1]), [.. lines.Skip(2).Where(line => line.Length > 0).Select(Split)]);
    }

    internal int Count => rows.Length;

    internal string[] Text(string column) => [.. rows.Select(row => row[Array.IndexOf(header, column)])];

    internal double[] Numbers(string column) => [.. Text(column).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];

    private static string[] Split(string line) => [.. line.Split(',').Select(cell => cell.Trim('"'))];
}
