using System.Globalization;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using NodaTime;

namespace Nof1Agent.Skills.CheckIns;

/// <summary>Which days and values can be told at all.</summary>
internal static class CheckInRules
{
    private const int LongestText = 1000;

    /// <summary>Why nothing can be told about a day, or null.</summary>
    public static string? ProblemOfDay(CheckInSubject subject, LocalDate day)
    {
        if (!subject.Holds(day))
        {
            return subject.Trial.PausedOn is { } paused && day >= paused
                ? subject.Language.Say("checkins.paused-day")
                : subject.Language.Say("checkins.no-day-of-trial", ("day", subject.Language.Day(day)));
        }

        if (day > subject.Latest)
        {
            return subject.Language.Say("checkins.not-over");
        }

        return day < subject.Latest.PlusDays(-subject.MostDaysBack)
            ? subject.Language.Say("checkins.too-long-ago", ("days", subject.MostDaysBack))
            : null;
    }

    /// <summary>Why a value cannot be one of an outcome, or null.</summary>
    public static string? ProblemOfValue(DailyOutcome outcome, double value, SpokenLanguage language)
    {
        if (!(value >= outcome.Lowest && value <= outcome.Highest))
        {
            return language.Say("checkins.value-range", ("low", outcome.Say(outcome.Lowest, language)), ("high", outcome.Say(outcome.Highest, language)));
        }

        return outcome.Kind switch
        {
            OutcomeKind.YesNo when value is not (0 or 1) => language.Say("checkins.yes-or-no"),
            OutcomeKind.Count when value != Math.Floor(value) => language.Say("checkins.whole-number"),
            OutcomeKind.Number or OutcomeKind.Rating or OutcomeKind.YesNo or OutcomeKind.Count or OutcomeKind.TimeOfDay => null,
        };
    }

    /// <summary>The value of an enumeration by its name; a refusal that lists the names where it has none.</summary>
    public static SkillReply? Parse<T>(string? told, SpokenLanguage language, out T? parsed)
        where T : struct, Enum
    {
        parsed = null;
        if (string.IsNullOrWhiteSpace(told))
        {
            return null;
        }

        if (!int.TryParse(told, CultureInfo.InvariantCulture, out _) && Enum.TryParse<T>(told.Trim(), ignoreCase: true, out var value) && Enum.IsDefined(value))
        {
            parsed = value;
            return null;
        }

        return SkillReply.Refuse(language.Say("checkins.not-one-of", ("told", told), ("list", string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant())));
    }

    /// <summary>A text as it is kept, or null where there is none.</summary>
    public static string? Short(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim() is var trimmed && trimmed.Length > LongestText ? trimmed[..LongestText] : trimmed;
}
