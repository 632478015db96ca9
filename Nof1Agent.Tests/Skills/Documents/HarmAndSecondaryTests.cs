using System.Text.Json;
using System.Text.Json.Nodes;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Nof1Agent.Skills;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Documents;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Documents;

/// <summary>What a report and the exports owe a reader beyond the primary outcome: every harm with its strength, what was followed beside it, switched days, and how a value was told.</summary>
public sealed class HarmAndSecondaryTests
{
    private const string Other = "stress-rating";
    private static readonly TrialDay Harmed = TrialCalendar.Days(ExampleTrials.Finished.Trial).First(day => day is { Counted: true, Arm: 1 });
    private static readonly LocalDate StoppedFrom = Harmed.Date.PlusDays(1);
    private static readonly TrialRecord Record = Made();

    [Fact]
    public void Harms_OfOneDay_AreAllThereWithTheirStrongest_AndNothingTakenBack()
    {
        Assert.Equal(
            [("a headache", 3), ("dizzy", 9), ("a headache", null)],
            Record.Harms.Where(harm => harm.Text != "seen on a pause day").OrderBy(harm => harm.Date != Harmed.Date).Select(harm => (harm.Text, harm.Severity)));
        var report = MarkdownText.Write(ReportDocument.Of(Record)!);
        Assert.Contains("| a headache | 3 |", report, StringComparison.Ordinal);
        Assert.Contains("| dizzy | 9 |", report, StringComparison.Ordinal);
        Assert.Contains("| none (no day of the trial) | seen on a pause day | not told |", report, StringComparison.Ordinal);
        Assert.DoesNotContain("a slip", report, StringComparison.Ordinal);
        Assert.Contains($"Harms: {Record.Harms.Select(harm => harm.Date).Distinct().Count()} days with a side effect.", report, StringComparison.Ordinal);

        var json = JsonNode.Parse(TrialJson.Write(Record))!;
        Assert.Equal(["a headache", "dizzy"], json["harms"]!.AsArray().Where(harm => harm!["date"]!.GetValue<string>() == Iso(Harmed.Date)).Select(harm => harm!["text"]!.GetValue<string>()));
        var day = Day(json, Harmed.Date);
        Assert.Equal(("a headache; dizzy", 9), (day["sideEffect"]!.GetValue<string>(), day["severity"]!.GetValue<int>()));
        Assert.Equal(("a headache; dizzy", "3; 9"), (Cell(Harmed.Date, "side_effect"), Cell(Harmed.Date, "severity")));
        Assert.Contains("dizzy (9 of 10)", FhirBundle.Write(Record), StringComparison.Ordinal);
    }

    [Fact]
    public void StoppedArm_ItsLaterDaysAreInNoArmsTable_AndAHarmOnThemIsThatOfWhatWasDone()
    {
        var stopped = Record.Days.Where(day => day.ArmStopped).ToList();
        Assert.NotEmpty(stopped);
        Assert.All(stopped, day => Assert.Equal((1, 0), (day.Arm, day.Does)));
        var adherence = ReportDeviations.Adherence(Record);
        Assert.Equal(Record.Days.Count - stopped.Count, adherence.Rows.Sum(row => row.Skip(1).Sum(int.Parse)));
        Assert.Contains($"usual routine was done instead: {stopped.Count}.", MarkdownText.Write(ReportDocument.Of(Record)!), StringComparison.Ordinal);
        var json = JsonNode.Parse(TrialJson.Write(Record))!;
        Assert.Equal(("B", "A"), (Day(json, stopped[0].Date)["arm"]!.GetValue<string>(), Day(json, stopped[0].Date)["armDone"]!.GetValue<string>()));
        Assert.Equal("B", Assert.Single(json["stoppedArms"]!.AsArray())!["arm"]!.GetValue<string>());
        var told = stopped[^1] with { Told = Record.Days[0].Told! };
        Assert.Equal(0, Assert.Single(RecordedHarm.Of(told.Date, told.Does, [told.Told with { SideEffect = "itching" }])).Arm);
    }

    [Fact]
    public void SecondaryOutcomes_AreInEveryExport_AndExploratoryInTheReport()
    {
        var json = JsonNode.Parse(TrialJson.Write(Record))!;
        Assert.Equal(Other, Assert.Single(json["alsoFollowed"]!.AsArray())!["id"]!.GetValue<string>());
        var told = Record.Days.First(day => day.Told is not null);
        Assert.Equal(told.Told!.Others[Other], Day(json, told.Date)["others"]![Other]!.GetValue<double>());
        Assert.Equal(told.Told.Others[Other], double.Parse(Cell(told.Date, "other_stress_rating"), System.Globalization.CultureInfo.InvariantCulture));
        var found = Assert.Single(json["answer"]!["exploratory"]!.AsArray())!;
        Assert.Equal((Other, "B"), (found["outcome"]!.GetValue<string>(), found["arm"]!.GetValue<string>()));
        var report = MarkdownText.Write(ReportDocument.Of(Record)!);
        Assert.Contains("Followed beside it (exploratory):", report, StringComparison.Ordinal);
        Assert.Contains("Exploratory, stress", report, StringComparison.Ordinal);

        // Before the end nothing is analysed.
        Assert.Empty(SecondaryResults.Of(Record with { Answer = null }));
    }

