namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Reads what the outcome is on a good and on a bad day: by the words beside the numbers, else by which is better.</summary>
internal static class TypicalDays
{
    public static Reading Read(Passage passage, ReadingContext context, WordLists lists, bool asked)
    {
        var scale = Scale.Of(context, lists.Outcomes);
        var fitting = Quantities.FindIn(passage, lists.Numbers, [.. People.AgeIn(passage, lists)])
            .Where(q => scale.Fits(q) || (q.Measure is Measure.Pair && scale.Kind is not ScaleKind.Pressure))
            .ToList();
        var (good, bad) = Labelled(passage, fitting, lists.Choices);
        if (asked ? good.Count + bad.Count > 0 : good.Count > 0 && bad.Count > 0)
        {
            var (best, worst) = (Single(good, scale), Single(bad, scale));
            if ((good.Count > 0 && best is null) || (bad.Count > 0 && worst is null))
            {
                return Reading.Ambiguous;
            }

            return new Reading(new Facts { TypicalGood = best, TypicalBad = worst });
        }

        return asked ? Ordered(fitting, scale, context.OutcomeName is not null) : Reading.Nothing;
    }

    private static Reading Ordered(List<Quantity> fitting, Scale scale, bool known)
    {
        var ends = fitting switch
        {
            [{ IsRange: true } range] => [range.First, range.Second],
            [{ Measure: Measure.Pair } pair] => [pair.First, pair.Second],
            [{ IsRange: false } a, { IsRange: false } b] => [a.First, b.First],
            _ => Array.Empty<double>(),
        };
        if (ends.Length == 0 || ends[0] == ends[1])
        {
            return fitting.Count > 0 ? Reading.Ambiguous : Reading.Nothing;
        }

        var (first, second) = (InUnit(ends[0], scale), InUnit(ends[1], scale));
        if (!scale.Holds(first) || !scale.Holds(second))
        {
            return Reading.Ambiguous;
        }

        // The better number is the good day, whichever was said first; with no outcome known, in the order of the question.
        var swap = known && (scale.HigherIsBetter ? first < second : first > second);
        return new Reading(swap ? new Facts { TypicalGood = second, TypicalBad = first } : new Facts { TypicalGood = first, TypicalBad = second });
    }

    private static double InUnit(double value, Scale scale) => scale.InHours && value <= 16 ? value * 60 : value;

    private static double? Single(List<Quantity> quantities, Scale scale)
    {
        var exact = quantities.Where(q => !q.Bound).ToList();
        var chosen = exact.Count > 0 ? exact : quantities;
        return chosen.Count == 1 && chosen[0].Measure is not Measure.Pair ? scale.Value(chosen[0]) : null;
    }

    // Each number belongs to the label in its own clause, or to the nearest one.
    private static (List<Quantity> Good, List<Quantity> Bad) Labelled(Passage passage, List<Quantity> quantities, ChoiceWords words)
    {
        var labels = new List<(int At, bool Good)>();
        for (var i = 0; i < passage.Tokens.Count; i++)
        {
            var text = passage.Tokens[i].Text;
            if (words.Good.Contains(text) || words.Usual.Contains(text))
            {
                labels.Add((i, true));
            }
            else if (words.Bad.Contains(text))
            {
                labels.Add((i, false));
            }
        }

        List<Quantity> good = [], bad = [];
        if (labels.Count == 0 || labels.Select(l => l.Good).Distinct().Count() < 2 && labels.Any(l => words.Usual.Contains(passage.Tokens[l.At].Text)))
        {
            return (good, bad);
        }

        var clauses = passage.Clauses().Select(c => new Span(c.First, c.First + c.Part.Tokens.Count - 1)).ToList();
        foreach (var quantity in quantities)
        {
            var clause = clauses.Find(c => c.Overlaps(quantity.Where));
            var inClause = labels.Where(l => clause.Contains(l.At)).ToList();
            var labelsLead = labels[0].At < quantities[0].Where.First;
            var nearest = (inClause.Count > 0 ? inClause : LabelBefore(labels, quantity)).MinBy(l => Distance(passage, l.At, quantity.Where, labelsLead));
            (nearest.Good ? good : bad).Add(quantity);
        }

        return (good, bad);
    }

    private static List<(int At, bool Good)> LabelBefore(List<(int At, bool Good)> labels, Quantity quantity)
    {
        var before = labels.Where(l => l.At < quantity.Where.First).ToList();
        return before.Count > 0 ? [before[^1]] : labels;
    }

    // Where the first label comes before the first number ("good 15 bad 90"), labels lead; else they follow ("15 good 90 bad").
    private static int Distance(Passage passage, int label, Span number, bool labelsLead)
    {
        var leads = label < number.First;
        var gap = leads ? number.First - label : label - number.Last;
        return gap + (leads == labelsLead ? 0 : passage.Tokens.Count);
    }
}
