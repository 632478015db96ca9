using System.Text.Json.Nodes;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Stats.Reports;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills.Documents;

/// <summary>Everything about one trial as JSON. Schema: docs/exports/trial.schema.json; a change that breaks readers is a new version.</summary>
internal static class TrialJson
{
    public const string Schema = "nof1agent-trial/1";

    public static string Write(TrialRecord record)
    {
        var trial = record.Trial;
        var root = new JsonObject
        {
            ["schema"] = Schema,
            ["madeAt"] = At(record.MadeAt),
            ["trial"] = trial.Id.Value,
            ["state"] = trial.State.ToString().ToLowerInvariant(),
            ["arms"] = Array(trial.Plan.Arms.Select((arm, place) => new JsonObject { ["letter"] = TrialRecord.Letter(place), ["name"] = arm.Name, ["instruction"] = arm.Instruction })),
            ["design"] = trial.Plan.Design.ToJson(),
            ["outcome"] = Outcome(record.Outcome),
            ["alsoFollowed"] = Array(record.AlsoFollowed.Select(Outcome)),
            ["smallestChangeThatMatters"] = trial.Plan.Mcid,
            ["protocolHash"] = trial.ProtocolHash,
            ["protocol"] = trial.Protocol is { } protocol ? JsonNode.Parse(protocol) : null,
            ["commitment"] = trial.Commitment,
            ["sequence"] = record.ShowsArms && trial.Sequence is { } sequence ? Array(sequence.Select(arm => JsonValue.Create(TrialRecord.Letter(arm)))) : null,
            ["startsOn"] = trial.StartsOn is { } start ? LocalDatePattern.Iso.Format(start) : null,
            ["frozenAt"] = At(trial.FrozenAt),
            ["beganAt"] = At(trial.BeganAt),
            ["endedAt"] = At(trial.EndedAt),
            ["endReason"] = trial.EndReason,
            ["stoppedArms"] = Array(trial.StoppedArms.Where(_ => record.ShowsArms).Select(stopped => new JsonObject
            {
                ["arm"] = TrialRecord.Letter(stopped.Arm), ["from"] = LocalDatePattern.Iso.Format(stopped.From), ["reason"] = stopped.Reason,
            })),
            ["days"] = Array(record.Days.Select(day => Day(record, day))),
            ["harms"] = Array(record.Harms.Select(Harm)),
            ["answer"] = record.Answer is { } answer ? new JsonObject
            {
                ["at"] = At(answer.At),
                ["revision"] = answer.Revision,
                ["answeredDays"] = answer.Report.AnsweredDays,
                ["countedDays"] = answer.Report.CountedDays,
                ["completeCycles"] = answer.Report.CompleteBlocks,
                ["effects"] = Array(answer.Report.Contrasts.Select(Effect)),
                ["exploratory"] = Array(SecondaryResults.Of(record).Select(Exploratory)),
                ["warnings"] = Array(answer.Report.Warnings.Select(warning => JsonValue.Create(warning))),
            }
            : null,
        };
        return root.ToJsonString(Readable) + "\n";
    }

    internal static System.Text.Json.JsonSerializerOptions Readable { get; } = new(SkillsJson.Options) { WriteIndented = true };

    private static JsonObject Outcome(DailyOutcome outcome) => new()
    {
        ["id"] = outcome.Id,
        ["name"] = outcome.Name,
        ["question"] = outcome.Question,
        ["unit"] = outcome.Unit,
        ["kind"] = SkillsJson.Write(outcome.Kind).Trim('"'),
        ["better"] = outcome.LowerIsBetter ? "lower" : "higher",
    };

    private static JsonObject Harm(RecordedHarm harm) => new()
    {
        ["date"] = LocalDatePattern.Iso.Format(harm.Date),
        ["arm"] = harm.Arm is { } arm ? TrialRecord.Letter(arm) : null,
        ["text"] = harm.Text,
        ["severity"] = harm.Severity,
    };

    private static JsonObject Day(TrialRecord record, RecordedDay day) => new()
    {
        ["date"] = LocalDatePattern.Iso.Format(day.Date),
        ["day"] = day.Day,
        ["period"] = day.Period,
        ["cycle"] = day.Cycle,
        ["counted"] = day.Counted,
        ["arm"] = day.Arm is { } arm ? TrialRecord.Letter(arm) : null,
        ["value"] = day.Told?.Value,
        ["adherence"] = day.Told?.Adherence?.ToString().ToLowerInvariant(),
        ["missing"] = day.Told?.Missing?.ToString().ToLowerInvariant(),
        ["disrupted"] = day.Told?.Disrupted?.ToString().ToLowerInvariant(),
        ["late"] = day.Told?.Late,
        ["revisions"] = day.Revisions,
        ["reportedAt"] = At(day.Told?.ReportedAt),
        ["sideEffect"] = string.Join("; ", day.Harms.Select(harm => harm.Text).OfType<string>()) is { Length: > 0 } harms ? harms : null,
        ["severity"] = day.Harms.Max(harm => harm.Severity),
        ["note"] = day.Told?.Note,
        ["armDone"] = day.Does is { } does ? TrialRecord.Letter(does) : null,
        ["switched"] = day.Told?.Switched,
        ["toldBy"] = day.Way?.ToString().ToLowerInvariant(),
        ["source"] = day.Told?.Source,
        ["others"] = new JsonObject([.. record.AlsoFollowed.Where(outcome => day.Told?.Others.ContainsKey(outcome.Id) is true).Select(outcome => KeyValuePair.Create(outcome.Id, (JsonNode?)day.Told!.Others[outcome.Id]))]),
    };

    private static JsonObject Exploratory(SecondaryResult result) => new()
    {
        ["outcome"] = result.Outcome.Id,
        ["arm"] = TrialRecord.Letter(result.Contrast.Arm),
        ["against"] = TrialRecord.Letter(0),
        ["refusal"] = result.Contrast.Refusal,
        ["difference"] = result.Contrast.Refusal is null ? result.Contrast.Estimate : null,
        ["low95"] = result.Contrast.Refusal is null ? result.Contrast.Low : null,
        ["high95"] = result.Contrast.Refusal is null ? result.Contrast.High : null,
        ["pHolm"] = result.HolmPValue,
    };

    private static JsonObject Effect(ContrastReport contrast) => new()
    {
        ["arm"] = TrialRecord.Letter(contrast.Arm),
        ["against"] = TrialRecord.Letter(0),
        ["verdict"] = SkillsJson.Write(contrast.Verdict).Trim('"'),
        ["refusal"] = contrast.Refusal,
        ["difference"] = contrast.Refusal is null ? contrast.Estimate : null,
        ["low95"] = contrast.Refusal is null ? contrast.Low : null,
        ["high95"] = contrast.Refusal is null ? contrast.High : null,
        ["standardDeviation"] = contrast.StandardDeviation,
        ["probabilityBetter"] = contrast.Refusal is null ? contrast.ProbabilityBetter : null,
        ["probabilityBetterByMcid"] = contrast.ProbabilityBetterByMcid,
        ["probabilityWorseByMcid"] = contrast.ProbabilityWorseByMcid,
    };

    private static string? At(Instant? at) => at is { } moment ? InstantPattern.General.Format(moment) : null;

    private static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);
}
