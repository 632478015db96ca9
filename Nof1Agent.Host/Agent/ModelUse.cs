using Nof1Agent.Host.Agent.Providers;
using Nof1Agent.Skills.Audit;

namespace Nof1Agent.Host.Agent;

/// <summary>The model calls of one turn: counted, bounded, and kept with the turn.</summary>
internal sealed class ModelUse
{
    private readonly Lock gate = new();
    private readonly List<ModelCall> calls = [];
    private int begun;

    /// <summary>The calls so far, in order.</summary>
    public IReadOnlyList<ModelCall> Calls
    {
        get
        {
            lock (gate)
            {
                return [.. calls];
            }
        }
    }

    /// <summary>Begins a call, if the turn may make another.</summary>
    /// <exception cref="BoundReachedException">It may not.</exception>
    public void Begin(LfmOptions bounds)
    {
        lock (gate)
        {
            if (begun >= bounds.TurnModelCalls)
            {
                throw new BoundReachedException("calls of the model");
            }

            if (calls.Sum(call => call.Tokens) >= bounds.TurnTokens)
            {
                throw new BoundReachedException("tokens");
            }

            begun++;
        }
    }

    /// <summary>Keeps a call that has ended.</summary>
    public void Add(ModelCall call)
    {
        lock (gate)
        {
            calls.Add(call);
        }
    }
}
