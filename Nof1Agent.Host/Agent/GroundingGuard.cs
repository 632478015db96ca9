using Nof1Agent.Host.Agent.Grounding;

namespace Nof1Agent.Host.Agent;

/// <summary>Something in a reply that stands on nothing.</summary>
/// <param name="Kind">number, claim or order.</param>
/// <param name="Text">As it was written.</param>
/// <param name="ValueKnown">The bare number occurs in the facts, with another unit, direction or subject. A high share of these in the metric points to false alarms.</param>
internal sealed record Ungrounded(string Kind, string Text, bool ValueKnown);

/// <summary>
/// Every number, fraction word and claim of an effect in a model's reply must come from a function's result in this conversation or from the
/// person's own words: the same size (within its rounding), in the same unit, the same way, about the same intervention.
/// </summary>
internal static class GroundingGuard
{
    /// <summary>What of a reply stands on nothing; empty when all is grounded.</summary>
    public static IReadOnlyList<Ungrounded> Check(string reply, Ground ground)
    {
        var found = new List<Ungrounded>();
        IReadOnlySet<string> about = new HashSet<string>();
        foreach (var sentence in ground.Read(reply))
        {
            // "It lowers it by 14 minutes": what "it" is was named before.
            about = sentence.Subjects.Count > 0 ? sentence.Subjects : about;
            found.AddRange(sentence.Quantities.Where(quantity => !ground.Holds(quantity, about)).Select(quantity => new Ungrounded("number", quantity.Text, ground.KnowsValue(quantity))));
            if (ground.TellsTheOrder(sentence))
            {
                found.Add(new Ungrounded("order", "which arm comes when", ValueKnown: false));
            }

            found.AddRange(sentence.Claims.Where(claim => !ground.Holds(claim, about)).Select(claim => new Ungrounded("claim", claim.Text, ValueKnown: false)));
        }

        return [.. found.DistinctBy(item => (item.Kind, item.Text))];
    }
}
