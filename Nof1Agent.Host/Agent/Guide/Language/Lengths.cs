namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Reads how long a trial shall last, in weeks.</summary>
internal static class Lengths
{
    private const double WeeksPerMonth = 365.25 / 12 / 7;

    public static Reading Read(Passage passage, ReadingContext context, WordLists lists)
    {
        var options = context.WeekOptions;
        var lengths = Explicit(passage, options, lists);
        if (lengths.Count > 0)
        {
            return lengths.Count == 1 ? Of(lengths.Single()) : Reading.Ambiguous;
        }

        var bare = Quantities.FindIn(passage, lists.Numbers, []).Where(q => q.Measure is Measure.None && !q.Negated).ToList();
        if (bare is [{ IsRange: false } offered] && options.Contains(offered.First) && !IsPosition(passage, offered, lists))
        {
            return Of(offered.First);
        }

        // "not too long" asks for neither end.
        var words = passage.Tokens.Where((t, i) => t.IsWord && !IsMeasured(passage, i)).Select(t => t.Text).ToList();
        var (shortest, longest) = (words.Any(lists.Choices.Shortest.Contains), words.Any(lists.Choices.Longest.Contains));
        if (options.Count > 0 && shortest != longest)
        {
            return Of(shortest ? options.Min() : options.Max());
        }

        if (bare.Count == 0)
        {
            var position = Choices.Position(passage, options.Count, lists);
            return position.IsAmbiguous ? Reading.Ambiguous : position.Value is { } place ? Of(options[(int)place - 1]) : Reading.Nothing;
        }

        if (bare.Count > 1 || bare[0].IsRange || shortest || longest)
        {
            return Reading.Ambiguous;
        }

        // A bare number is weeks if that is offered; "2" of three lengths may as well be the second one.
        var number = bare[0].First;
        if (IsPosition(passage, bare[0], lists) && number >= 1 && number <= options.Count)
        {
            return Of(options[(int)number - 1]);
        }

        return number > options.Count ? Of(number) : Reading.Ambiguous;
    }

    // "not too long", "long enough", "as long as it takes"
    private static bool IsMeasured(Passage passage, int i)
    {
        var next = i + 1 < passage.Tokens.Count ? passage.Tokens[i + 1].Text : "";
        return (i > 0 && passage.Tokens[i - 1].Text is ("not" or "too")) || next == "enough" || (next == "as" && passage.Tokens[^1].Text is not ("possible" or "can"));
    }

    // "option 2"
    private static bool IsPosition(Passage passage, Quantity quantity, WordLists lists) =>
        quantity.Where.First > 0 && lists.Numbers.PositionLeads.Contains(passage.Tokens[quantity.Where.First - 1].Text);

    /// <summary>Lengths said with their unit ("6 weeks", "a month", "42 days").</summary>
    public static IReadOnlySet<double> Explicit(Passage passage, IReadOnlyList<double> options, WordLists lists) =>
        Quantities.FindIn(passage, lists.Numbers, []).Where(q => !q.Negated)
            .SelectMany(q => q.IsRange ? new[] { q with { Second = q.First }, q with { First = q.Second } } : [q])
            .Select(q => q.Measure switch
            {
                Measure.Weeks => (double?)q.First,
                Measure.Days when q.First >= 7 => Math.Round(q.First / 7, 1),
                Measure.Months => Nearest(q.First, options),
                _ => null,
            })
            .OfType<double>()
            .ToHashSet();

    // A month is 4.3 weeks: the offered length within a week of it, else four weeks to the month.
    private static double Nearest(double months, IReadOnlyList<double> options)
    {
        var near = options.Where(o => Math.Abs(o - (months * WeeksPerMonth)) <= 1).OrderBy(o => Math.Abs(o - (months * WeeksPerMonth))).ToList();
        return near.Count > 0 ? near[0] : months * 4;
    }

    private static Reading Of(double weeks) => weeks is >= 0.5 and <= 104 ? new Reading(new Facts { Weeks = weeks }) : Reading.Ambiguous;
}
