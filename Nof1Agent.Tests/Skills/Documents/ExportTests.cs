using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Nof1Agent.Skills.Diaries;
using Nof1Agent.Skills.Documents;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Documents;

/// <summary>Each export read back by a reader that nobody here wrote, or by the project's own strict one.</summary>
public sealed class ExportTests
{
    private static readonly TrialRecord[] Records =
    [
        ExampleTrials.Finished, ExampleTrials.Stopped, ExampleTrials.Running, ExampleTrials.Frozen, ExampleTrials.YesNo, ExampleTrials.Rated, ExampleTrials.Hostile,
    ];

    [Fact]
    public void BeforeTheEnd_NoExportTellsTheOrder()
    {
        var record = ExampleTrials.Running;
        foreach (var form in ExportForm.All)
        {
            var content = form.Write(record, _ => "") ?? "";
            Assert.DoesNotContain(record.Trial.Secret!, content, StringComparison.Ordinal);
            Assert.Equal(form.Name.StartsWith("report", StringComparison.Ordinal) || form.Name == BlindCodes.Sheet, content.Length == 0);
        }

        Assert.All(record.Days, day => Assert.Null(day.Arm));
        var json = JsonNode.Parse(TrialJson.Write(record))!;
        Assert.Null(json["sequence"]);
        Assert.Equal(10, json["days"]!.AsArray().Count);
        Assert.All(json["days"]!.AsArray(), day => Assert.Null(day!["arm"]));
        Assert.DoesNotContain("\"arm\"", FhirBundle.Write(record).Replace("\"arm\": [", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var rows = DiaryCsv.Write(record).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.Equal(10, rows.Count);
        Assert.All(rows, row => Assert.Equal(("", ""), (row[4], row[5])));
    }

    [Fact]
    public void Csv_OfAFinishedTrial_GivesAnalyzeTheSameAnswer()
    {
        var record = ExampleTrials.Finished;
        var import = DiaryImport.Read(Encoding.UTF8.GetBytes(DiaryCsv.Write(record)), new DiaryImportOptions());
        Assert.True(import.Diary is not null, string.Join("; ", import.Findings.Select(finding => finding.ToString())));
        var again = TrialReport.Analyze(import.Diary.Diary, new AnalysisPlan { Mcid = 10, HigherIsBetter = false });
        Assert.Equal(record.Answer!.Report.Contrasts[0].Estimate, again.Contrasts[0].Estimate, 6);
        Assert.Equal(record.Answer.Report.Contrasts[0].Low, again.Contrasts[0].Low, 6);
    }

    [Fact]
    public void Csv_OfHostileWords_HoldsNoFormulaAndEveryCell()
    {
        var lines = DiaryCsv.Write(ExampleTrials.Hostile with { Days = [.. ExampleTrials.Hostile.Days.Take(4).Select(day => day with { Told = day.Told is null ? null : day.Told with { Note = "=cmd|'/c calc'!A1" } })] });
        Assert.Contains("'=cmd", lines, StringComparison.Ordinal);
        Assert.DoesNotContain(",=cmd", lines, StringComparison.Ordinal);
        Assert.Contains("\"<script>alert('x')</script><img src=x onerror=alert(1)> | *bold* \"\"quoted\"\" & =1+1\"", DiaryCsv.Write(ExampleTrials.Hostile), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_FitsItsDocumentedSchema()
    {
        var schema = JsonNode.Parse(File.ReadAllText(RepositoryRoot.Combine("docs", "exports", "trial.schema.json")))!.AsObject();
        foreach (var record in Records)
        {
            Assert.Empty(JsonSchema.Problems(JsonNode.Parse(TrialJson.Write(record)), schema, schema, "$"));
        }

        var broken = JsonNode.Parse(TrialJson.Write(ExampleTrials.Finished))!;
        broken["days"]![0]!["arm"] = "arm B";
        broken["extra"] = 1;
        Assert.Equal(2, JsonSchema.Problems(broken, schema, schema, "$").Count());
    }

    [Fact]
    public void Calendar_OfAPausedTrial_EndsWhereThePauseBegan()
    {
        var running = ExampleTrials.Running;
        var paused = running.Today.PlusDays(-3);
        var record = running with { Trial = running.Trial with { State = TrialState.Paused, PausedOn = paused } };
        var days = Ical.Net.Calendar.Load(ScheduleCalendar.Write(record)!)!.Events.Where(day => day.IsAllDay).ToList();
        Assert.Equal(TrialCalendar.Days(running.Trial).Count(day => day.Date < paused), days.Count);
    }

    [Fact]
    public void Calendar_IsReadByAnIndependentReader_AndTellsNoFutureArm()
    {
        foreach (var record in Records.Where(record => record.Trial.StartsOn is not null))
        {
            var text = ScheduleCalendar.Write(record)!;
            Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
            Assert.DoesNotContain("\n", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
            var calendar = Ical.Net.Calendar.Load(text)!;
            var days = calendar.Events.Where(day => day.IsAllDay).OrderBy(day => day.Start!.Value).ToList();
            Assert.Equal(record.Trial.State is TrialState.Running ? 42 : record.Days.Count, days.Count);
            Assert.Equal(days.Count, days.Select(day => day.Uid).Distinct().Count());
            var plan = TrialCalendar.Days(record.Trial);
            foreach (var (day, place) in days.Select((day, place) => (day, place)))
            {
                var known = record.Trial.IsOver || plan[place].Date <= record.Today;
                Assert.Equal(known, day.Summary!.EndsWith(record.Trial.Plan.Arms[plan[place].Arm].Name, StringComparison.Ordinal));
                Assert.Equal(!known, day.Summary.EndsWith("what to do is told in the morning", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Calendar_OfARunningTrial_AsksAtTheLocalTime_AcrossTheClockChange()
    {
        var questions = Ical.Net.Calendar.Load(ScheduleCalendar.Write(ExampleTrials.Running)!)!.Events.Where(question => !question.IsAllDay).OrderBy(question => question.Start!.AsUtc).ToList();
        Assert.Equal(42, questions.Count);
        // Lisbon changes its clock on 28 March 2027: 8:00 is 8:00 UTC before and 7:00 UTC after.
        Assert.Equal(new DateTime(2027, 3, 2, 8, 0, 0, DateTimeKind.Utc), questions[0].Start!.AsUtc);
        Assert.Equal(7, questions[^1].Start!.AsUtc.Hour);
    }

    [Theory]
    [InlineData(6, 45, 2, 6)]
    [InlineData(8, 0, 2, 8)]
    public void Calendar_AsksForTheNight_AtThePersonsOwnMorning(int hour, int minute, int day, int utcHour)
    {
        var record = ExampleTrials.Running with { Participant = ExampleTrials.Running.Participant with { MorningTime = new(hour, minute) } };
        var first = Ical.Net.Calendar.Load(ScheduleCalendar.Write(record)!)!.Events.Where(question => !question.IsAllDay).Min(question => question.Start!.AsUtc);
        Assert.Equal(new DateTime(2027, 3, day, utcHour, minute, 0, DateTimeKind.Utc), first);
    }

    [Fact]
    public void Fhir_IsValidR4ByTheFirelyLibrary()
    {
        var options = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector);
        foreach (var record in Records)
        {
            var bundle = JsonSerializer.Deserialize<Bundle>(FhirBundle.Write(record), options)!;
            System.ComponentModel.DataAnnotations.Validator.ValidateObject(bundle, new System.ComponentModel.DataAnnotations.ValidationContext(bundle), validateAllProperties: true);
            Assert.All(bundle.Entry, entry => System.ComponentModel.DataAnnotations.Validator.ValidateObject(entry.Resource!, new System.ComponentModel.DataAnnotations.ValidationContext(entry.Resource!), validateAllProperties: true));
            var urls = bundle.Entry.Select(entry => entry.FullUrl).ToHashSet();
            Assert.Equal(bundle.Entry.Count, urls.Count);
            Assert.All(References(bundle), reference => Assert.Contains(reference, urls));
            Assert.Single(bundle.Entry.Select(entry => entry.Resource).OfType<ResearchStudy>());
            Assert.Single(bundle.Entry.Select(entry => entry.Resource).OfType<ResearchSubject>());
            Assert.Equal(record.Days.Count(day => day.Told is not null), bundle.Entry.Count(entry => entry.Resource is QuestionnaireResponse));
            Assert.Equal(record.Days.Count(day => day.Told?.Value is not null) + (record.Answer?.Report.Contrasts.Count(contrast => contrast.Refusal is null) ?? 0), bundle.Entry.Count(entry => entry.Resource is Observation));
            Assert.DoesNotContain(record.Trial.Id.Value, FhirBundle.Write(record), StringComparison.Ordinal);
            Assert.DoesNotContain(record.Participant.Id.Value, FhirBundle.Write(record), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Fhir_WithASlip_IsNoticedByTheFirelyLibrary()
    {
        var options = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector);
        var slipped = FhirBundle.Write(ExampleTrials.Finished).Replace("\"off-study\"", "\"finished\"", StringComparison.Ordinal);
        Assert.Throws<DeserializationFailedException>(() => JsonSerializer.Deserialize<Bundle>(slipped, options));
    }

    private static IEnumerable<string> References(Bundle bundle) => bundle.Entry.SelectMany(entry => Deep(entry.Resource!)).OfType<ResourceReference>().Select(reference => reference.Reference!);

    private static IEnumerable<Base> Deep(Base node) => node.EnumerateElements()
        .SelectMany(member => member.Value switch { Base one => [one], IEnumerable<Base> many => many, _ => Enumerable.Empty<Base>() })
        .SelectMany(child => Deep(child).Prepend(child));
}
