using System.Text.Json.Nodes;
using Dapper;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Audit;

/// <summary>What one turn did, as it was stored with it.</summary>
public sealed record AuditedTurn
{
    public required string Id { get; init; }

    public required Instant At { get; init; }

    /// <summary>What set it off: text, choice, a due row, failed.</summary>
    public required string Trigger { get; init; }

    /// <summary>skill, guide, model, system, coach or nobody.</summary>
    public required string AnsweredBy { get; init; }

    /// <summary>Hash of the prompts that were read, if a chat client was asked.</summary>
    public string? PromptHash { get; init; }

    /// <summary>What the guard and the screen decided.</summary>
    public required string Guard { get; init; }

    /// <summary>The function calls, in order.</summary>
    public required IReadOnlyList<AuditedCall> Calls { get; init; }

    /// <summary>The calls of the language model, in order.</summary>
    public required IReadOnlyList<ModelCall> ModelCalls { get; init; }
}

/// <summary>A function call of a turn.</summary>
public sealed record AuditedCall
{
    public required string Function { get; init; }

    public JsonObject Arguments { get; init; } = [];

    public required bool Ok { get; init; }

    /// <summary>The function's own wording.</summary>
    public required string Say { get; init; }

    public IReadOnlyList<Fact> Facts { get; init; } = [];
}

/// <summary>What kind of turn it was.</summary>
/// <param name="At">Its moment, which all that it said carries.</param>
/// <param name="Trigger">What set it off.</param>
/// <param name="Functions">What it called, in order.</param>
public sealed record TurnKind(Instant At, string Trigger, IReadOnlyList<string> Functions);

/// <summary>Reads the audit outside of turns. It holds what people told: it is for the eyes of those who may read the conversation, never for a log.</summary>
public sealed class TurnAudit(Database database)
{
    /// <summary>The latest turns of a participant, newest first.</summary>
    public IReadOnlyList<AuditedTurn> Latest(ParticipantId participant, int most) => Read(participant, most, null);

    /// <summary>The turn of a moment, which all that it said carries; null where none is kept.</summary>
    public AuditedTurn? At(ParticipantId participant, Instant moment) => Read(participant, 1, moment) is [var only] ? only : null;

    /// <summary>What set the latest turns off and which functions they called, newest first, without what the language model saw.</summary>
    public IReadOnlyList<TurnKind> Kinds(ParticipantId participant, int most)
    {
        using var connection = database.Open();
        return
        [
            .. connection.Query<TurnRow>("select at, trigger, calls, guard from turn where participant_id = @participant order by at desc, rowid desc limit @most", new { participant, most })
                .Select(row => row.ToTurn([], database.Keys)).Select(turn => new TurnKind(turn.At, turn.Trigger, [.. turn.Calls.Select(call => call.Function)])),
        ];
    }

    private List<AuditedTurn> Read(ParticipantId participant, int most, Instant? moment)
    {
        using var connection = database.Open();
        var rows = connection.Query<TurnRow>(
            "select id, trigger, at, answered_by, prompt_hash, calls, guard from turn where participant_id = @participant and (@moment is null or at = @moment) order by at desc, rowid desc limit @most",
            new { participant, most, moment }).AsList();
        var calls = connection.Query<ModelCallRow>(
            $"select {ModelCallRow.Columns} from model_call where participant_id = @participant and turn_id in @ids order by turn_id, number", new { participant, ids = rows.Select(row => row.Id) })
            .Select(row => row.ToCall(database.Keys))
            .ToLookup(call => call.TurnId, call => call.Call);
        return [.. rows.Select(row => row.ToTurn([.. calls[row.Id]], database.Keys))];
    }

    private sealed record TurnRow
    {
        public string Id { get; init; } = "";

        public string Trigger { get; init; } = "";

        public Instant At { get; init; }

        public string AnsweredBy { get; init; } = "";

        public string? PromptHash { get; init; }

        public string Calls { get; init; } = "";

        public string Guard { get; init; } = "";

        public AuditedTurn ToTurn(IReadOnlyList<ModelCall> modelCalls, KeyStore keys) => new()
        {
            Id = Id,
            At = At,
            Trigger = Trigger,
            AnsweredBy = AnsweredBy,
            PromptHash = PromptHash,
            Guard = keys.Open(Guard),
            Calls = SkillsJson.Read<IReadOnlyList<AuditedCall>>(keys.Open(Calls)),
            ModelCalls = modelCalls,
        };
    }
}
