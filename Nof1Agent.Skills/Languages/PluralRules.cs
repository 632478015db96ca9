using System.Globalization;

namespace Nof1Agent.Skills.Languages;

/// <summary>
/// Which plural form a number takes in a language, from rules in the notation of the Unicode CLDR ("i = 1 and v = 0", "n % 10 = 2..4 and n % 100 != 12..14").
/// </summary>
/// <remarks>Operands and syntax: Unicode Technical Standard 35, part 3, section 5.1 (language plural rules). A form without a rule is "other".</remarks>
internal sealed class PluralRules
{
    /// <summary>The form that is taken when no rule holds.</summary>
    public const string Other = "other";

    private readonly IReadOnlyList<(string Form, IReadOnlyList<IReadOnlyList<Relation>> AnyOf)> rules;

    private PluralRules(IReadOnlyList<(string, IReadOnlyList<IReadOnlyList<Relation>>)> rules) => this.rules = rules;

    /// <summary>Reads the rules of a language, form by form.</summary>
    /// <exception cref="FormatException">A rule is not in the notation.</exception>
    public static PluralRules Parse(IReadOnlyDictionary<string, string> rules) =>
        new([.. rules.Select(rule => (rule.Key, Conditions(rule.Value)))]);

    /// <summary>The form of a number as it is shown: "1", "2", "1.5" (invariant digits, no sign).</summary>
    public string FormOf(string shown)
    {
        var operands = new Operands(shown);
        foreach (var (form, anyOf) in rules)
        {
            if (anyOf.Any(all => all.All(relation => relation.Holds(operands))))
            {
                return form;
            }
        }

        return Other;
    }

    private static IReadOnlyList<IReadOnlyList<Relation>> Conditions(string rule) =>
        [.. rule.Split(" or ").Select(any => (IReadOnlyList<Relation>)[.. any.Split(" and ").Select(Relation.Parse)])];

    // n: the number; i: its digits before the point; v, f: how many digits after the point and what they are; t: f without zeros at the end.
    private readonly record struct Operands
    {
        private readonly string whole;
        private readonly string fraction;

        public Operands(string shown)
        {
            var point = shown.IndexOf('.', StringComparison.Ordinal);
            (whole, fraction) = point < 0 ? (shown, "") : (shown[..point], shown[(point + 1)..]);
        }

        public decimal this[char name] => name switch
        {
            'n' => Read($"{whole}.{fraction}0"),
            'i' => Read(whole),
            'v' => fraction.Length,
            'w' => fraction.TrimEnd('0').Length,
            'f' => Read(fraction),
            't' => Read(fraction.TrimEnd('0')),
            _ => throw new FormatException($"\"{name}\" is no operand of a plural rule."),
        };

        private static decimal Read(string digits) => digits.Length == 0 ? 0 : decimal.Parse(digits, CultureInfo.InvariantCulture);
    }

    private sealed record Relation(char Operand, decimal? Modulus, bool Negated, IReadOnlyList<(decimal From, decimal To)> Ranges)
    {
        public static Relation Parse(string text)
        {
            var negated = text.Contains("!=", StringComparison.Ordinal);
            var sides = text.Split(negated ? "!=" : "=", StringSplitOptions.TrimEntries);
            var left = sides[0].Split('%', StringSplitOptions.TrimEntries);
            if (sides.Length != 2 || left[0].Length != 1 || left.Length > 2)
            {
                throw new FormatException($"\"{text}\" is no relation of a plural rule.");
            }

            var relation = new Relation(left[0][0], left.Length == 2 ? Number(left[1]) : null, negated, [.. sides[1].Split(',', StringSplitOptions.TrimEntries).Select(Range)]);
            _ = new Operands("0")[relation.Operand];
            return relation;
        }

        public bool Holds(Operands operands)
        {
            var value = Modulus is { } modulus ? operands[Operand] % modulus : operands[Operand];
            return Negated != Ranges.Any(range => value == decimal.Truncate(value) ? range.From <= value && value <= range.To : range.From == value && range.To == value);
        }

        private static (decimal From, decimal To) Range(string text) =>
            text.Split("..") is [var from, var to] ? (Number(from), Number(to)) : (Number(text), Number(text));

        private static decimal Number(string text) => decimal.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
