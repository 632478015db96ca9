namespace Nof1Agent.Host.Agent.Grounding;

/// <summary>Finds every quantity of a sentence. Linear in the text; the same for a reply and for what it must stand on.</summary>
internal sealed class QuantityReader(IReadOnlyList<Token> tokens, bool? german)
{
    private const int Beside = 3;

    private static readonly Dictionary<string, int> MonthNumbers = MonthNames();

    // Names in which a number is no quantity.
    private static readonly HashSet<string> PlainNames = ["b6", "b12", "d3", "k2", "q10", "omega-3", "covid-19", "a4"];

    // Between a number and its unit.
    private static readonly HashSet<string> Between =
        ["more", "less", "fewer", "extra", "additional", "mehr", "weniger", "full", "whole", "complete", "chances", "chance", "chancen", "counted", "ganze", "ganzen", "volle", "zusätzliche", "about", "or", "so"];

    private static readonly HashSet<string> Joins = ["to", "and", "or", "bis", "und", "oder", "-", ",", "through"];

    private readonly List<Quantity> found = [];
    private readonly List<(int Start, int End)> places = [];
    private int at;

    /// <summary>The quantities, in order.</summary>
    public static IReadOnlyList<Quantity> Read(IReadOnlyList<Token> tokens, bool? german = null) => new QuantityReader(tokens, german).Read();

    /// <summary>Whether a word names a month.</summary>
    public static bool IsMonth(string word) => MonthNumbers.ContainsKey(word);

    private IReadOnlyList<Quantity> Read()
    {
        var expectedListNumber = 1;
        while (at < tokens.Count)
        {
            var token = tokens[at];
            if (token.LineStart && token.IsNumeral && Text(at + 1) is "." or ")" && token.LineStart && Numerals.Digits(token.Text)[0].Value == expectedListNumber)
            {
                expectedListNumber++;
                at += 2;
            }
            else if (!(Fraction() || Date() || ClockTime() || Number()))
            {
                at++;
            }
        }

        ShareUnits();
        return found;
    }

    private string Text(int place) => place >= 0 && place < tokens.Count ? tokens[place].Text : "";

    private bool Fraction()
    {
        var (word, next, previous) = (Text(at), Text(at + 1), Text(at - 1));
        if (word.Split('/') is [var top, var bottom] && top.Length > 0 && bottom.Length > 0 && double.TryParse(top, out var a) && double.TryParse(bottom, out var b) && b > 0)
        {
            return a == 24 && b == 7 ? Skip(1) : Add(1, word, a / b, 4, Units.Fraction);
        }

        var size = word switch
        {
            "half" or "halves" or "halved" or "halve" or "halving" or "hälfte" or "halb" or "halbe" or "halben" or "halber" or "halbes" or "halbiert" or "halbieren" or "halbierte" => 0.5,
            "third" or "thirds" or "drittel" when word is "thirds" or "drittel" || previous is "a" or "one" => 1 / 3.0,
            "quarter" or "quarters" or "viertel" => 0.25,
            "twice" or "double" or "doubles" or "doubled" or "doubling" or "doppelt" or "doppelte" or "doppelten" or "verdoppelt" or "verdoppeln" => 2,
            "triple" or "triples" or "tripled" or "thrice" or "dreifach" or "dreifache" or "verdreifacht" => 3,
            "quadruple" or "quadrupled" or "vierfach" or "vervierfacht" => 4,
            "viertelstunde" => 0.25,
            "dreiviertel" or "dreiviertelstunde" => 0.75,
            "anderthalb" or "eineinhalb" => 1.5,
            _ => 0.0,
        };
        if (size == 0 || (word is "double" && next is "check" or "checked" or "-") || (word == "half" && next is "past"))
        {
            return TimesWord(word) is { } fold && Add(1, word, fold, 0, Units.Times);
        }

        if (word.EndsWith("viertelstunde", StringComparison.Ordinal))
        {
            return Add(1, word, 60 * size, 0, "min");
        }

        if (size >= 2)
        {
            return Add(1, word, size, 0, Units.Times);
        }

        // "two thirds"; "half an hour", "eine halbe Stunde", "a quarter of an hour".
        if (Numerals.Word(previous) is { } many && found.Count > 0 && found[^1].Text == previous && size < 0.5)
        {
            found.RemoveAt(found.Count - 1);
            places.RemoveAt(places.Count - 1);
            size *= many;
        }

        var unitAt = next is "an" or "a" ? at + 2 : next == "of" && Text(at + 2) is "an" or "a" ? at + 3 : at + 1;
        return Units.Of(Text(unitAt)) is "h" or "min" or "day" or "week" or "year" or "month" && Text(unitAt) is var unit
            ? Add(unitAt - at + 1, $"{word} {unit}", size, 4, Units.Of(unit)!)
            : Add(1, word, size, 4, Units.Fraction);
    }

