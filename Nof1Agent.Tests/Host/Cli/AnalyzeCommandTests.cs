using System.Text.Json;
using CsCheck;
using Nof1Agent.Host.Cli;
using Nof1Agent.Tests.Skills.Diaries;

namespace Nof1Agent.Tests.Host.Cli;

public sealed class AnalyzeCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Analyze_CleanDiary_PrintsTableEstimateAndVerdict()
    {
        var run = await CommandRun.OfAsync("analyze", folder.Write("d.csv", DiaryFiles.Text(DiaryFiles.Good())), "--mcid", "1");

        Assert.Equal((0, ""), (run.Code, run.Error));
        foreach (var words in new[] { "Reference: A", "larger values (assumed", "8 of 3 days in 4 cycles", "B against A", "Verdict", "95 % interval", "of 100", "Better by 1", "Paired cycles", "Sign flips" })
            Assert.Contains(words, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_Json_KeepsItsFieldNames()
    {
        var run = await CommandRun.OfAsync("analyze", folder.Write("d.csv", DiaryFiles.Text(DiaryFiles.Good())), "--json", "--lower-is-better", "--mcid", "0.5");

        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.Equal("analysed", root.GetProperty("status").GetString());
        Assert.False(root.GetProperty("outcome").GetProperty("higherIsBetter").GetBoolean());
        Assert.Equal(0.5, root.GetProperty("outcome").GetProperty("mcid").GetDouble());
        Assert.Equal((8, 3), (root.GetProperty("periods").GetProperty("count").GetInt32(), root.GetProperty("periods").GetProperty("periodDays").GetInt32()));
        Assert.Equal(12, root.GetProperty("arms")[1].GetProperty("answeredDays").GetInt32());
        var contrast = root.GetProperty("contrasts")[0];
        Assert.Equal(("B", "A"), (contrast.GetProperty("arm").GetString(), contrast.GetProperty("reference").GetString()));
        Assert.InRange(contrast.GetProperty("estimate").GetDouble(), contrast.GetProperty("low").GetDouble(), contrast.GetProperty("high").GetDouble());
        Assert.Equal(4, contrast.GetProperty("signFlip").GetProperty("cycles").GetInt32());
        foreach (var name in new[] { "verdict", "words", "probabilityBetter", "probabilityBetterByMcid", "probabilityWorseByMcid", "probabilityNoDifferenceThatMatters", "pairedCycles", "logBayesFactor", "meanPhi" })
            Assert.NotEqual(JsonValueKind.Null, contrast.GetProperty(name).ValueKind);
    }

    [Fact]
    public async Task Analyze_Json_HasRegressionsAndEveryAnswer()
    {
        var run = await CommandRun.OfAsync("analyze", folder.Write("d.csv", DiaryFiles.Text(DiaryFiles.Good())), "--json");
        using var json = JsonDocument.Parse(run.Output);
        var contrast = json.RootElement.GetProperty("contrasts")[0];
        Assert.InRange(contrast.GetProperty("pValue").GetDouble(), 0, 1);
        Assert.Equal(JsonValueKind.Null, contrast.GetProperty("holmPValue").ValueKind);
        foreach (var name in new[] { "neweyWest", "generalizedLeastSquares", "kenwardRoger" })
        {
            var line = contrast.GetProperty("regressions").GetProperty(name);
            Assert.InRange(line.GetProperty("estimate").GetDouble(), line.GetProperty("low").GetDouble(), line.GetProperty("high").GetDouble());
            Assert.True(line.GetProperty("degreesOfFreedom").GetDouble() > 0 && line.GetProperty("standardError").GetDouble() > 0);
        }

        var answers = json.RootElement.GetProperty("arms")[0].GetProperty("distribution");
        Assert.Equal(4, answers.GetProperty("lowest").GetDouble());
        Assert.Equal(8, answers.GetProperty("highest").GetDouble());
        Assert.Equal(12, answers.GetProperty("levels").EnumerateArray().Sum(level => level.GetProperty("days").GetInt32()));
        Assert.False(json.RootElement.GetProperty("outcome").GetProperty("weekend").GetBoolean());
    }

    [Fact]
    public async Task Analyze_Weekend_TakesSaturdaysFromTheDates()
    {
        // Friday 2026-03-06 and on; weekends are 50 higher, whatever was done.
        var lines = DiaryFiles.Good();
        var start = new NodaTime.LocalDate(2026, 3, 6);
        var dated = lines.Skip(1).Select((line, i) => line.Split(',') is var cells && start.PlusDays(i) is var date
            ? FormattableString.Invariant($"{date.Year}-{date.Month:00}-{date.Day:00},{cells[1]},{int.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture) + ((int)date.DayOfWeek > 5 ? 50 : 0)}") : "");
        var file = folder.Write("d.csv", DiaryFiles.Text(["date,arm,value", .. dated]));
        async Task<JsonElement> Contrast(params string[] options) => JsonDocument.Parse((await CommandRun.OfAsync(["analyze", file, "--json", .. options])).Output).RootElement.GetProperty("contrasts")[0];
        JsonElement with = await Contrast("--weekend"), without = await Contrast();
        Assert.True(with.GetProperty("standardDeviation").GetDouble() < without.GetProperty("standardDeviation").GetDouble() / 5);

        var numbered = await CommandRun.OfAsync("analyze", folder.Write("n.csv", DiaryFiles.Text(lines)), "--weekend");
        numbered.IsOneLine(2, "--weekend", "date");
    }

    [Fact]
    public async Task Analyze_BetterDirection_MirrorsTheProbability()
    {
        var file = folder.Write("d.csv", DiaryFiles.Text(DiaryFiles.Good()));
        async Task<double> Better(string direction)
        {
            using var json = JsonDocument.Parse((await CommandRun.OfAsync("analyze", file, "--json", direction)).Output);
            return json.RootElement.GetProperty("contrasts")[0].GetProperty("probabilityBetter").GetDouble();
        }

        Assert.Equal(1, await Better("--lower-is-better") + await Better("--higher-is-better"), 9);
    }

    [Fact]
    public async Task Analyze_RefusedFile_ListsEveryProblemWithItsLineAndExits2()
    {
        var lines = DiaryFiles.Good();
        (lines[4], lines[9]) = ("4,B,x", "9,A ,5");
        var file = folder.Write("d.csv", DiaryFiles.Text(lines));

        var text = await CommandRun.OfAsync("analyze", file);
        Assert.Equal((2, ""), (text.Code, text.Output));
        Assert.Contains("line 5: \"x\" is not a number", text.Error, StringComparison.Ordinal);
        Assert.Contains("line 10: arm \"A \" has a blank at an end", text.Error, StringComparison.Ordinal);

        var json = await CommandRun.OfAsync("analyze", file, "--json");
        Assert.Equal((2, ""), (json.Code, json.Error));
        using var parsed = JsonDocument.Parse(json.Output);
        Assert.Equal("refused", parsed.RootElement.GetProperty("status").GetString());
        Assert.Equal([5, 10], parsed.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("line").GetInt32()));
        Assert.Equal(JsonValueKind.Null, parsed.RootElement.GetProperty("contrasts").ValueKind);
    }

    [Fact]
    public async Task Analyze_NineLabelsWithABlankBehindThem_AreNeverTakenForTheOtherArm()
    {
        // A published trial was once read so: nine rows spelled "True " went to the control arm and turned p = 0.50 into p = 0.046.
        var lines = DiaryFiles.Good("False", "True");
        var clean = folder.Write("clean.csv", DiaryFiles.Text(lines));
        var touched = Enumerable.Range(0, lines.Count).Where(i => lines[i].Contains(",True,", StringComparison.Ordinal)).Take(9).ToList();
        touched.ForEach(i => lines[i] = lines[i].Replace(",True,", ",True ,", StringComparison.Ordinal));
        var dirty = folder.Write("dirty.csv", DiaryFiles.Text(lines));

        // Nine against three: the spelling with a blank is even the usual one, and still is not taken.
        var refused = await CommandRun.OfAsync("analyze", dirty, "--json");
        Assert.Equal(2, refused.Code);
        using var json = JsonDocument.Parse(refused.Output);
        Assert.Equal(touched.Select(i => i + 1), json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("line").GetInt32()));

        var accepted = await CommandRun.OfAsync("analyze", dirty, "--accept");
        Assert.Equal(0, accepted.Code);
        Assert.Contains("lines 5-10, 17-19: arm \"True \" has a blank at an end -> reads it as \"True\"", accepted.Output, StringComparison.Ordinal);
        Assert.Equal(Estimate((await CommandRun.OfAsync("analyze", clean, "--json")).Output), Estimate((await CommandRun.OfAsync("analyze", dirty, "--accept", "--json")).Output));

        static string Estimate(string output)
        {
            using var parsed = JsonDocument.Parse(output);
            return parsed.RootElement.GetProperty("contrasts").GetRawText() + parsed.RootElement.GetProperty("arms").GetRawText();
        }
    }

    [Fact]
    public async Task Analyze_TooFewCycles_StatesNoEffect()
    {
        var run = await CommandRun.OfAsync("analyze", folder.Write("d.csv", DiaryFiles.Text(DiaryFiles.Good().Take(13))));
        Assert.Equal(0, run.Code);
        Assert.Contains("Too little data: 2 complete cycles", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("95 % interval", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_YesNoOutcome_IsShownInPercentagePoints()
    {
        var lines = DiaryFiles.Good().Select((line, i) => i == 0 ? line : $"{line[..line.LastIndexOf(',')]},{(i % 5 is 0 or 3 ? 1 : 0)}");
        var run = await CommandRun.OfAsync("analyze", folder.Write("d.csv", DiaryFiles.Text(lines)), "--outcome-kind", "yes-no", "--mcid", "0.1");
        Assert.Equal(0, run.Code);
        Assert.Contains("Better by 10 points of 100", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_HugeValuesOnSixDays_KenwardRogerIsRefusedAndNothingIsInfinite()
    {
        var file = folder.Write("huge.csv", DiaryFiles.Text(["day,arm,value", "1,C,1e300", "3,A,1", "14,A,1e300", "26,C,7.25", "37,C,0", "40,C,7.25"]));
        var run = await CommandRun.OfAsync("analyze", file, "--json", "--outcome-kind", "continuous", "--mcid", "1e300");
        Assert.Equal(0, run.Code);
        Assert.Contains("\"kenwardRoger\": null", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_AnyDays_PrintsOrRefusesAndNeverThrows()
    {
        var days = Gen.Select(Gen.Int[1, 40], Gen.OneOf("A", "B", "C"), Gen.OneOf("0", "1", "1", "7.25", "1e300", "-1e300", "1e-300", ""), (day, arm, value) => (day, line: $"{day},{arm},{value}"));
        var kinds = OutcomeKinds.Names.ToArray();
        int analysed = 0, files = 0;
        await Gen.Select(days.Array[2, 40], Gen.Int[0, 7], Gen.OneOf(kinds), Gen.OneOf("0.1", "1e-300", "1e300")).SampleAsync(async (rows, fewest, kind, mcid) =>
        {
            // Values of one kind only: half of the runs are then possible for every kind of outcome.
            var lines = rows.DistinctBy(row => row.day).OrderBy(row => row.day).Select(row => fewest < 4 ? row.line.Replace("e300", "", StringComparison.Ordinal) : row.line);
            var file = folder.Write($"{Interlocked.Increment(ref files)}.csv", DiaryFiles.Text(["day,arm,value", .. lines]));
            foreach (var form in new[] { "--json", "--accept" })
            {
                var run = await CommandRun.OfAsync("analyze", file, form, "--outcome-kind", kind, "--mcid", mcid);
                Assert.Contains(run.Code, new[] { 0, 2 });
                Assert.DoesNotContain("NaN", run.Output, StringComparison.Ordinal);
                Assert.DoesNotContain("∞", run.Output, StringComparison.Ordinal);
                if (run.Code == 0)
                    Interlocked.Increment(ref analysed);
            }

            File.Delete(file);
        }, iter: 300);
        Assert.InRange(analysed, 30, 600);
    }

    [Fact]
    public async Task Analyze_MissingFileOrFolder_IsOneLine()
    {
        (await CommandRun.OfAsync("analyze", folder.Path("none.csv"))).IsOneLine(1, "none.csv", "check the path");
        (await CommandRun.OfAsync("analyze", folder.Path(Path.Combine("none", "d.csv")))).IsOneLine(1, "check the path");
        (await CommandRun.OfAsync("analyze", folder.Path(""))).IsOneLine(1, "is a folder");
    }

    [Fact]
    public async Task Analyze_TenMegabytes_IsRefusedWithALine()
    {
        var file = folder.Path("large.csv");
        await File.WriteAllBytesAsync(file, new byte[10 * 1024 * 1024], TestContext.Current.CancellationToken);
        var run = await CommandRun.OfAsync("analyze", file);
        Assert.Equal(2, run.Code);
        Assert.Contains("larger than 5 MB", run.Error, StringComparison.Ordinal);
    }
}
