namespace Nof1Agent.Tests.Host.Agent.Guide.Language;

/// <summary>How many German messages the guide understands. Both sets were written before its German phrases; docs/guide.md holds the scores at first sight.</summary>
public sealed class GermanTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("german.txt", 100, 0.97)]
    [InlineData("german-2.txt", 60, 0.96)]
    [InlineData("german-3.txt", 60, 0.88)]
    public void Read_GermanMessages_NotFewerThanBefore(string file, int fewest, double share)
    {
        var rows = Row.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestData", "guide", file))).Select(row => row with { Language = "de" }).ToList();
        var wrong = rows.Select(row => row.Mismatch()).OfType<string>().ToList();
        output.WriteLine($"{file}: {rows.Count - wrong.Count} of {rows.Count} read rightly");
        wrong.ForEach(output.WriteLine);
        Assert.True(rows.Count >= fewest);
        Assert.True(rows.Count - wrong.Count >= share * rows.Count, $"{rows.Count - wrong.Count} of {rows.Count}\n{string.Join('\n', wrong)}");
    }
}
