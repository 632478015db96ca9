namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Reads the numbers of the interview: the smallest change that matters, good and bad days, the expectation.</summary>
internal static class Sizes
{
    private const double WidestRange = 3;
    private static readonly Scale Expectations = new(ScaleKind.Rating, 0, 10, false, true);

    public static Reading Mcid(Passage passage, ReadingContext context, WordLists lists)
    {
        var scale = Scale.Of(context, lists.Outcomes);
        var quantities = Quantities.FindIn(passage, lists.Numbers, [.. People.AgeIn(passage, lists)]).Select(q => q with { Bound = false }).ToList();
        if (quantities is [{ Negated: false, IsRange: false } after, { Negated: true, IsRange: false } before] && scale.Fits(after))
        {
            // "20 minutes instead of 40"
            return Change(Math.Abs(before.First - after.First), scale);
        }

        if (quantities.Count == 1 && quantities[0] is { IsRange: true } change && FromTo(passage, change))
        {
            return Change(Math.Abs(change.First - change.Second), scale);
        }

        // "10-15 minutes": the smallest change is the smaller of the two.
        if (quantities is [{ IsRange: true, Negated: false } between] && !FromTo(passage, between) && scale.Kind is not ScaleKind.Rating
            && Math.Max(between.First, between.Second) <= WidestRange * Math.Min(between.First, between.Second))
        {
            return Change(Math.Min(between.First, between.Second), scale);
        }

        // "half an hour would be amazing but honestly I'd take ten": what comes after the turn is the smallest.
        if (quantities is [{ IsRange: false }, { IsRange: false, Negated: false } settled] && Settles(passage, settled) && scale.Fits(settled))
        {
            return Change(settled.First, scale);
        }

        // "-10" is ten less, and what is asked is a size.
        if (quantities is [{ IsRange: false, First: < 0 } less] && scale.Fits(less))
        {
            return Change(-less.First, scale);
        }

        if (quantities is [{ Measure: Measure.None, IsRange: false } only] && scale.Kind is not ScaleKind.Rating)
        {
            return Change(only.Negated ? 0 : only.First, scale);
        }

        var amount = Amounts.Pick(passage, quantities, scale with { Min = 0, InHours = false }, lists.Checkin.OutcomeCue);
        return amount.IsAmbiguous ? Reading.Ambiguous : amount.Value is { } value ? Change(value, scale) : Reading.Nothing;
    }

    public static Reading Expectation(Passage passage, WordLists lists)
    {
        var quantities = Quantities.FindIn(passage, lists.Numbers, []);
        if (quantities is [{ Measure: Measure.Percent, IsRange: false, Negated: false } percent])
        {
            return percent.First is >= 0 and <= 100 ? new Reading(new Facts { Expectation = percent.First / 10 }) : Reading.Ambiguous;
        }

        // "50/50", "50-50", "fifty fifty"
        if (quantities.Count > 0 && quantities.All(q => q is { First: 50, Second: 50, Negated: false }) && quantities[^1].Where.Last > quantities[0].Where.First)
        {
            return new Reading(new Facts { Expectation = 5 });
        }

        if (quantities.Count == 0 && lists.Choices.NoHope.IsWhole(passage))
        {
            return new Reading(new Facts { Expectation = 0 });
        }

        var amount = Amounts.Pick(passage, [.. quantities.Select(q => q with { AfterClockLead = false })], Expectations, lists.Checkin.OutcomeCue);
        return amount.IsAmbiguous ? Reading.Ambiguous : amount.Value is { } value ? new Reading(new Facts { Expectation = value }) : Reading.Nothing;
    }

    private static bool Settles(Passage passage, Quantity settled) =>
        passage.Tokens.Take(settled.Where.First).TakeLast(5).Any(t => t.Text is "take" or "settle" or "do" or "enough" or "least" or "accept" or "honestly" or "realistically");

    private static bool FromTo(Passage passage, Quantity change) => passage.Tokens.Take(change.Where.First).TakeLast(2).Any(t => t.Text == "from");

    private static Reading Change(double size, Scale scale) =>
        size > 0 && size <= scale.Max && double.IsFinite(size) ? new Reading(new Facts { Mcid = size }) : Reading.Ambiguous;
}
