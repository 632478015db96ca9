using Dapper;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Audit;

/// <summary>The model calls of the turn's participant.</summary>
public sealed class ModelCallStore(TurnWork work)
{
    /// <summary>Keeps the calls of a turn.</summary>
    public void Log(string turnId, IReadOnlyList<ModelCall> calls)
    {
        for (var number = 0; number < calls.Count; number++)
        {
            var call = calls[number];
            work.Add(
                """
                insert into model_call (turn_id, number, participant_id, at, purpose, model, prompt_hash, input_tokens, output_tokens, estimated, milliseconds, outcome, saw)
                values (@turnId, @number, @participant, @now, @Purpose, @Model, @PromptHash, @InputTokens, @OutputTokens, @estimated, @Milliseconds, @Outcome, @saw)
                """,
                new
                {
                    turnId,
                    number = number + 1,
                    participant = work.Participant,
                    now = work.Now,
                    call.Purpose,
                    call.Model,
                    call.PromptHash,
                    call.InputTokens,
                    call.OutputTokens,
                    estimated = call.Estimated ? 1 : 0,
                    call.Milliseconds,
                    call.Outcome,
                    saw = call.Saw.Count == 0 ? "" : work.SealJson(call.Saw),
                });
        }
    }

    /// <summary>The latest call, or null when no model was ever asked.</summary>
    public StoredModelCall? Latest() => work.Reader.QueryFirstOrDefault<ModelCallRow>(
        $"select {ModelCallRow.Columns} from model_call where participant_id = @id order by at desc, turn_id, number desc limit 1", new { id = work.Participant })?.ToCall(work.Keys);

    /// <summary>What all calls so far have cost.</summary>
    public TokenUse Used() => work.Reader.QuerySingle<TokenUse>($"{TokenUseReader.Sum} where participant_id = @id", new { id = work.Participant });
}

/// <summary>A call as it lies in its table.</summary>
internal sealed record ModelCallRow
{
    public const string Columns = "turn_id, at, purpose, model, prompt_hash, input_tokens, output_tokens, estimated, milliseconds, outcome, saw";

    public string TurnId { get; init; } = "";

    public Instant At { get; init; }

    public string Purpose { get; init; } = "";

    public string Model { get; init; } = "";

    public string PromptHash { get; init; } = "";

    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    public long Estimated { get; init; }

    public long Milliseconds { get; init; }

    public string Outcome { get; init; } = "";

    public string Saw { get; init; } = "";

    public StoredModelCall ToCall(KeyStore keys) => new(TurnId, At, new ModelCall
    {
        Purpose = Purpose,
        Model = Model,
        PromptHash = PromptHash,
        InputTokens = InputTokens,
        OutputTokens = OutputTokens,
        Estimated = Estimated != 0,
        Milliseconds = Milliseconds,
        Outcome = Outcome,
        Saw = Saw.Length == 0 ? [] : SkillsJson.Read<IReadOnlyList<SeenMessage>>(keys.Open(Saw)),
    });
}
