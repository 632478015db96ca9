using System.Text.Json.Nodes;
using Nof1Agent.Skills.Documents;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Studies;

/// <summary>
/// The trials of a study as files: everybody by a name that belongs to this study alone, without what people wrote in words (notes, side effects), which may name them.
/// An arm stands in a day only once its trial is over, as in any export.
/// </summary>
public sealed class StudyExport(Database database, StudyBook studies, EvidenceCatalogue catalogue, TimeProvider clock, RandomSource random)
{
    /// <summary>The version of both forms.</summary>
    public const string Schema = "nof1agent-study/1";

    private static readonly string[] InWords = ["note", "sideEffect", "side_effect"];

    /// <summary>Everything as one JSON document; null when there is no such study.</summary>
    public string? Json(string study) => studies.Find(study) is not { } found ? null : new JsonObject
    {
        ["schema"] = Schema,
        ["study"] = found.Id,
        ["madeAt"] = NodaTime.Text.InstantPattern.General.Format(Now),
        ["versions"] = new JsonArray([.. studies.Versions(study).Reverse().Select(version => new JsonObject { ["version"] = version.Version, ["protocol"] = JsonNode.Parse(SkillsJson.Write(version.Template)) })]),
        ["trials"] = new JsonArray([.. Records(study).Select(one => (JsonNode)Of(one.Participant, one.Record))]),
    }.ToJsonString(TrialJson.Readable) + "\n";

    /// <summary>Every day of every trial as CSV (RFC 4180): the columns of a diary after participant and version; null when there is no such study.</summary>
    public string? Csv(string study) => studies.Find(study) is null ? null : string.Concat(
        Records(study).SelectMany((one, place) => Lines(DiaryCsv.Write(one.Record with { Days = [.. one.Record.Days.Select(WithoutWords)] }), $"{one.Participant},{one.Record.Trial.Plan.Study!.Version}").Skip(place == 0 ? 0 : 1))
            .DefaultIfEmpty(Head(string.Join(',', DiaryCsv.Columns) + "\r\n")));

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private List<(string Participant, TrialRecord Record)> Records(string study)
    {
        using var connection = database.Open();
        var found = new List<(string, TrialRecord)>();
        foreach (var (person, _) in StudyMembers.Of(database, connection, study))
        {
            using var work = new TurnWork(database, person, Now, random, connection);
            var records = new TrialRecords(work, catalogue);
            found.AddRange(records.Trials.Where(trial => trial.Plan.Study?.Id == study).Select(trial => (NameIn(study, person), records.Of(trial))));
        }

        return [.. found.OrderBy(one => one.Item1, StringComparer.Ordinal)];
    }

    // From a keyed hash of study and person: the same in every export of this study, another in another study.
    private string NameIn(string study, ParticipantId person) => $"P{database.Keys.Fingerprint($"study {study} {person.Value}")[1..11].Replace('-', 'x').Replace('_', 'y')}";

    private static JsonObject Of(string participant, TrialRecord record)
    {
        var trial = JsonNode.Parse(TrialJson.Write(record))!.AsObject();
        trial.Remove("endReason");
        foreach (var day in trial["days"]!.AsArray().OfType<JsonObject>())
        {
            foreach (var words in InWords)
            {
                day.Remove(words);
            }
        }

        return new JsonObject { ["participant"] = participant, ["version"] = record.Trial.Plan.Study!.Version, ["trial"] = trial };
    }

    private static RecordedDay WithoutWords(RecordedDay day) => day.Told is { } told ? day with { Told = told with { Note = null, SideEffect = null } } : day;

    private static IEnumerable<string> Lines(string csv, string before) =>
        csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select((line, place) => place == 0 ? Head(line + "\r\n") : $"{before},{line}\r\n");

    private static string Head(string line) => "participant,version," + line;
}