    // threefold, dreimal, zweifach
    private static double? TimesWord(string word)
    {
        foreach (var ending in (string[])["fold", "mal", "fach", "fache", "fachen"])
        {
            if (word.Length > ending.Length && word.EndsWith(ending, StringComparison.Ordinal) && Numerals.Word(word[..^ending.Length]) is { } times)
            {
                return times;
            }
        }

        return null;
    }

    private bool Date()
    {
        var word = Text(at);
        if (word.Length == 10 && word[4] == '-' && word[7] == '-')
        {
            return AddDate(1, word, int.Parse(word.AsSpan(5, 2)), int.Parse(word.AsSpan(8, 2)));
        }

        if (word.Split('.') is [{ Length: 1 or 2 } dayText, { Length: 1 or 2 } monthText, ..] parts && parts.Length == 3 && int.TryParse(dayText, out var d) && int.TryParse(monthText, out var m) && d is >= 1 and <= 31 && m is >= 1 and <= 12)
        {
            return AddDate(1, word, m, d);
        }

        // "am 4.1." without a year looks like a decimal number but for the word before it.
        if (Text(at + 1) == "." && Text(at - 1) is "am" or "vom" or "bis" or "zum" or "den" or "ab" && word.Split('.') is [var shortDay, var shortMonth]
            && int.TryParse(shortDay, out var sd) && int.TryParse(shortMonth, out var sm) && sd is >= 1 and <= 31 && sm is >= 1 and <= 12)
        {
            return AddDate(2, word, sm, sd);
        }

        var dayNumber = DayOfMonth(word);
        if (dayNumber > 0 && (Text(at + 1) is "." or "of" ? at + 2 : at + 1) is var monthAt && MonthNumbers.TryGetValue(Text(monthAt), out var month))
        {
            return AddDate(monthAt - at + 1 + YearAfter(monthAt), $"{word} {Text(monthAt)}", month, dayNumber);
        }

        return MonthNumbers.TryGetValue(word, out var first) && DayOfMonth(Text(at + 1)) is var day and > 0 && AddDate(2 + YearAfter(at + 1), $"{word} {Text(at + 1)}", first, day);
    }

    // A year that belongs to a date says nothing of its own.
    private int YearAfter(int place)
    {
        var next = Text(place + 1) == "," ? place + 2 : place + 1;
        return Text(next) is { Length: 4 } year && year.All(char.IsAsciiDigit) && year.StartsWith("20", StringComparison.Ordinal) ? next - place : 0;
    }

    private static int DayOfMonth(string text)
    {
        var digits = text.Length is 3 or 4 && text[^2..] is "st" or "nd" or "rd" or "th" ? text[..^2] : text;
        return digits.Length is 1 or 2 && int.TryParse(digits, out var day) && day is >= 1 and <= 31 ? day : 0;
    }

    private bool ClockTime()
    {
        var word = Text(at);
        var colon = word.IndexOf(':');
        if (colon > 0 && int.TryParse(word.AsSpan(0, colon), out var hour) && int.TryParse(word.AsSpan(colon + 1), out var minute) && hour <= 24 && minute < 60)
        {
            return AddClock(1, hour, minute);
        }

        // "8pm" is one token, "8 pm", "8 Uhr" and "8 o'clock" two.
        if (word.Length is 3 or 4 && word[^2..] is "am" or "pm" && int.TryParse(word.AsSpan(0, word.Length - 2), out hour) && hour is >= 1 and <= 12)
        {
            return AddClock(1, (hour % 12) + (word.EndsWith("pm", StringComparison.Ordinal) ? 12 : 0), 0, whole: true);
        }

        return tokens[at].IsNumeral && int.TryParse(word, out hour) && hour <= 24 && Text(at + 1) is "am" or "pm" or "uhr" or "o'clock"
            && AddClock(2, Text(at + 1) switch { "am" => hour % 12, "pm" => (hour % 12) + 12, _ => hour }, 0, whole: true);
    }

    private bool AddClock(int length, int hour, int minute, bool whole = false)
    {
        var suffix = whole ? "" : Text(at + length);
        if (suffix is "am" or "pm" or "uhr")
        {
            hour = suffix switch { "am" => hour % 12, "pm" => (hour % 12) + 12, _ => hour };
            length++;
        }

        return Add(length, Text(at), (60 * hour) + minute, 0, Units.Clock);
    }

