using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills.Storage;

/// <summary>
/// Instants and dates as text of a fixed width, so that columns can be compared as text: "08:00:00Z" would sort after "08:00:00.5Z".
/// Written and read digit by digit, because a day with much due reads and writes millions of them; patterns are kept for all that is not of this width.
/// </summary>
internal static class ColumnText
{
    private const int InstantWidth = 30;
    private const int DateWidth = 10;
    private const long EpochDay = 719_162;
    private const long SecondsPerDay = 86_400;

    private static readonly InstantPattern Sortable = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffff'Z'");

    public static string Of(Instant value)
    {
        var (seconds, nanoseconds) = value.ToUnixTimeSecondsAndNanoseconds();
        var day = Math.DivRem(seconds, SecondsPerDay, out var second);
        if (second < 0)
        {
            (day, second) = (day - 1, second + SecondsPerDay);
        }

        return day + EpochDay is < 0 or > 3_652_058
            ? Sortable.Format(value)
            : string.Create(InstantWidth, (Date: DateOnly.FromDayNumber((int)(day + EpochDay)), second, nanoseconds), static (text, at) =>
            {
                WriteDate(text, at.Date.Year, at.Date.Month, at.Date.Day);
                (text[10], text[13], text[16], text[19], text[29]) = ('T', ':', ':', '.', 'Z');
                Digits(text[11..13], at.second / 3600);
                Digits(text[14..16], at.second / 60 % 60);
                Digits(text[17..19], at.second % 60);
                Digits(text[20..29], at.nanoseconds);
            });
    }

    public static string Of(LocalDate value) => value.Year is < 0 or > 9999
        ? LocalDatePattern.Iso.Format(value)
        : string.Create(DateWidth, value, static (text, date) => WriteDate(text, date.Year, date.Month, date.Day));

    public static Instant ReadInstant(string text)
    {
        var read = text.AsSpan();
        return text.Length == InstantWidth && text[^1] == 'Z' && text[10] == 'T'
            && Number(read[..4]) is var year and > 0 && Number(read[5..7]) is var month and > 0 && Number(read[8..10]) is var day and > 0
            && Number(read[11..13]) is var hour and >= 0 && Number(read[14..16]) is var minute and >= 0 && Number(read[17..19]) is var second and >= 0
            && Number(read[20..29]) is var nanoseconds and >= 0
            ? Instant.FromUnixTimeSeconds(((new DateOnly(year, month, day).DayNumber - EpochDay) * SecondsPerDay) + (hour * 3600) + (minute * 60) + second).PlusNanoseconds(nanoseconds)
            : InstantPattern.ExtendedIso.Parse(text).Value;
    }

    public static LocalDate ReadDate(string text)
    {
        var read = text.AsSpan();
        return text.Length == DateWidth && Number(read[..4]) is var year and > 0 && Number(read[5..7]) is var month and > 0 && Number(read[8..10]) is var day and > 0
            ? new LocalDate(year, month, day)
            : LocalDatePattern.Iso.Parse(text).Value;
    }

    private static void WriteDate(Span<char> text, int year, int month, int day)
    {
        (text[4], text[7]) = ('-', '-');
        Digits(text[..4], year);
        Digits(text[5..7], month);
        Digits(text[8..10], day);
    }

    private static void Digits(Span<char> text, long number)
    {
        for (var place = text.Length - 1; place >= 0; place--)
        {
            text[place] = (char)('0' + (number % 10));
            number /= 10;
        }
    }

    // -1 where something else than a digit stands.
    private static int Number(ReadOnlySpan<char> text)
    {
        var number = 0;
        foreach (var letter in text)
        {
            if (letter is < '0' or > '9')
            {
                return -1;
            }

            number = (number * 10) + (letter - '0');
        }

        return number;
    }
}