    [Fact]
    public void SwitchedDays_AndTheWayOfTelling_AreKept()
    {
        var days = Record.Days.Where(day => day.Told is not null).ToList();
        Assert.Equal("yes", Cell(days.Single(day => day.Told!.Switched).Date, "switched"));
        Assert.Equal("no", Cell(Harmed.Date, "switched"));
        Assert.Contains($"what another period asks for: {Iso(days.Single(day => day.Told!.Switched).Date)};", MarkdownText.Write(ReportDocument.Of(Record)!), StringComparison.Ordinal);
        var imported = days.Single(day => day.Told!.Source is not null).Date;
        Assert.Equal(("file", "fitbit.csv, minutes, ab12"), (Cell(imported, "told_by"), Cell(imported, "source")));

        // The value came by a button; what was typed about the day afterwards changes nothing of that.
        Assert.Equal("button", Cell(Harmed.Date, "told_by"));
        Assert.Equal("button", Day(JsonNode.Parse(TrialJson.Write(Record))!, Harmed.Date)["toldBy"]!.GetValue<string>());
        Assert.Contains("by button 1", MarkdownText.Write(ReportDocument.Of(Record)!), StringComparison.Ordinal);
    }

    [Fact]
    public void Exports_FitTheirSchemas()
    {
        var schema = JsonNode.Parse(File.ReadAllText(RepositoryRoot.Combine("docs", "exports", "trial.schema.json")))!.AsObject();
        Assert.Empty(JsonSchema.Problems(JsonNode.Parse(TrialJson.Write(Record)), schema, schema, "$"));
        var broken = JsonNode.Parse(TrialJson.Write(Record))!;
        broken["harms"]![0]!["severity"] = JsonNode.Parse("11");
        Assert.NotEmpty(JsonSchema.Problems(broken, schema, schema, "$"));
        var bundle = JsonSerializer.Deserialize<Bundle>(FhirBundle.Write(Record), new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector))!;
        Assert.All(bundle.Entry, entry => System.ComponentModel.DataAnnotations.Validator.ValidateObject(entry.Resource!, new System.ComponentModel.DataAnnotations.ValidationContext(entry.Resource!), validateAllProperties: true));
    }

    [Fact]
    public async System.Threading.Tasks.Task WayOfTelling_IsKeptByTheTurnThatAnswers()
    {
        await using var talk = await Talk.WithTrial(goal: "stress", outcome: "stress-rating");
        var first = (await talk.Trial()).StartsOn!.Value;
        await talk.Until(first, 21);
        await talk.Press("4");
        await talk.Until(first.PlusDays(1), 21);
        await talk.Say("6, did it");
        Assert.Equal([WayOfTelling.Button, WayOfTelling.Typed], (await talk.Use(skills => new TrialRecords(skills.Work, skills.Catalogue).Latest!)).Days.Where(day => day.Told is not null).Select(day => day.Way!.Value));
    }

    private static JsonNode Day(JsonNode json, LocalDate date) => json["days"]!.AsArray().Single(day => day!["date"]!.GetValue<string>() == Iso(date))!;

    private static string Cell(LocalDate date, string column)
    {
        var lines = DiaryCsv.Write(Record).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var cells = System.Text.RegularExpressions.Regex.Matches(lines.Single(line => line.StartsWith(Iso(date), StringComparison.Ordinal)), "(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))").Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value).ToList();
        return cells[lines[0].Split(',').ToList().IndexOf(column)];
    }

    private static string Iso(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);

    private static TrialRecord Made()
    {
        var basis = ExampleTrials.Finished;
        var trial = basis.Trial with { Plan = basis.Trial.Plan with { AlsoFollowed = [Other] }, StoppedArms = [new StoppedArm(1, StoppedFrom, "side effect, 9 of 10")] };
        var told = ExampleTrials.Told(basis).Where(day => day.StudyDay != Harmed.Date).Select((day, place) => day with
        {
            Others = new Dictionary<string, double> { [Other] = 3 + (place % 4) },
            Switched = place == 1,
            ToldBy = place == 2 ? "import" : "participant",
            Source = place == 2 ? "fitbit.csv, minutes, ab12" : null,
            Way = place == 2 ? WayOfTelling.File : WayOfTelling.Typed,
        }).ToList();
        var day = ExampleTrials.Told(basis)[0] with { StudyDay = Harmed.Date, Revision = 1, Value = 30, Way = WayOfTelling.Button, SideEffect = null };
        CheckIn[] harmed =
        [
            day,
            day with { Revision = 2, SideEffect = "a headache", Severity = 2, Way = WayOfTelling.Typed },
            day with { Revision = 3, SideEffect = "a headache", Severity = 3, Way = WayOfTelling.Typed },
            day with { Revision = 4, SideEffect = "a slip", Severity = 8, Way = WayOfTelling.Typed },
            day with { Revision = 5, SideEffect = "a headache", Severity = 3, Reason = CheckIn.TakenBack, Way = WayOfTelling.Button },
            day with { Revision = 6, SideEffect = "dizzy", Severity = 9, Way = WayOfTelling.Typed },
        ];
        var outside = day with { StudyDay = TrialCalendar.Days(trial)[0].Date.PlusDays(-1), SideEffect = "seen on a pause day", Revision = 1 };
        return TrialRecord.Of(trial, basis.Outcome, [.. told, .. harmed, outside], basis.Answer, 6, basis.Participant, basis.MadeAt, [EvidenceCatalogue.Embedded().Outcome(Other)!]);
    }
}
