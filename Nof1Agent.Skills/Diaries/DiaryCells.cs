using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Skills.Diaries;

/// <summary>Reads single cells strictly and says what is wrong with them. Blanks around a number or a date mean nothing; in a label they do.</summary>
internal sealed class DiaryCells(DiaryColumns columns, OutcomeScale scale, List<DiaryFinding> findings)
{
    private static readonly LocalDate Origin = new(1970, 1, 1);
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("H:mm");
    private int? firstComma;
    private int? firstPoint;

    public int? Day(int line, string cell)
    {
        var text = cell.Trim();
        if (columns.HasDates)
        {
            if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } && date.Year is > 0)
                return Period.DaysBetween(Origin, date);
            return Refuse<int?>(line, text.Length == 0 ? "has no date" : $"{Shown.Text(text)} is not a date written as year-month-day, such as 2026-03-09");
        }

        if (text.Length <= 7 && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var day))
            return day;
        return Refuse<int?>(line, text.Length == 0 ? "has no day" : $"{Shown.Text(text)} is not the number of a day (a whole number)");
    }

    public string Arm(int line, string cell)
    {
        if (string.IsNullOrWhiteSpace(cell))
            Refuse<string>(line, "has no arm");
        return string.IsNullOrWhiteSpace(cell) ? "" : cell;
    }

    public double? Value(int line, string cell)
    {
        var text = cell.Trim();
        if (text.Length == 0)
        {
            findings.Add(DiaryFinding.Note(line, "has no value: a day without an answer"));
            return null;
        }

        if (scale is OutcomeScale.TimeOfDay && Clock.Parse(text) is { Success: true, Value: var time })
            return (60 * time.Hour) + time.Minute;
        if (text.Contains('.'))
            firstPoint ??= line;
        if (text.Contains(','))
        {
            if (columns.Separator != ';')
                return Refuse<double?>(line, $"{Shown.Text(text)} is not a number with a decimal point (a decimal comma is read only where semicolons separate the cells)");
            firstComma ??= line;
            text = text.Count(character => character == ',') == 1 && !text.Contains('.') ? text.Replace(',', '.') : "";
        }

        if (!double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value))
            return Refuse<double?>(line, $"{Shown.Text(cell.Trim())} is not a number; leave the cell empty for a day without an answer");
        if (!double.IsFinite(value) || Math.Abs(value) > TrialDiary.LargestValue)
            return Refuse<double?>(line, $"{Shown.Text(text)} is not a usable number; leave the cell empty for a day without an answer");
        return Fits(value) is { } expected ? Refuse<double?>(line, $"the value is not {expected}") : value;
    }

    public bool Counted(int line, string cell) => cell.Trim().ToLowerInvariant() switch
    {
        "true" or "yes" or "1" => true,
        "false" or "no" or "0" => false,
        var other => Refuse<bool>(line, $"\"counted\" is {Shown.Text(other)}; it has to be true or false, yes or no, 1 or 0"),
    };

    /// <summary>A comma on one line and a point on another could mean thousands.</summary>
    public void CheckDecimals()
    {
        if (firstComma is { } comma && firstPoint is { } point)
            Refuse<bool>(Math.Max(comma, point), $"a value has a decimal {(comma > point ? "comma" : "point")}, a value on line {Math.Min(comma, point)} a decimal {(comma > point ? "point" : "comma")}: use one of them throughout");
    }

    private string? Fits(double value) => scale switch
    {
        OutcomeScale.Continuous or OutcomeScale.Rating => null,
        OutcomeScale.YesNo => value is 0 or 1 ? null : "0 (no) or 1 (yes)",
        OutcomeScale.Count => value >= 0 && value == Math.Floor(value) ? null : "a count (0, 1, 2...)",
        OutcomeScale.TimeOfDay => value is >= 0 and <= 1440 ? null : "a time of day (hours:minutes, or minutes after midnight)",
    };

    private T? Refuse<T>(int line, string text)
    {
        findings.Add(DiaryFinding.Refuse(line, text));
        return default;
    }
}
