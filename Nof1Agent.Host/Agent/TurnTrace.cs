using System.Text.Json.Nodes;
using Nof1Agent.Host.Agent.Grounding;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Files;

namespace Nof1Agent.Host.Agent;

/// <summary>What a turn called and what came back: the ground that its reply stands on, and its audit.</summary>
/// <param name="skills">The turn's skills.</param>
/// <param name="mostCalls">Most calls that are let through; further ones are refused.</param>
internal sealed class TurnTrace(SkillSet skills, int mostCalls = 12)
{
    private const int RefusalsThatShowALoop = 12;

    private readonly List<CalledFunction> calls = [];
    private int start;

    /// <summary>The calls, in order.</summary>
    public IReadOnlyList<CalledFunction> Calls => calls;

    /// <summary>The model calls of this turn.</summary>
    public ModelUse ModelUse { get; } = new();

    /// <summary>What the guard has to know beside texts.</summary>
    public GroundContext GroundContext => GroundContext.Of(skills);

    /// <summary>Called when a model goes on calling although it is refused.</summary>
    public Action? OnLoop { get; set; }

    /// <summary>All replies as one message: the deterministic wording of the turn.</summary>
    public SkillReply? Together => calls.Count == start ? null : Joined(calls.Skip(start).Take(mostCalls));

    /// <summary>The wording of what went through; where nothing did, of the last refusal that a person can do something with. Null: nothing to say.</summary>
    public SkillReply? Wording => calls.Exists(IsDone) ? Joined(calls.Where(IsDone)) : ReadBack is null ? calls.FindLast(call => !call.IsMisuse)?.Reply : null;

    /// <summary>What is read back from a file: a message of its own, with the buttons that confirm it and nothing beside, so that nothing else is confirmed with them.</summary>
    public SkillReply? ReadBack => calls.Skip(start).LastOrDefault(call => call.Reply.Ok && IsReadBack(call))?.Reply;

    /// <summary>Calls a function, within the bound of a turn.</summary>
    public SkillReply Call(SkillCall call)
    {
        var isOver = calls.Count - start >= mostCalls;
        var isMisuse = true;
        var reply = isOver ? SkillReply.Refuse("That is enough for one turn. Answer with what you have.") : SkillCatalogue.Invoke(skills, call, out isMisuse);
        calls.Add(new CalledFunction(call.Function, call.Arguments, reply, isMisuse));
        StopALoop();
        return reply;
    }

    /// <summary>Keeps a call that was objected to before it reached anything. It counts for the bound.</summary>
    public SkillReply Refuse(SkillCall call, SkillReply refusal)
    {
        calls.Add(new CalledFunction(call.Function, call.Arguments, refusal, IsMisuse: true));
        StopALoop();
        return refusal;
    }

    /// <summary>The guide takes over from a model whose calls all came to nothing: they stay in the audit, but neither use up its bound nor speak.</summary>
    public void BeginAnew()
    {
        start = calls.Count;
        OnLoop = null;
    }

    /// <summary>Calls a function and what follows it at once.</summary>
    public void CallThrough(SkillCall call)
    {
        for (var next = call; next is not null && calls.Count - start < mostCalls;)
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
        ["facts"] = new JsonArray([.. call.Reply.Facts.Select(fact => (JsonNode)new JsonObject { ["name"] = fact.Name, ["value"] = fact.Value })]),
    })]).ToJsonString();

    private void StopALoop()
    {
        if (calls.Count - start == mostCalls + RefusalsThatShowALoop)
        {
            OnLoop?.Invoke();
        }
    }

    private static bool IsReadBack(CalledFunction call) => SkillCatalogue.Plain(call.Function) == FileSkills.ReadBackFunction;

    private static bool IsDone(CalledFunction call) => call.Reply.Ok && !IsReadBack(call);

    private static SkillReply Joined(IEnumerable<CalledFunction> some) => some.Select(call => call.Reply).Aggregate((first, next) => first.FollowedBy(next));
}

/// <summary>One call.</summary>
/// <param name="Function">Its name.</param>
/// <param name="Arguments">As they were given.</param>
/// <param name="Reply">What came back.</param>
/// <param name="IsMisuse">Refused before it reached a skill: the refusal is for whoever called, not for the person.</param>
internal sealed record CalledFunction(string Function, JsonObject Arguments, SkillReply Reply, bool IsMisuse = false);
