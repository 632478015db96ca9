namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>One number out of a message, or the finding that there is none, or that it could be more than one.</summary>
internal readonly record struct Amount(double? Value, bool IsAmbiguous, Quantity? From)
{
    public static Amount Nothing { get; }

    public static Amount Ambiguous { get; } = new(null, true, null);
}

/// <summary>Chooses the number that answers the open question. Where two could, none is chosen.</summary>
internal static class Amounts
{
    public static Amount Pick(Passage passage, IReadOnlyList<Quantity> quantities, Scale scale, Pattern cue)
    {
        var fitting = quantities.Where(q => scale.Fits(q)).ToList();
        if (scale.Kind is ScaleKind.Minutes or ScaleKind.Unknown || fitting.Any(q => !q.AfterClockLead))
        {
            fitting.RemoveAll(q => q.AfterClockLead);
        }

        if (scale.Kind is ScaleKind.Rating or ScaleKind.Pressure && fitting.Count > 1 && fitting.Count(q => scale.Names(q)) == 1)
        {
            fitting.RemoveAll(q => !scale.Names(q));
        }

        if (fitting.Count > 1)
        {
            fitting = [.. NearCue(passage, fitting, cue)];
        }

        if (fitting.Count == 0)
        {
            // A number that fits nothing ("at 1:20", "45 %") was perhaps meant as the answer.
            return quantities.Any(q => !q.Negated && q.Measure is Measure.Clock or Measure.Percent or Measure.Pair) ? Amount.Ambiguous : Amount.Nothing;
        }

        if (fitting.Select(q => (q.First, q.Second)).Distinct().Count() > 1)
        {
            return Amount.Ambiguous;
        }

        // "To bed at 10:30, asleep around 11": beside a time of day a bare number may be another.
        var chosen = fitting[0];
        var clock = scale.Kind is ScaleKind.Minutes && chosen.Measure is Measure.None && quantities.Any(q => q.Measure is Measure.Clock);
        if (clock || chosen.Bound || scale.Value(chosen) is not { } value)
        {
            return Amount.Ambiguous;
        }

        return new Amount(value, false, chosen);
    }

    // "walked 30 min, took 20 to fall asleep": the number in the clause that speaks of the outcome.
    private static IEnumerable<Quantity> NearCue(Passage passage, List<Quantity> fitting, Pattern cue)
    {
        var cued = passage.Clauses().Where(c => cue.IsIn(c.Part)).Select(c => new Span(c.First, c.First + c.Part.Tokens.Count - 1)).ToList();
        var near = fitting.Where(q => cued.Any(c => c.Overlaps(q.Where))).ToList();
        return near.Count == 1 && cued.Count == 1 ? near : fitting;
    }
}
