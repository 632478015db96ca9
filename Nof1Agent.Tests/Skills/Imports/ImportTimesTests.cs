using System.Text;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Imports;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Imports;

/// <summary>"23:40" and "7h20" in a file: times of day for an outcome that is one, lengths for one in minutes, and refused for all else. Refusals speak the person's language.</summary>
public sealed class ImportTimesTests
{
    [Theory]
    [InlineData("23:40", 1420, TimeForm.Either)]
    [InlineData("7:20", 440, TimeForm.Either)]
    [InlineData("07:20:59", 440, TimeForm.Either)]
    [InlineData("7h20", 440, TimeForm.Either)]
    [InlineData("23h40", 1420, TimeForm.Either)]
    [InlineData("7 h 20 min", 440, TimeForm.Duration)]
    [InlineData("7h20m", 440, TimeForm.Duration)]
    [InlineData("45 min", 45, TimeForm.Duration)]
    [InlineData("8h", 480, TimeForm.Duration)]
    [InlineData("26:10", 1570, TimeForm.Duration)]
    [InlineData("11:40 pm", 1420, TimeForm.Clock)]
    [InlineData("12:05 AM", 5, TimeForm.Clock)]
    public void Cell_AsItIsWritten_IsMinutes(string cell, double minutes, TimeForm form) => Assert.Equal(new TimeReading(minutes, form), TimeReading.Of(cell));

    [Theory]
    [InlineData("7")]
    [InlineData("7.5")]
    [InlineData("7:60")]
    [InlineData("13:00 pm")]
    [InlineData("late")]
    [InlineData("")]
    [InlineData("2027-03-01 23:40")]
    public void Cell_ThatIsNoTime_IsNone(string cell) => Assert.Null(TimeReading.Of(cell));

    [Fact]
    public void Column_OfTimesAndNumbers_IsRefused()
    {
        var column = Read("date,asleep\n2027-03-01,23:40\n2027-03-02,15\n").Table!.Columns[0];
        Assert.NotNull(column.Refusal);
        Assert.Null(column.Times);
        Assert.Null(Read("date,mood\n2027-03-01,5\n2027-03-02,6\n").Table!.Columns[0].Times);
        Assert.Equal(TimeForm.Duration, Read("date,slept\n2027-03-01,7h20\n2027-03-02,6 h 5 min\n").Table!.Columns[0].Times);
        Assert.NotNull(Read("date,slept\n2027-03-01,7 h\n2027-03-02,11:40 pm\n").Table!.Columns[0].Refusal);
    }

    [Theory]
    [InlineData("asleep-time", "23:40", "0:20", "6 January: 00:20", 700, 740)]
    [InlineData("asleep-time", "11:40 pm", "12:20 am", "6 January: 00:20", 700, 740)]
    [InlineData("total-sleep-minutes", "7h20", "6:30", "440 minutes", 440, 390)]
    public async Task Times_OfAnOutcomeThatTheyFit_AreTakenOver(string outcome, string first, string second, string said, double one, double two)
    {
        await using var talk = await WithFile(outcome, first, second);
        var look = await talk.Use(skills => skills.Imports.Look("value"));
        Assert.True(look.Ok, look.Say);
        Assert.Contains(said, look.Say, StringComparison.Ordinal);
        Assert.True((await talk.Use(skills => skills.Imports.Take("value"))).Ok);
        Assert.Equal([one, two], await talk.Use(skills => skills.CheckInStore.Days(skills.TrialStore.Latest!.Id).Values.OrderBy(day => day.StudyDay).Select(day => day.Value!.Value).ToList()));
    }

    [Theory]
    [InlineData("sleep-quality-rating", "7h20", "6:30", "holds times, such as 23:40, and cannot be your sleep quality")]
    [InlineData("total-sleep-minutes", "11:40 pm", "12:20 am", "holds times of day")]
    [InlineData("asleep-time", "7 h 20 min", "6 h", "holds lengths of time")]
    public async Task Times_OfAnotherOutcome_AreRefused(string outcome, string first, string second, string why)
    {
        await using var talk = await WithFile(outcome, first, second);
        var look = await talk.Use(skills => skills.Imports.Look("value"));
        Assert.False(look.Ok);
        Assert.Contains(why, look.Say, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Die Datei ist leer.")]
    [InlineData("PK\u0003\u0004rest", "Zip-Datei")]
    [InlineData("mood,steps\n5,6\n", "Ich finde keine Spalte mit dem Tag")]
    [InlineData("date,mood\n03/04/2027,5\n", "ist kein Datum in der Form Jahr-Monat-Tag")]
    [InlineData("date,mood\n2027-03-01\n", "Zeile 2 hat 1 Zellen")]
    [InlineData("date,mood\n2027-03-01,\"5\n", "Anführungszeichen")]
    [InlineData("date,mood\n", "keine Zeile")]
    [InlineData("<?xml version=\"1.0\"?><HealthData><Record", "bricht ab")]
    [InlineData("<?xml version=\"1.0\"?><HealthData></HealthData>", "keine Einträge von Apple Health")]
    public void Refusals_SpeakTheLanguageOfThePerson(string text, string why) => Assert.Contains(why, Read(text, "de").Refusal, StringComparison.Ordinal);

    private static ImportResult Read(string text, string tag = "en") => ImportFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "mine.csv", 4, KnownLanguages.Find(tag)!);

    private static async Task<Talk> WithFile(string outcome, string first, string second)
    {
        var talk = await Talk.WithTrial(goal: outcome.StartsWith("sleep-q", StringComparison.Ordinal) || outcome.StartsWith("total", StringComparison.Ordinal) ? "sleep quality" : "sleep onset", outcome: outcome);
        var start = (await talk.Trial()).StartsOn!.Value;
        await talk.Until(start.PlusDays(3), 9);
        await talk.Use(skills =>
        {
            skills.ImportStore.Add(Read($"date,value\n{start:uuuu-MM-dd},{first}\n{start.PlusDays(1):uuuu-MM-dd},{second}\n").Table!);
            return true;
        });
        return talk;
    }
}