    private bool AddDate(int length, string text, int month, int day) => Add(length, text, (100 * month) + day, 0, Units.Date);

    private bool Number()
    {
        var token = tokens[at];
        if (token.IsMixed)
        {
            return Mixed(token.Text);
        }

        var readings = token.IsNumeral ? Numerals.Digits(token.Text, german) : Numerals.Word(token.Text) is { } word ? [(word, 0)] : null;
        var length = 1;
        if (readings is null && Numerals.IsOne(token.Text))
        {
            // "one in ten", "one minute", "one hundred"; elsewhere "one" is a pronoun.
            if (Text(at + 1) is "hundred" or "thousand" or "hundert" or "tausend")
            {
                return Skip(1);
            }

            var counts = (token.Text is "one" or "eins" && Units.Of(Text(at + 1)) is not null)
                || (Text(at + 1) is "in" or "of" or "von" or "out" && (IsNumber(at + 2) || IsNumber(at + 3)))
                || Text(at + 1) is "percent" or "prozent" or "%";
            readings = counts ? [(1, 0)] : null;
        }

        if (readings is null)
        {
            return false;
        }

        if (Text(at + 1) is "hundred" or "hundert" or "thousand" or "tausend" && readings[0].Value < 10 && !token.IsNumeral)
        {
            readings = [(readings[0].Value * Numerals.Word(Text(at + 1))!.Value, 0)];
            length = 2;
        }
        else if (Text(at + 1) == "point" && Numerals.Word(Text(at + 2)) is { } tenth && tenth < 10 && readings[0].Value < 100 && !token.IsNumeral)
        {
            readings = [(readings[0].Value + (tenth / 10), 1)];
            length = 3;
        }

        return Whole(readings, length) || WithUnit(readings, length);
    }

    // "6h30", "8pm", "4th", "12min", a fingerprint.
    private bool Mixed(string text)
    {
        var digits = new string([.. text.TakeWhile(char.IsAsciiDigit)]);
        var rest = text[digits.Length..];
        if (PlainNames.Contains(text))
        {
            return Skip(1);
        }

        if (digits.Length > 0 && rest is "st" or "nd" or "rd" or "th")
        {
            return Add(1, text, double.Parse(digits), 0, "");
        }

        if (digits.Length > 0 && rest.Length > 1 && rest[0] == 'h' && double.TryParse(rest.AsSpan(1), out var minutes))
        {
            return Add(1, text, (60 * double.Parse(digits)) + minutes, 0, "min");
        }

        return digits.Length is > 0 and < 9 && Units.Of(rest) is { } unit ? Add(1, text, double.Parse(digits), 0, unit) : Add(1, text, 0, 0, Units.Code);
    }

    // "8 in 10", "8 chances in 10", "47 of 56 days", "93 out of a hundred", "8 von 10".
    private bool Whole(IReadOnlyList<(double Value, int Decimals)> readings, int length)
    {
        var next = at + length;
        while (Text(next) is "chances" or "chance" or "chancen" or "people" or "times" or "menschen" or "leute" or "days" or "nights" or "tage" or "fällen" or "cases")
        {
            next++;
        }

        var chance = Text(next) is "in" || (Text(next) == "out" && Text(next + 1) == "of");
        if (!chance && Text(next) is not ("of" or "von"))
        {
            return false;
        }

        var wholeAt = Text(next) == "out" ? next + 2 : next + 1;
        if (Text(wholeAt) is "a" or "the" or "every" or "den" or "je")
        {
            wholeAt++;
        }

        if (ValueAt(wholeAt) is not { } whole || whole < 2)
        {
            return false;
        }

        // "in 4 weeks" is a time, "in 10" or "in 100 people" a chance.
        if (Text(next) == "in" && Units.Of(Text(wholeAt + 1)) is "week" or "month" or "year" or "h" or "min" or "point")
        {
            return false;
        }

        var unit = Units.Of(Text(wholeAt + 1));
        return Push(wholeAt + 1 - at, new Quantity
        {
            Text = string.Join(' ', Enumerable.Range(at, wholeAt - at + 1).Select(Text)), Readings = readings, Whole = whole, Chance = chance || whole is 100 or 1000, Unit = unit is "people" or Units.Percent or null ? "" : unit,
        });
    }

