using System.Globalization;
using Nof1Agent.Skills.Diaries;
using Nof1Agent.Skills.Languages;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills.Imports;

/// <summary>
/// Separated values from any tracker: one column holds the day (year-month-day, with or without a time), every column with numbers can be
/// the outcome. StudyU's measurements are the same with questions for columns and several lines a day.
/// </summary>
internal static class TrackerTable
{
    private const int MostLines = 40_000;
    private const int MostColumns = 200;
    private const int MostProblems = 5;

    private static readonly char[] Separators = [',', ';', '\t'];
    private static readonly string[] DayNames = ["date", "day", "study_day", "measurement_time", "timestamp", "time", "datetime", "start", "start date", "startdate", "datum"];

    public static ImportResult Read(string text, string fileName, string sha256, int dayEndsAtHour, SpokenLanguage language)
    {
        var separator = Separators.MaxBy(candidate => new SeparatedText(text, candidate).Records().FirstOrDefault(record => !record.IsBlank)?.Cells.Count ?? 0);
        var records = new SeparatedText(text, separator).Records().Where(record => !record.IsBlank).Take(MostLines + 2).ToList();
        if (records.Count < 2)
        {
            return ImportResult.Refuse(language.Say("imports.refuse.no-line"));
        }

        if (records.Count > MostLines + 1 || records[0].Cells.Count > MostColumns)
        {
            return ImportResult.Refuse(language.Say("imports.refuse.too-many-lines", ("lines", MostLines), ("columns", MostColumns)));
        }

        if (records.FirstOrDefault(record => record.Problem is not null) is { } broken)
        {
            return ImportResult.Refuse(language.Say("imports.refuse.quotes", ("line", broken.Line)));
        }

        if (records.FirstOrDefault(record => record.Cells.Count != records[0].Cells.Count) is { } uneven)
        {
            return ImportResult.Refuse(language.Say("imports.refuse.uneven", ("line", uneven.Line), ("cells", uneven.Cells.Count), ("names", records[0].Cells.Count)));
        }

        var names = records[0].Cells.Select(cell => cell.Trim()).ToList();
        var isStudyU = names.Contains("measurement_time") && names.Contains("current_day_of_study");
        var dayColumn = DayColumn(names);
        if (dayColumn < 0)
        {
            return ImportResult.Refuse(language.Say("imports.refuse.no-day-column", ("columns", string.Join(", ", names.Take(12).Select(Shown.Text)))));
        }

        var rows = records.Skip(1).ToList();
        if (isStudyU && names.IndexOf("participant_id") is var who and >= 0 && rows.Select(row => row.Cells[who]).Distinct().Count() > 1)
        {
            return ImportResult.Refuse(language.Say("imports.refuse.several-people"));
        }

        var days = new List<LocalDate?>();
        var problems = new List<string>();
        foreach (var row in rows)
        {
            var day = Day(row.Cells[dayColumn], dayEndsAtHour);
            days.Add(day);
            if (day is null && problems.Count < MostProblems)
            {
                problems.Add(language.Say("imports.refuse.line-day", ("line", row.Line), ("text", Shown.Text(row.Cells[dayColumn]))));
            }
        }

        if (problems.Count > 0)
        {
            return ImportResult.Refuse(language.Say("imports.refuse.days", ("lines", string.Join("; ", problems))));
        }

        var columns = isStudyU ? StudyUColumns(names, rows, days, separator, language) : Enumerable.Range(0, names.Count).Where(column => column != dayColumn).Select(column => Column(names[column], column, rows, days, separator, language));
        var usable = columns.Where(column => column.Days.Count > 0 || column.Refusal is not null).ToList();
        return usable.Count == 0
            ? ImportResult.Refuse(language.Say("imports.refuse.no-numbers"))
            : new ImportResult(new ImportedTable { Kind = isStudyU ? ImportKind.StudyU : ImportKind.Csv, FileName = fileName, Sha256 = sha256, Columns = usable }, null);
    }

    private static int DayColumn(List<string> names)
    {
        foreach (var known in DayNames)
        {
            if (names.FindIndex(name => name.Equals(known, StringComparison.OrdinalIgnoreCase)) is var found and >= 0)
            {
                return found;
            }
        }

        return -1;
    }

