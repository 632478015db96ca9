namespace Nof1Agent.Skills.Languages;

/// <summary>What <c>language.json</c> of a language's folder says about it.</summary>
internal sealed record LanguageFile
{
    /// <summary>The language's name in itself: Deutsch.</summary>
    public required string Name { get; init; }

    /// <summary>Words by which a person asks for it, lower case: "auf deutsch".</summary>
    public required IReadOnlyList<string> AskedForBy { get; init; }

    public required string DecimalSeparator { get; init; }

    /// <summary>A day without its year, as a NodaTime pattern: "dddd, d MMMM".</summary>
    public required string DayPattern { get; init; }

    /// <summary>A day with its year.</summary>
    public required string DatePattern { get; init; }

    /// <summary>From Sunday on.</summary>
    public required IReadOnlyList<string> Weekdays { get; init; }

    /// <summary>From January on.</summary>
    public required IReadOnlyList<string> Months { get; init; }

    /// <summary>Plural rules in the notation of the Unicode CLDR, by form; what no rule holds for is "other".</summary>
    public required IReadOnlyDictionary<string, string> Plurals { get; init; }

    /// <summary>The names of weekdays and months as a culture that patterns can be read in.</summary>
    public System.Globalization.CultureInfo Culture()
    {
        var culture = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.DayNames = [.. Weekdays];
        culture.DateTimeFormat.MonthNames = [.. Months, ""];
        culture.DateTimeFormat.MonthGenitiveNames = [.. Months, ""];
        return culture;
    }
}
