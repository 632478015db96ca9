using System.Text.Json.Nodes;
using Nof1Agent.Skills;

namespace Nof1Agent.Host.Agent;

/// <summary>What a turn called and what came back: the ground that its reply stands on, and its audit.</summary>
internal sealed class TurnTrace(SkillSet skills)
{
    private const int MostCalls = 12;
    private const int CallsThatShowALoop = 24;

    private readonly List<CalledFunction> calls = [];

    /// <summary>The calls, in order.</summary>
    public IReadOnlyList<CalledFunction> Calls => calls;

    /// <summary>Called when a model goes on calling although it is refused.</summary>
    public Action? OnLoop { get; set; }

    /// <summary>All replies as one message: the deterministic wording of the turn.</summary>
    public SkillReply? Together => calls.Count == 0 ? null : calls.Take(MostCalls).Select(call => call.Reply).Aggregate((first, next) => first.FollowedBy(next));

    /// <summary>Calls a function, within the bound of a turn.</summary>
    public SkillReply Call(SkillCall call)
    {
        var reply = calls.Count >= MostCalls ? SkillReply.Refuse("That is enough for one turn. Answer with what you have.") : SkillCatalogue.Invoke(skills, call);
        calls.Add(new CalledFunction(call.Function, call.Arguments, reply));
        if (calls.Count == CallsThatShowALoop)
        {
            OnLoop?.Invoke();
        }

        return reply;
    }

    /// <summary>Calls a function and what follows it at once.</summary>
    public void CallThrough(SkillCall call)
    {
        for (var next = call; next is not null && calls.Count < MostCalls;)
        {
            next = Call(next).Then;
        }
    }

    /// <summary>The audit's text. It holds what the person told, so it lies in the database only, never in a log.</summary>
    public string ToJson() => new JsonArray([.. calls.Select(call => (JsonNode)new JsonObject
    {
        ["function"] = call.Function,
        ["arguments"] = call.Arguments.DeepClone(),
        ["ok"] = call.Reply.Ok,
        ["say"] = call.Reply.Say,
    })]).ToJsonString();
}

/// <summary>One call.</summary>
internal sealed record CalledFunction(string Function, JsonObject Arguments, SkillReply Reply);
