using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills.Languages;

/// <summary>
/// A language that is spoken with a person: its texts, and how it writes numbers and days. Everything comes from the files of its folder
/// (<c>Languages/&lt;tag&gt;/*.json</c>); what it lacks is said in English.
/// </summary>
public sealed class SpokenLanguage
{
    private const int ShortName = 3;

    private readonly IReadOnlyDictionary<string, MessagePattern> texts;
    private readonly LanguageFile file;
    private readonly PluralRules plurals;
    private readonly LocalDatePattern day;
    private readonly LocalDatePattern date;
    private readonly SpokenLanguage? fallback;

    internal SpokenLanguage(string tag, LanguageFile file, IReadOnlyDictionary<string, string> texts, SpokenLanguage? fallback)
    {
        Tag = tag;
        this.file = file;
        this.fallback = fallback;
        this.texts = texts.ToDictionary(text => text.Key, text => MessagePattern.Parse(text.Value), StringComparer.Ordinal);
        plurals = PluralRules.Parse(file.Plurals);
        var culture = file.Culture();
        day = LocalDatePattern.Create(file.DayPattern, culture);
        date = LocalDatePattern.Create(file.DatePattern, culture);
    }

    /// <summary>IETF language tag: "en", "de".</summary>
    public string Tag { get; }

    /// <summary>Its name in itself.</summary>
    public string Name => file.Name;

    /// <summary>Words by which a person asks for it, lower case.</summary>
    public IReadOnlyList<string> AskedForBy => file.AskedForBy;

    /// <summary>The names of the months, from January on.</summary>
    public IReadOnlyList<string> Months => file.Months;

    /// <summary>Its texts by key.</summary>
    internal IReadOnlyDictionary<string, MessagePattern> Texts => texts;

    /// <summary>The text of a key with its places filled. Whole numbers and real numbers are written as the language writes them; anything else as it is.</summary>
    /// <exception cref="KeyNotFoundException">No language has the key, or a place of the text was not given.</exception>
    public string Say(string key, params (string Name, object Value)[] values)
    {
        if (!texts.TryGetValue(key, out var pattern))
        {
            return fallback?.Say(key, values) ?? throw new KeyNotFoundException($"No language has a text \"{key}\".");
        }

        object Given(string name)
        {
            foreach (var (given, value) in values)
            {
                if (given == name)
                {
                    return value;
                }
            }

            throw new KeyNotFoundException($"The text \"{key}\" needs \"{name}\".");
        }

        return pattern.Fill(name => Shown(Given(name)).Replace(".", Given(name) is int or double ? file.DecimalSeparator : ".", StringComparison.Ordinal), name => plurals.FormOf(Shown(Given(name)).TrimStart('-')));
    }

    /// <summary>Whether this language has the text itself.</summary>
    public bool Has(string key) => texts.ContainsKey(key);

    /// <summary>A text of the evidence catalogue, which is written in English, in this language; the original where it is not translated.</summary>
    public string Translated(string original) => Has(CatalogueKey(original)) ? Say(CatalogueKey(original)) : original;

    /// <summary>The key under which the translation of a catalogue's text stands.</summary>
    internal static string CatalogueKey(string original) => $"catalogue:{original}";

    /// <summary>A number as a person would write it: no digits that mean nothing (none after the point from 10 on, one from 1 on, else two).</summary>
    public string Number(double value) => Shown(value).Replace(".", file.DecimalSeparator, StringComparison.Ordinal);

    /// <summary>How many digits after the point mean something in a number of this size.</summary>
    internal static int Digits(double value) => Math.Abs(value) switch { >= 10 => 0, >= 1 => 1, _ => 2 };

    /// <summary>A day: "Tuesday, 16 February".</summary>
    public string Day(LocalDate when) => day.Format(when);

    /// <summary>The weekday alone: "Tuesday".</summary>
    public string Weekday(LocalDate when) => file.Weekdays[(int)when.DayOfWeek % 7];

    /// <summary>A day in a narrow column: "Tue 16 Feb".</summary>
    public string ShortDay(LocalDate when) => $"{Weekday(when)[..Math.Min(ShortName, Weekday(when).Length)]} {when.Day.ToString(CultureInfo.InvariantCulture)} {file.Months[when.Month - 1][..Math.Min(ShortName, file.Months[when.Month - 1].Length)]}";

    /// <summary>Digits that were written with a point, with the language's own sign.</summary>
    public string Decimal(string digits) => digits.Replace(".", file.DecimalSeparator, StringComparison.Ordinal);

    /// <summary>A day with its year: "16 February 2027".</summary>
    public string Date(LocalDate when) => date.Format(when);

    /// <summary>The first letter as a capital.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Shown(object value) => value switch
    {
        int whole => whole.ToString(CultureInfo.InvariantCulture),
        double real => Rounded(real),
        _ => value.ToString() ?? "",
    };

    private static string Rounded(double value)
    {
        var rounded = Math.Round(value, Digits(value), MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
    }
}
