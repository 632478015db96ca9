namespace Nof1Agent.Host.Agent.Grounding;

/// <summary>Units, English and German, under one name each, and which turn exactly into which.</summary>
internal static class Units
{
    public const string Percent = "%";
    public const string PercentagePoints = "pp";
    public const string Clock = "clock";
    public const string Date = "date";
    public const string Fraction = "fraction";
    public const string Times = "times";
    public const string Code = "code";

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["second"] = "s", ["seconds"] = "s", ["sec"] = "s", ["sekunde"] = "s", ["sekunden"] = "s",
        ["minute"] = "min", ["minutes"] = "min", ["min"] = "min", ["mins"] = "min", ["minuten"] = "min",
        ["hour"] = "h", ["hours"] = "h", ["hrs"] = "h", ["h"] = "h", ["stunde"] = "h", ["stunden"] = "h", ["std"] = "h",
        ["day"] = "day", ["days"] = "day", ["tag"] = "day", ["tage"] = "day", ["tagen"] = "day", ["nights"] = "day", ["night"] = "day", ["nächte"] = "day", ["nächten"] = "day", ["nacht"] = "day",
        ["week"] = "week", ["weeks"] = "week", ["woche"] = "week", ["wochen"] = "week",
        ["month"] = "month", ["months"] = "month", ["monat"] = "month", ["monate"] = "month", ["monaten"] = "month",
        ["year"] = "year", ["years"] = "year", ["jahr"] = "year", ["jahre"] = "year", ["jahren"] = "year",
        ["%"] = Percent, ["percent"] = Percent, ["prozent"] = Percent, ["pct"] = Percent,
        ["prozentpunkt"] = PercentagePoints, ["prozentpunkte"] = PercentagePoints, ["prozentpunkten"] = PercentagePoints,
        ["point"] = "point", ["points"] = "point", ["punkt"] = "point", ["punkte"] = "point", ["punkten"] = "point",
        ["mg"] = "mg", ["milligram"] = "mg", ["milligrams"] = "mg", ["milligramm"] = "mg", ["mcg"] = "mcg", ["g"] = "g", ["gram"] = "g", ["grams"] = "g", ["gramm"] = "g", ["ml"] = "ml", ["mmhg"] = "mmhg",
        ["times"] = Times, ["mal"] = Times, ["fold"] = Times, ["fach"] = Times,
        ["cycle"] = "round", ["cycles"] = "round", ["round"] = "round", ["rounds"] = "round", ["runde"] = "round", ["runden"] = "round", ["block"] = "round", ["blocks"] = "round", ["blöcke"] = "round", ["zyklen"] = "round",
        ["people"] = "people", ["person"] = "people", ["persons"] = "people", ["participants"] = "people", ["patients"] = "people", ["menschen"] = "people", ["leute"] = "people", ["leuten"] = "people", ["patienten"] = "people", ["personen"] = "people",
        ["study"] = "study", ["studies"] = "study", ["trials"] = "study", ["studien"] = "study", ["studie"] = "study",
        ["answers"] = "answer", ["answer"] = "answer", ["antworten"] = "answer", ["antwort"] = "answer",
        ["°"] = "degree", ["degrees"] = "degree", ["grad"] = "degree", ["kg"] = "kg", ["km"] = "km", ["steps"] = "step", ["schritte"] = "step", ["cups"] = "cup", ["cup"] = "cup", ["tassen"] = "cup", ["tasse"] = "cup",
        ["headaches"] = "headache", ["headache"] = "headache", ["flushes"] = "flush", ["drinks"] = "drink", ["beers"] = "drink",
    };

    private static readonly Dictionary<string, (string To, double Factor)> Exact = new(StringComparer.Ordinal)
    {
        ["s"] = ("s", 1), ["min"] = ("s", 60), ["h"] = ("s", 3600), ["day"] = ("day", 1), ["week"] = ("day", 7), ["mg"] = ("mcg", 1000), ["mcg"] = ("mcg", 1), ["g"] = ("mcg", 1e6),
    };

    /// <summary>The unit that a word names, or null.</summary>
    public static string? Of(string word) => Names.GetValueOrDefault(word);

    /// <summary>The unit of a daily outcome as the catalogue writes it.</summary>
    public static string OfOutcome(string? unit) => unit is null ? "" : Of(unit.ToLowerInvariant()) ?? (unit.Contains("percentage", StringComparison.Ordinal) ? PercentagePoints : unit.ToLowerInvariant());

    /// <summary>By what a value of one unit is multiplied to be in another; null where that is not exact or makes no sense.</summary>
    public static double? Factor(string from, string to) => from == to ? 1
        : Exact.TryGetValue(from, out var a) && Exact.TryGetValue(to, out var b) && a.To == b.To ? a.Factor / b.Factor
        : null;
}