    // StudyU writes a question as three columns (id, text, response) and marks with is_survey... which survey a line answers.
    private static IEnumerable<ImportedColumn> StudyUColumns(List<string> names, List<SeparatedRecord> rows, List<LocalDate?> days, char separator, SpokenLanguage language)
    {
        for (var column = 0; column < names.Count; column++)
        {
            if (!names[column].EndsWith("_response", StringComparison.Ordinal))
            {
                continue;
            }

            var survey = names[column].Split('_')[0];
            var mark = names.IndexOf($"is_{survey}");
            var words = names.IndexOf(names[column].Replace("_response", "_text", StringComparison.Ordinal));
            var answered = Enumerable.Range(0, rows.Count).Where(row => mark < 0 || rows[row].Cells[mark].Trim().Equals("true", StringComparison.OrdinalIgnoreCase) || rows[row].Cells[mark].Trim() == "1").ToList();
            var name = words >= 0 ? answered.Select(row => rows[row].Cells[words].Trim()).FirstOrDefault(text => text.Length > 0) ?? names[column] : names[column];
            yield return Column(name, column, [.. answered.Select(row => rows[row])], [.. answered.Select(row => days[row])], separator, language);
        }
    }

    private static ImportedColumn Column(string name, int column, List<SeparatedRecord> rows, List<LocalDate?> days, char separator, SpokenLanguage language)
    {
        var values = new Dictionary<LocalDate, (double Value, int Line)>();
        var problems = new List<string>();
        var repeated = 0;

        // Times are read only where the whole column holds them.
        var form = TimeReading.FormOf(rows.Select(row => row.Cells[column]).Where(cell => cell.Trim().Length > 0));
        foreach (var (row, day) in rows.Zip(days).Where(line => line.First.Cells[column].Trim().Length > 0))
        {
            if ((form is null ? Value(row.Cells[column], separator) : TimeReading.Of(row.Cells[column])?.Minutes) is not { } value)
            {
                problems.Add(language.Say("imports.refuse.line-number", ("line", row.Line), ("text", Shown.Text(row.Cells[column]))));
            }
            else if (!values.TryAdd(day!.Value, (value, row.Line)))
            {
                repeated++;
                if (values[day.Value].Value != value)
                {
                    problems.Add(language.Say("imports.refuse.line-differs", ("first", values[day.Value].Line), ("second", row.Line), ("day", LocalDatePattern.Iso.Format(day.Value))));
                }
            }
        }

        return new ImportedColumn
        {
            Name = name,
            Days = problems.Count > 0 ? [] : [.. values.OrderBy(day => day.Key).Select(day => new ImportedDay(day.Key, day.Value.Value))],
            Refusal = problems.Count > 0 ? Sentence(problems.Take(MostProblems)) : null,
            Notes = repeated > 0 && problems.Count == 0 ? [$"{repeated} repeated lines were left out"] : [],
            Times = problems.Count > 0 ? null : form,
        };
    }

    private static LocalDate? Day(string cell, int dayEndsAtHour)
    {
        var text = cell.Trim();
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } date)
        {
            return date.Value;
        }

        // The clock on the wall counts, as the tracker wrote it; an offset after it is already part of that.
        return text.Length >= 16 && LocalDatePattern.Iso.Parse(text[..10]) is { Success: true } day && text[10] is ' ' or 'T'
            && int.TryParse(text.AsSpan(11, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour < 24 && text[13] == ':'
            ? hour < dayEndsAtHour ? day.Value.PlusDays(-1) : day.Value
            : null;
    }

    private static double? Value(string cell, char separator)
    {
        var text = cell.Trim();
        if (text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("yes", StringComparison.OrdinalIgnoreCase))
        {
            return 1;
        }

        if (text.Equals("false", StringComparison.OrdinalIgnoreCase) || text.Equals("no", StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        // As in a diary file: a decimal comma only where semicolons separate the cells.
        if (separator == ';' && text.Count(character => character == ',') == 1 && !text.Contains('.', StringComparison.Ordinal))
        {
            text = text.Replace(',', '.');
        }

        return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
    }

    private static string Sentence(IEnumerable<string> problems) => string.Join("; ", problems) is var text && text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] + "." : "";
}