    private bool WithUnit(IReadOnlyList<(double Value, int Decimals)> readings, int length)
    {
        var unitAt = at + length;
        for (var step = 0; step < Beside && Between.Contains(Text(unitAt)) && Units.Of(Text(unitAt)) is null; step++)
        {
            unitAt++;
        }

        if (Text(unitAt) == "-" && Units.Of(Text(unitAt + 1)) is not null)
        {
            unitAt++;
        }

        if (Text(unitAt) is "percentage" or "per" && Text(unitAt + 1) is "points" or "point" or "cent")
        {
            return Add(unitAt + 2 - at, Text(at), readings, Text(unitAt) == "per" ? Units.Percent : Units.PercentagePoints, Direction(unitAt + 1));
        }

        if (Units.Of(Text(unitAt)) is not { } unit)
        {
            return Add(length, Text(at), readings, "", Direction(at + length - 1));
        }

        // "1 hour 30 minutes", "one and a half hours".
        if (unit == "h" && (Text(unitAt + 1) is "and" or "und" ? unitAt + 2 : unitAt + 1) is var minutesAt && ValueAt(minutesAt) is { } minutes && Units.Of(Text(minutesAt + 1)) == "min")
        {
            return Add(minutesAt + 2 - at, $"{Text(at)} {Text(unitAt)} {Text(minutesAt)}", [((60 * readings[0].Value) + minutes, 0)], "min", Direction(minutesAt + 1));
        }

        return Add(unitAt + 1 - at, Text(at), readings, unit, Direction(unitAt));
    }

    // The way is said right after the unit ("14 minutes less"), inside ("14 more minutes"), or just before ("lower by 14 minutes", "an increase of 14 minutes").
    private Way Direction(int unitAt)
    {
        for (var place = at + 1; place <= unitAt + 1; place++)
        {
            if (Ways.OfQuantity(Text(place)) is not Way.None and var inside && !(Text(place) is "below" or "above" or "under"))
            {
                return inside;
            }
        }

        if (Text(at - 1) is "by" or "um" or "of" or "von" or "about" or "around" or "etwa" or "rund" or "ca" or "nearly" or "almost")
        {
            for (var place = at - 2; place >= 0 && place >= at - 7; place--)
            {
                if (Text(place) is "." or ";" or "," or ":")
                {
                    break;
                }

                if (Ways.OfQuantity(Text(place)) is not Way.None and var before)
                {
                    return before;
                }

                if (Ways.OfVerb(Text(place)) is not Way.None and var verb)
                {
                    return verb;
                }
            }
        }

        return Way.None;
    }

    private double? ValueAt(int place) => place < tokens.Count && tokens[place] is var token
        ? token.IsNumeral && !token.Text.Contains('/') && !token.Text.Contains(':') ? Numerals.Digits(token.Text)[0].Value : token.IsWord ? Numerals.Word(token.Text) : null
        : null;

    private bool IsNumber(int place) => ValueAt(place) is not null;

    private bool Skip(int length)
    {
        at += length;
        return true;
    }

    private bool Add(int length, string text, double value, int decimals, string unit) => Add(length, text, [(value, decimals)], unit, unit is Units.Date or Units.Clock or Units.Code ? Way.None : Direction(at + length - 1));

    private bool Add(int length, string text, IReadOnlyList<(double Value, int Decimals)> readings, string unit, Way way)
    {
        return Push(length, new Quantity { Text = unit.Length > 0 && unit is not (Units.Code or Units.Fraction or Units.Times or Units.Date) ? $"{text} {unit}" : text, Readings = readings, Unit = unit, Way = way });
    }

    private bool Push(int length, Quantity quantity)
    {
        found.Add(quantity);
        places.Add((at, at + length));
        at += length;
        return true;
    }

    // "between 3 and 21 minutes": what the last of a row counts, the first ones count too.
    private void ShareUnits()
    {
        for (var i = found.Count - 2; i >= 0; i--)
        {
            if (found[i].Unit.Length == 0 && found[i + 1].Unit is var unit and not ("" or Units.Code or Units.Date or Units.Clock) && places[i + 1].Start - places[i].End == 1 && Joins.Contains(Text(places[i].End)) && found[i].Whole is null && found[i + 1].Whole is null)
            {
                found[i] = found[i] with { Unit = unit, Way = found[i].Way is Way.None ? found[i + 1].Way : found[i].Way, Text = $"{found[i].Text} {unit}" };
            }
        }
    }

    private static Dictionary<string, int> MonthNames()
    {
        string[][] names =
        [
            [.. "january february march april may june july august september october november december".Split(' ')],
            [.. "januar februar märz april mai juni juli august september oktober november dezember".Split(' ')],
            [.. "jan feb mar apr may jun jul aug sep oct nov dec".Split(' ')],
        ];
        return names.SelectMany(language => language.Select((name, index) => (name, index))).DistinctBy(pair => pair.name).ToDictionary(pair => pair.name, pair => pair.index + 1, StringComparer.Ordinal);
    }
}
