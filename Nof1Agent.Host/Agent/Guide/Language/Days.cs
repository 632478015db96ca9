using NodaTime;

namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>A day that a message names.</summary>
internal sealed record DayMention(LocalDate Date, Span Where);

/// <summary>Finds "yesterday", "on Monday", "2 days ago", "14 March", "2026-03-14".</summary>
internal static class Days
{
    public static IReadOnlyList<DayMention> FindIn(Passage passage, LocalDate today, WordLists lists)
    {
        var tokens = passage.Tokens;
        var found = new List<DayMention>();
        for (var i = 0; i < tokens.Count; i++)
        {
            var mention = Relative(tokens, i, today, lists.Days) ?? Weekday(tokens, i, today, lists.Days) ?? Ago(tokens, i, today, lists)
                ?? Iso(tokens, i) ?? MonthDay(tokens, i, today, lists.Days);
            if (mention is not null)
            {
                found.Add(mention);
                i = mention.Where.Last;
            }
        }

        return found;
    }

    /// <summary>Whether the words only name the day that is asked about anyway ("last night").</summary>
    public static bool IsSameDay(Passage passage, DayMention mention, DayWords words) =>
        words.SameDay.Contains(string.Join(' ', passage.Tokens.Skip(mention.Where.First).Take(mention.Where.Last - mention.Where.First + 1).Select(t => t.Text)));

    private static DayMention? Relative(IReadOnlyList<Token> tokens, int i, LocalDate today, DayWords words)
    {
        for (var length = 4; length >= 1; length--)
        {
            if (i + length <= tokens.Count && words.Relative.TryGetValue(string.Join(' ', tokens.Skip(i).Take(length).Select(t => t.Text)), out var offset) && offset > -7)
            {
                return new DayMention(today.PlusDays(offset), new Span(i, i + length - 1));
            }
        }

        return null;
    }

    // The most recent such day before today: who means today says "today".
    private static DayMention? Weekday(IReadOnlyList<Token> tokens, int i, LocalDate today, DayWords words)
    {
        if (!words.Weekdays.TryGetValue(tokens[i].Text, out var weekday))
        {
            return null;
        }

        var lead = i > 0 && words.WeekdayLeads.Contains(tokens[i - 1].Text);
        if (words.NeedsLead.Contains(tokens[i].Text) && !lead && i > 0)
        {
            return null;
        }

        var back = ((int)today.DayOfWeek - weekday + 7) % 7;
        return new DayMention(today.PlusDays(-(back == 0 ? 7 : back)), new Span(lead && tokens[i - 1].Text is "on" or "last" ? i - 1 : i, i));
    }

    private static DayMention? Ago(IReadOnlyList<Token> tokens, int i, LocalDate today, WordLists lists)
    {
        if (NumberReading.At(tokens, i, lists.Numbers, at => DaysPerUnit(at) > 0) is not { } number
            || number.Value is < 1 or > 366 || number.Value != Math.Floor(number.Value)
            || number.Next + 1 >= tokens.Count || !lists.Days.Ago.Contains(tokens[number.Next + 1].Text))
        {
            return null;
        }

        var days = DaysPerUnit(number.Next) * (int)number.Value;
        return days == 0 ? null : new DayMention(today.PlusDays(-days), new Span(i, number.Next + 1));

        int DaysPerUnit(int at) =>
            at >= tokens.Count ? 0 : lists.Days.DaysUnit.Contains(tokens[at].Text) ? 1 : lists.Days.WeeksUnit.Contains(tokens[at].Text) ? 7 : 0;
    }

    private static DayMention? Iso(IReadOnlyList<Token> tokens, int i) =>
        i + 4 < tokens.Count && tokens[i].Number is >= 2000 and <= 2100 && tokens[i + 1].IsMark("-") && tokens[i + 3].IsMark("-")
        && tokens[i + 2].Kind is TokenKind.Number && tokens[i + 4].Kind is TokenKind.Number
        && Date((int)tokens[i].Number, (int)tokens[i + 2].Number, (int)tokens[i + 4].Number) is { } date
            ? new DayMention(date, new Span(i, i + 4))
            : null;

    // "14 March", "14th of March", "March 14": the latest such day that is not in the future.
    private static DayMention? MonthDay(IReadOnlyList<Token> tokens, int i, LocalDate today, DayWords words)
    {
        if (DayNumber(tokens, i) is { } day)
        {
            var at = i + 1 < tokens.Count && tokens[i + 1].Text == "of" ? i + 2 : i + 1;
            return at < tokens.Count && words.Months.TryGetValue(tokens[at].Text, out var month) && Recent(day, month, today) is { } date
                ? new DayMention(date, new Span(i, at))
                : null;
        }

        return words.Months.TryGetValue(tokens[i].Text, out var named) && DayNumber(tokens, i + 1) is { } number && Recent(number, named, today) is { } found
            ? new DayMention(found, new Span(i, i + 1))
            : null;
    }

    private static int? DayNumber(IReadOnlyList<Token> tokens, int i)
    {
        if (i >= tokens.Count)
        {
            return null;
        }

        var ordinal = tokens[i].IsWord && tokens[i].Text.Length is 3 or 4 && char.IsAsciiDigit(tokens[i].Text[0]);
        var isDay = tokens[i].Number is >= 1 and <= 31 && tokens[i].Number == Math.Floor(tokens[i].Number);
        return isDay && (ordinal || tokens[i].Kind is TokenKind.Number) ? (int)tokens[i].Number : null;
    }

    private static LocalDate? Recent(int day, int month, LocalDate today) =>
        Date(today.Year, month, day) is { } date && date <= today ? date : Date(today.Year - 1, month, day);

    private static LocalDate? Date(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;
}
