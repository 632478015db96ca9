using System.Text.Json;
using Nof1Agent.Skills.Diaries;

namespace Nof1Agent.Tests.Host.Cli;

/// <summary>Other people's trials, where their files are at hand (folder in NOF1AGENT_EXTERNAL_DATA).</summary>
public sealed class ThirdPartyDiaryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Melatonin_SeventyDays_AgreesWithThePublishedEstimate()
    {
        var days = Read("melatonin_mood_n1", "miura_ema_70day_daily.csv");
        var file = folder.Write("mood.csv", Diary("date", days.Select(day => (day["date"], day["condition"], day["mood"]))));

        using var json = JsonDocument.Parse((await CommandRun.OfAsync("analyze", file, "--json", "--mcid", "3")).Output);
        var root = json.RootElement;
        Assert.Equal("control", root.GetProperty("reference").GetProperty("arm").GetString());
        var means = root.GetProperty("arms").EnumerateArray().Select(arm => Math.Round(arm.GetProperty("mean").GetDouble(), 2));
        Assert.Equal([76.67, 77.59], means);
        // Published: generalised least squares with AR(1) and a trend, 1.000 (standard error 0.964), phi 0.257.
        var contrast = root.GetProperty("contrasts")[0];
        Assert.Equal(1.000, contrast.GetProperty("estimate").GetDouble(), 0.05);
        Assert.Equal(0.257, contrast.GetProperty("meanPhi").GetDouble(), 0.05);
        Assert.InRange((contrast.GetProperty("high").GetDouble() - contrast.GetProperty("low").GetDouble()) / (2 * 1.96 * 0.964), 0.9, 1.2);

        // A diary without a finding must not become one, with or without a smallest change that matters.
        Assert.Equal("noDifferenceThatMatters", contrast.GetProperty("verdict").GetString());
        using var without = JsonDocument.Parse((await CommandRun.OfAsync("analyze", file, "--json")).Output);
        Assert.Equal("cannotTell", without.RootElement.GetProperty("contrasts")[0].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task StudyU_Export_IsRefusedUntilItsOrderAndItsRepeatedAnswerAreAccepted()
    {
        var answers = new[] { "measurements_tea.csv", "measurements_herbal.csv" }.SelectMany(name => Read("hpi_studyu_sleep", name)).Where(row => row["is_survey1"] == "true").ToList();
        double sum = 0, other = 0;
        int count = 0, otherCount = 0, repeats = 0;
        foreach (var person in answers.GroupBy(row => row["participant_id"]))
        {
            var file = folder.Write("sleep.csv", Diary("day", person.Select(row => (row["current_day_of_study"], row["current_intervention_name"], row["survey1_question1_response"]))));
            Assert.Equal(2, (await CommandRun.OfAsync("analyze", file)).Code);
            var run = await CommandRun.OfAsync("analyze", file, "--accept", "--json", "--reference", "Herbal tea");
            Assert.Equal(0, run.Code);
            using var json = JsonDocument.Parse(run.Output);
            repeats += json.RootElement.GetProperty("findings").EnumerateArray().Count(finding => finding.GetProperty("text").GetString()!.StartsWith("repeats", StringComparison.Ordinal));
            foreach (var arm in json.RootElement.GetProperty("arms").EnumerateArray())
            {
                var (n, total) = (arm.GetProperty("answeredDays").GetInt32(), arm.GetProperty("answeredDays").GetInt32() * arm.GetProperty("mean").GetDouble());
                if (arm.GetProperty("name").GetString() == "No tea")
                    (count, sum) = (count + n, sum + total);
                else
                    (otherCount, other) = (otherCount + n, other + total);
            }
        }

        // Published for the pooled days: n 92 after dropping one repeated answer, "No tea" minus "Tea" -0.4156.
        Assert.Equal((92, 1), (count + otherCount, repeats));
        Assert.Equal(-0.4156, (sum / count) - (other / otherCount), 0.0001);
    }

    private static string Diary(string dayColumn, IEnumerable<(string Day, string Arm, string Value)> rows) =>
        string.Concat(rows.Select(row => $"{row.Day},{row.Arm},{row.Value}\n").Prepend($"{dayColumn},arm,value\n"));

    private static List<Dictionary<string, string>> Read(string set, string name)
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable("NOF1AGENT_EXTERNAL_DATA") ?? "", set, name);
        Assert.SkipUnless(File.Exists(file), $"Other people's data are not here: NOF1AGENT_EXTERNAL_DATA has to name a folder with {set}/{name}.");
        var records = new SeparatedText(File.ReadAllText(file), ',').Records().ToList();
        return records.ConvertAll(record => records[0].Cells.Zip(record.Cells).ToDictionary(cell => cell.First, cell => cell.Second))[1..];
    }
}
