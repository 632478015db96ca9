using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Reports;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills.Documents;

/// <summary>
/// The trial as a FHIR R4 bundle (collection): ResearchStudy, ResearchSubject with a Patient who has no name, the Questionnaire, one QuestionnaireResponse and
/// Observation per answered day, and an Observation for each effect. Profile-free core resources; what is in which element: docs/exports.md.
/// </summary>
internal static class FhirBundle
{
    private const string Ucum = "http://unitsofmeasure.org";

    public static string Write(TrialRecord record)
    {
        var entries = new List<(string Id, JsonObject Resource)> { Study(record), Patient(record), Subject(record), Questionnaire(record) };
        foreach (var day in record.Days.Where(day => day.Told is not null))
        {
            entries.Add(Response(record, day));
            if (day.Told!.Value is not null)
            {
                entries.Add(Outcome(record, day));
            }
        }

        entries.AddRange((record.Answer?.Report.Contrasts ?? []).Where(contrast => contrast.Refusal is null).Select(contrast => Effect(record, contrast)));
        var bundle = new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["type"] = "collection",
            ["timestamp"] = At(record.MadeAt),
            ["entry"] = new JsonArray([.. entries.Select(entry => (JsonNode)new JsonObject { ["fullUrl"] = Url(entry.Id), ["resource"] = entry.Resource })]),
        };
        return bundle.ToJsonString(TrialJson.Readable) + "\n";
    }

    private static (string, JsonObject) Study(TrialRecord record)
    {
        var trial = record.Trial;
        var study = Resource("ResearchStudy", Id(record, "study"));
        if (trial.ProtocolHash is { } hash)
        {
            study["identifier"] = new JsonArray(new JsonObject { ["system"] = "urn:nof1agent:protocol-sha256", ["value"] = hash });
        }

        study["title"] = $"N-of-1 trial: {string.Join(", ", trial.Plan.Arms.Skip(1).Select(arm => arm.Name))} against {trial.Plan.Arms[0].Name}";
        study["status"] = trial.State switch
        {
            TrialState.Finished or TrialState.Stopped => "completed",
            TrialState.Running => "active",
            TrialState.Paused => "temporarily-closed-to-accrual-and-intervention",
            TrialState.Draft or TrialState.Baseline or TrialState.Frozen => "in-review",
            TrialState.Cancelled => "withdrawn",
        };
        study["category"] = new JsonArray(Concept("N-of-1 trial"));
        study["description"] = $"Randomized crossover in one person: {trial.Plan.Design.PeriodCount} periods of {trial.Plan.Design.PeriodDays} days. Primary outcome: {record.Outcome.Question}";
        if (trial.StartsOn is { } start)
        {
            var period = new JsonObject { ["start"] = LocalDatePattern.Iso.Format(start) };
            if (trial.IsOver && record.Days.Count > 0)
            {
                period["end"] = LocalDatePattern.Iso.Format(record.Days[^1].Date);
            }

            study["period"] = period;
        }

        if (trial.State is TrialState.Stopped)
        {
            study["reasonStopped"] = Concept(Text(trial.EndReason) ?? "stopped by the participant");
        }

        study["arm"] = new JsonArray([.. trial.Plan.Arms.Select((arm, place) => (JsonNode)new JsonObject
        {
            ["name"] = $"{TrialRecord.Letter(place)}: {arm.Name}",
            ["type"] = Concept(place == 0 ? "Comparator" : "Experimental"),
            ["description"] = Text(arm.Instruction) ?? arm.Name,
        })]);
        study["objective"] = new JsonArray(new JsonObject { ["name"] = "Find out whether it helps this person", ["type"] = Concept("primary") });
        return (Id(record, "study"), study);
    }

    private static (string, JsonObject) Patient(TrialRecord record) => (Id(record, "patient"), Resource("Patient", Id(record, "patient")));

    private static (string, JsonObject) Subject(TrialRecord record)
    {
        var subject = Resource("ResearchSubject", Id(record, "subject"));
        subject["status"] = record.Trial.State switch
        {
            TrialState.Finished or TrialState.Stopped => "off-study",
            TrialState.Running or TrialState.Paused => "on-study-intervention",
            TrialState.Draft or TrialState.Baseline or TrialState.Frozen => "pending-on-study",
            TrialState.Cancelled => "withdrawn",
        };
        subject["study"] = Reference(Id(record, "study"));
        subject["individual"] = Reference(Id(record, "patient"));
        return (Id(record, "subject"), subject);
    }

    private static (string, JsonObject) Questionnaire(TrialRecord record)
    {
        var questionnaire = Resource("Questionnaire", Id(record, "questionnaire"));
        questionnaire["url"] = Url(Id(record, "questionnaire"));
        questionnaire["title"] = "Daily check-in";
        questionnaire["status"] = "active";
        questionnaire["subjectType"] = new JsonArray("Patient");
        questionnaire["item"] = new JsonArray(
            Question("value", record.Outcome.Question, record.Outcome.Kind is OutcomeKind.YesNo ? "boolean" : "decimal"),
            Question("adherence", "Did you do what was planned? (yes, partly, no)", "string"),
            Question("missing", "Why is there no answer?", "string"),
            Question("disrupted", "Was the day not a normal one?", "string"),
            Repeated(Question("side-effect", "Side effect, with its strength from 0 to 10", "text")),
            Question("note", "Note", "text"));
        foreach (var other in record.AlsoFollowed)
        {
            questionnaire["item"]!.AsArray().Add(Question(Link(other), other.Question, other.Kind is OutcomeKind.YesNo ? "boolean" : "decimal"));
        }

        return (Id(record, "questionnaire"), questionnaire);
    }

    private static (string, JsonObject) Response(TrialRecord record, RecordedDay day)
    {
        var told = day.Told!;
        var id = Id(record, $"response-{LocalDatePattern.Iso.Format(day.Date)}");
        var response = Resource("QuestionnaireResponse", id);
        response["questionnaire"] = Url(Id(record, "questionnaire"));
        response["status"] = day.Revisions > 1 ? "amended" : "completed";
        response["subject"] = Reference(Id(record, "patient"));
        response["authored"] = At(told.ReportedAt);
        var items = new List<JsonNode>();
        if (told.Value is { } value)
        {
            items.Add(Answer("value", record.Outcome.Kind is OutcomeKind.YesNo ? "valueBoolean" : "valueDecimal", record.Outcome.Kind is OutcomeKind.YesNo ? value >= 0.5 : value));
        }

        foreach (var (link, text) in new[]
        {
            ("adherence", told.Adherence?.ToString().ToLowerInvariant()), ("missing", told.Missing?.ToString().ToLowerInvariant()), ("disrupted", told.Disrupted?.ToString().ToLowerInvariant()),
            ("note", Text(told.Note)),
        })
        {
            if (text is not null)
            {
                items.Add(Answer(link, "valueString", text));
            }
        }

        if (day.Harms.Count > 0)
        {
            items.Add(new JsonObject { ["linkId"] = "side-effect", ["answer"] = new JsonArray([.. day.Harms.Select(harm => (JsonNode)new JsonObject { ["valueString"] = harm.Said })]) });
        }

        foreach (var other in record.AlsoFollowed.Where(outcome => told.Others.ContainsKey(outcome.Id)))
        {
            items.Add(other.Kind is OutcomeKind.YesNo ? Answer(Link(other), "valueBoolean", told.Others[other.Id] >= 0.5) : Answer(Link(other), "valueDecimal", told.Others[other.Id]));
        }

        if (items.Count > 0)
        {
            response["item"] = new JsonArray([.. items]);
        }

        return (id, response);
    }

    private static (string, JsonObject) Outcome(TrialRecord record, RecordedDay day)
    {
        var date = LocalDatePattern.Iso.Format(day.Date);
        var id = Id(record, $"outcome-{date}");
        var observation = Resource("Observation", id);
        observation["status"] = day.Revisions > 1 ? "amended" : "final";
        observation["code"] = Concept(record.Outcome.Name);
        observation["subject"] = Reference(Id(record, "patient"));
        observation["effectiveDateTime"] = date;
        observation["derivedFrom"] = new JsonArray(Reference(Id(record, $"response-{date}")));
        if (record.Outcome.Kind is OutcomeKind.YesNo)
        {
            observation["valueBoolean"] = day.Told!.Value >= 0.5;
        }
        else
        {
            observation["valueQuantity"] = Quantity(day.Told!.Value!.Value, record.Outcome.Unit);
        }

        var components = new JsonArray(
            new JsonObject { ["code"] = Concept("counts in the analysis"), ["valueBoolean"] = day.Counted },
            new JsonObject { ["code"] = Concept("period"), ["valueInteger"] = day.Period });
        if (day.Arm is { } arm)
        {
            components.Add(new JsonObject { ["code"] = Concept("arm"), ["valueString"] = TrialRecord.Letter(arm) });
        }

        observation["component"] = components;
        return (id, observation);
    }

    private static (string, JsonObject) Effect(TrialRecord record, ContrastReport contrast)
    {
        var unit = record.Outcome.Kind is OutcomeKind.YesNo ? "1" : record.Outcome.Unit;
        var id = Id(record, $"effect-{contrast.Arm}");
        var effect = Resource("Observation", id);
        effect["status"] = "final";
        effect["code"] = Concept($"Difference in {record.Outcome.Name}: {record.Trial.Plan.Arms[contrast.Arm].Name} minus {record.Trial.Plan.Arms[0].Name}");
        effect["subject"] = Reference(Id(record, "patient"));
        effect["focus"] = new JsonArray(Reference(Id(record, "study")));
        effect["issued"] = At(record.Answer!.At);
        effect["valueQuantity"] = Quantity(contrast.Estimate, unit);
        effect["interpretation"] = new JsonArray(Concept(Results.AnswerWording.Phrase(contrast.Verdict, Languages.KnownLanguages.English)));
        effect["component"] = new JsonArray(
            new JsonObject { ["code"] = Concept("lower end of the 95 % interval"), ["valueQuantity"] = Quantity(contrast.Low, unit) },
            new JsonObject { ["code"] = Concept("upper end of the 95 % interval"), ["valueQuantity"] = Quantity(contrast.High, unit) },
            new JsonObject { ["code"] = Concept("probability that it is better"), ["valueQuantity"] = Quantity(contrast.ProbabilityBetter, "1") });
        return (id, effect);
    }

    private static JsonObject Resource(string type, string id) => new() { ["resourceType"] = type, ["id"] = id };

    private static JsonObject Concept(string text) => new() { ["text"] = text };

    private static JsonObject Reference(string id) => new() { ["reference"] = Url(id) };

    private static JsonObject Question(string link, string text, string type) => new() { ["linkId"] = link, ["text"] = text, ["type"] = type };

    private static JsonObject Repeated(JsonObject question)
    {
        question["repeats"] = true;
        return question;
    }

    private static string Link(DailyOutcome other) => $"other-{other.Id}";

    private static JsonObject Answer(string link, string kind, JsonNode value) => new() { ["linkId"] = link, ["answer"] = new JsonArray(new JsonObject { [kind] = value }) };

    private static JsonObject Quantity(double value, string unit)
    {
        var quantity = new JsonObject { ["value"] = Math.Round(value, 6), ["unit"] = unit };
        if (Code(unit) is { } code)
        {
            quantity["system"] = Ucum;
            quantity["code"] = code;
        }

        return quantity;
    }

    private static string? Code(string unit) => unit switch
    {
        "min" => "min",
        "mmHg" => "mm[Hg]",
        "mg/dL" => "mg/dL",
        "points" => "{score}",
        "a day" => "/d",
        "1" => "1",
        _ => null,
    };

    // FHIR has no empty strings.
    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    // The same trial always gives the same ids, and none of them tells the trial's own id.
    private static string Id(TrialRecord record, string name) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"nof1agent/fhir/{record.Trial.Id.Value}/{name}")).AsSpan(0, 16), bigEndian: true).ToString();

    private static string Url(string id) => $"urn:uuid:{id}";

    private static string At(Instant at) => InstantPattern.General.Format(at);
}
