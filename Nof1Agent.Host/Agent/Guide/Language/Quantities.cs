namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Finds every number of a passage with its unit, and joins hours with minutes and ends with ranges.</summary>
internal static class Quantities
{
    /// <summary>The numbers in the order in which they stand; tokens in <paramref name="taken"/> mean something else already (a date).</summary>
    public static IReadOnlyList<Quantity> FindIn(Passage passage, NumberWords words, IReadOnlyList<Span> taken)
    {
        var tokens = passage.Tokens;
        var found = new List<Quantity>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (taken.Any(t => t.Contains(i)) || One(tokens, i, words, taken) is not { } one)
            {
                continue;
            }

            var quantity = WithSecond(tokens, one, words, taken);
            found.Add(quantity with
            {
                Negated = Before(tokens, i, words, words.Negations),
                Bound = Before(tokens, i, words, words.Bounds) && !IsRangeStart(tokens, i),
                AfterClockLead = quantity.Measure is Measure.None && IsTimeOfDay(tokens, i, quantity, words),
            });
            i = quantity.Where.Last;
        }

        return found;
    }

    // A number with its unit: "25", "1h20", "an hour and a half", "6/10", "3 pm", "2 beers".
    private static Quantity? One(IReadOnlyList<Token> tokens, int i, NumberWords words, IReadOnlyList<Span> taken)
    {
        if (BareHour(tokens, i, words) is { } hour)
        {
            return hour;
        }

        if (NumberReading.At(tokens, i, words, at => MeasureAt(tokens, at, words) is not Measure.None) is not { } number || IsPronoun(tokens, i, words))
        {
            return null;
        }

        var (value, next) = number;
        if (i > 0 && tokens[i - 1].Text == "past")
        {
            return new Quantity(value, value, Measure.Clock, new Span(i, next - 1));
        }

        var measure = next < tokens.Count && !taken.Any(t => t.Contains(next)) ? MeasureAt(tokens, next, words) : Measure.None;
        switch (measure)
        {
            case Measure.Seconds:
                return Of(value, Measure.Minutes, i, next, 1 / 60.0);
            case Measure.Hours:
                return HoursAndMinutes(tokens, value, i, next, words, joins: !IsBetween(tokens, i, words));
            case Measure.Fortnights:
                return Of(value, Measure.Weeks, i, next, 2);
            case Measure.None:
                break;
            default:
                return AndAHalf(tokens, next + 1, words) is { } end ? Of(value + 0.5, measure, i, end, 1) : Of(value, measure, i, next, 1);
        }

        if (next + 1 < tokens.Count && tokens[next].IsMark(":") && tokens[next + 1].Kind is TokenKind.Number && tokens[next + 1].Number < 60)
        {
            if (MeasureAt(tokens, next + 2, words) is Measure.Hours)
            {
                var minutes = (value * 60) + tokens[next + 1].Number;
                return new Quantity(minutes, minutes, Measure.Minutes, new Span(i, next + 2));
            }

            // "0:45" can only be a duration; "1:20" may be a time of day.
            return value == 0
                ? new Quantity(tokens[next + 1].Number, tokens[next + 1].Number, Measure.Minutes, new Span(i, next + 1))
                : new Quantity(value, value, Measure.Clock, new Span(i, next + 1));
        }

        if (OutOf(tokens, next, words) is { } of)
        {
            return new Quantity(value, value, Measure.None, new Span(i, of.Last)) { OutOf = of.Denominator };
        }

        if (next < tokens.Count && IsThing(tokens[next].Text, words))
        {
            return new Quantity(value, value, Measure.Things, new Span(i, next));
        }

        return new Quantity(value, value, Measure.None, new Span(i, next - 1));
    }

    // "a month and a half"
    private static int? AndAHalf(IReadOnlyList<Token> tokens, int at, NumberWords words) =>
        at + 2 < tokens.Count && words.And.Contains(tokens[at].Text) && words.Articles.Contains(tokens[at + 1].Text) && tokens[at + 2].Text == "half" ? at + 2 : null;

    private static Quantity Of(double value, Measure measure, int first, int last, double factor) =>
        new(value * factor, value * factor, measure, new Span(first, last)) { Factor = factor };

    private static Quantity HoursAndMinutes(IReadOnlyList<Token> tokens, double hours, int first, int unit, NumberWords words, bool joins)
    {
        var next = unit + 1;
        if (!joins && next < tokens.Count && words.And.Contains(tokens[next].Text))
        {
            return Of(hours, Measure.Minutes, first, unit, 60);
        }

        var joined = next < tokens.Count && words.And.Contains(tokens[next].Text) ? next + 1 : next;
        if (joined > next && joined < tokens.Count && words.Articles.Contains(tokens[joined].Text) && joined + 1 < tokens.Count
            && words.Fractions.TryGetValue(tokens[joined + 1].Text, out var fraction))
        {
            return Of(hours + fraction, Measure.Minutes, first, joined + 1, 60);
        }

        if (joined > next && joined < tokens.Count && words.Fractions.TryGetValue(tokens[joined].Text, out fraction))
        {
            return Of(hours + fraction, Measure.Minutes, first, joined, 60);
        }

        if (NumberReading.At(tokens, joined, words, _ => false) is { } minutes && minutes.Value is >= 1 and < 60
            && (minutes.Next >= tokens.Count || !tokens[minutes.Next].IsMark("/")))
        {
            var measure = MeasureAt(tokens, minutes.Next, words);
            if (measure is Measure.Minutes || (measure is Measure.None && hours == Math.Floor(hours) && minutes.Value >= 5))
            {
                var total = (hours * 60) + minutes.Value;
                return new Quantity(total, total, Measure.Minutes, new Span(first, measure is Measure.Minutes ? minutes.Next : minutes.Next - 1));
            }
        }

        return Of(hours, Measure.Minutes, first, unit, 60);
    }

    // "hour and a half" without its article
    private static Quantity? BareHour(IReadOnlyList<Token> tokens, int i, NumberWords words) =>
        MeasureAt(tokens, i, words) is Measure.Hours && tokens[i].Text.Length > 2 && i + 3 < tokens.Count && words.And.Contains(tokens[i + 1].Text)
        && words.Articles.Contains(tokens[i + 2].Text) && words.Fractions.TryGetValue(tokens[i + 3].Text, out var fraction)
            ? Of(1 + fraction, Measure.Minutes, i, i + 3, 60)
            : null;

    // A second number that makes a range or a pair with the first.
    private static Quantity WithSecond(IReadOnlyList<Token> tokens, Quantity first, NumberWords words, IReadOnlyList<Span> taken)
    {
        // "15, maybe 20"
        var join = first.Where.Last + 1;
        join += join + 1 < tokens.Count && tokens[join].IsMark(",") && tokens[join + 1].Text is "maybe" or "perhaps" or "possibly" ? 1 : 0;
        if (join + 1 >= tokens.Count)
        {
            return first;
        }

        if ((tokens[join].IsMark("/") || tokens[join].Text == "over") && first.Measure is Measure.None
            && One(tokens, join + 1, words, taken) is { Measure: Measure.None or Measure.Pressure } lower)
        {
            return new Quantity(first.First, lower.First, Measure.Pair, new Span(first.Where.First, lower.Where.Last));
        }

        var between = IsBetween(tokens, first.Where.First, words);
        if (!words.RangeWords.Contains(tokens[join].Text) && !(between && words.And.Contains(tokens[join].Text)))
        {
            return first;
        }

        var at = join + 1;
        while (at < tokens.Count && words.Leads.Contains(tokens[at].Text)
            && (!words.Articles.Contains(tokens[at].Text) || NumberReading.At(tokens, at + 1, words, _ => false) is not null))
        {
            at++;
        }

        if (One(tokens, at, words, taken) is not { } second || second.Measure is Measure.Pair or Measure.Things or Measure.Clock)
        {
            return first;
        }

        var where = new Span(first.Where.First, second.Where.Last);
        if (first.Measure == second.Measure)
        {
            return first with { Second = second.First, Where = where, OutOf = second.OutOf ?? first.OutOf };
        }

        if (first.Measure is Measure.None)
        {
            return second with { First = first.First * second.Factor, Where = where };
        }

        return second.Measure is Measure.None ? first with { Second = second.First * first.Factor, Where = where } : first;
    }

    private static bool IsBetween(IReadOnlyList<Token> tokens, int i, NumberWords words) => i > 0 && words.RangeLeads.Contains(tokens[i - 1].Text);

    private static (double Denominator, int Last)? OutOf(IReadOnlyList<Token> tokens, int at, NumberWords words)
    {
        var number = at;
        if (at < tokens.Count && tokens[at].IsMark("/"))
        {
            number = at + 1;
        }
        else if (at + 1 < tokens.Count && tokens[at].Text == "out" && tokens[at + 1].Text == "of")
        {
            number = at + 2;
        }
        else if (at < tokens.Count && tokens[at].Text == "of")
        {
            number = at + 1;
        }

        return number > at && NumberReading.At(tokens, number, words, _ => false) is { Value: 10 } ten ? (10, ten.Next - 1) : null;
    }

    private static Measure MeasureAt(IReadOnlyList<Token> tokens, int at, NumberWords words)
    {
        if (at >= tokens.Count)
        {
            return Measure.None;
        }

        var text = tokens[at].Text;
        foreach (var (measure, names) in words.Measures)
        {
            // A lone letter is a unit only where it touches its number: "25 y" says yes. "h" and "m" are clear enough.
            if (names.Contains(text) && (text.Length > 1 || text is "h" or "m" or "%" || (at > 0 && tokens[at - 1].End == tokens[at].Start)))
            {
                return measure;
            }
        }

        return Measure.None;
    }

    private static bool IsThing(string text, NumberWords words) =>
        words.Counted.Contains(text)
        || (text.Length > 3 && text.EndsWith('s') && !text.EndsWith("ss", StringComparison.Ordinal) && char.IsAsciiLetter(text[0]) && !words.Uncounted.Contains(text));

    private static bool IsPronoun(IReadOnlyList<Token> tokens, int i, NumberWords words) =>
        tokens[i].Text == "one" && i > 0 && tokens[i - 1].IsWord && !words.OneAsNumber.Contains(tokens[i - 1].Text) && MeasureAt(tokens, i + 1, words) is Measure.None
        && !(i + 1 < tokens.Count && words.And.Contains(tokens[i + 1].Text));

    // "at 4", "fell asleep around 11"
    private static bool IsTimeOfDay(IReadOnlyList<Token> tokens, int i, Quantity quantity, NumberWords words)
    {
        if (i == 0)
        {
            return false;
        }

        var vague = i > 1 && words.Leads.Contains(tokens[i - 1].Text) && words.ClockVerbs.Contains(tokens[i - 2].Text) && quantity.High <= 12;
        return vague || words.ClockLeads.Contains(tokens[i - 1].Text);
    }

    // Whether a word of the set stands before the number, directly or with "about" and the like between.
    private static bool Before(IReadOnlyList<Token> tokens, int i, NumberWords words, IReadOnlySet<string> set)
    {
        for (var at = i - 1; at >= 0 && at >= i - 3; at--)
        {
            var text = tokens[at].Text;
            if (set.Contains(text))
            {
                return text != "to" || (at > 0 && tokens[at - 1].Text == "up");
            }

            if (text == "than" && at > 0 && tokens[at - 1].Text == "rather")
            {
                return ReferenceEquals(set, words.Negations);
            }

            if (!words.Leads.Contains(text))
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsRangeStart(IReadOnlyList<Token> tokens, int i) => i > 1 && tokens[i - 1].Text == "than" && tokens[i - 2].Text == "rather";
}
