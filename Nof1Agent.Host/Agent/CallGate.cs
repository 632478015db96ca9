using Nof1Agent.Skills;

namespace Nof1Agent.Host.Agent;

/// <summary>
/// What one asking of a chat client may reach: the functions of this turn, until the gate closes. A client that was given up, because it
/// hung or because something graver came in, reaches nothing any more, whatever still runs of it.
/// </summary>
/// <param name="trace">Where calls are made and kept.</param>
/// <param name="followsThrough">Whether what a function names as the next step is called at once. The guide asks for it itself.</param>
/// <param name="objection">Why a call may not be made; the guide, which reads by rules itself, has none.</param>
internal sealed class CallGate(TurnTrace trace, bool followsThrough, Func<SkillCall, SkillReply?>? objection = null)
{
    private readonly Lock gate = new();
    private readonly List<CalledFunction> round = [];
    private bool closed;

    /// <summary>What the model said to the person beside its calls, if anything.</summary>
    public string Lead { get; set; } = "";

    /// <summary>What has to be known before the candidates are listed: a model's belief about them.</summary>
    public Func<Task>? BeforeCandidates { get; set; }

    /// <summary>Calls a function and what follows it, if the gate is open; before the candidates are listed, what they rest on is asked for.</summary>
    public async Task<SkillReply> CallAsync(SkillCall call)
    {
        if (ListsCandidates(call))
        {
            await (BeforeCandidates?.Invoke() ?? Task.CompletedTask);
        }

        var reply = Call(call);
        while (followsThrough && reply is { Ok: true, Then: { } next } && ListsCandidates(next))
        {
            await (BeforeCandidates?.Invoke() ?? Task.CompletedTask);
            reply = reply.FollowedBy(Call(next)) with { Then = trace.Calls[^1].Reply.Then };
        }

        return reply;
    }

    /// <summary>Calls a function, if the gate is open.</summary>
    private SkillReply Call(SkillCall call)
    {
        lock (gate)
        {
            if (closed)
            {
                return SkillReply.Refuse("This turn is over.");
            }

            var reply = objection?.Invoke(call) is { } refusal ? trace.Refuse(call, refusal) : trace.Call(call);
            round.Add(trace.Calls[^1]);
            while (followsThrough && reply is { Ok: true, Then: { } next } && !ListsCandidates(next))
            {
                reply = reply.FollowedBy(trace.Call(next)) with { Then = trace.Calls[^1].Reply.Then };
                round.Add(trace.Calls[^1]);
            }

            return reply;
        }
    }

    /// <summary>Forgets the last round of calls, because the model answers to it now.</summary>
    public void NextRound()
    {
        lock (gate)
        {
            round.Clear();
        }
    }

    /// <summary>Whether the last round says all there is to say: every call went through, and at least one changed something.</summary>
    public bool SaysItAll
    {
        get
        {
            lock (gate)
            {
                return round.Count > 0 && round.TrueForAll(call => call.Reply.Ok) && round.Exists(call => !JourneyStage.OnlyTells(call.Function));
            }
        }
    }

    /// <summary>Nothing passes any more.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
        }
    }

    private static bool ListsCandidates(SkillCall call) => SkillCatalogue.Plain(call.Function) == "candidates-list";
}
