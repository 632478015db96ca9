using System.Globalization;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Trials;
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
                ? "Your trial is paused, so this day does not count. Say \"go on\" when you want to go on."
                : $"{TrialWording.Day(day)} is not a day of your trial.";
        }

        if (day > subject.Latest)
        {
            return "That day is not over yet; I note it when it is.";
        }

        return day < subject.Latest.PlusDays(-StudyDays.MostDaysBack)
            ? $"That is more than {StudyDays.MostDaysBack} days ago. What one remembers after so long is not reliable, so the day stays empty. That is fine."
            : null;
    }

    /// <summary>Why a value cannot be one of an outcome, or null.</summary>
    public static string? ProblemOfValue(DailyOutcome outcome, double value)
    {
        if (!(value >= outcome.Lowest && value <= outcome.Highest))
        {
            return $"I expected an answer between {outcome.Say(outcome.Lowest)} and {outcome.Say(outcome.Highest)}. Could you check it?";
        }

        return outcome.Kind switch
        {
            OutcomeKind.YesNo when value is not (0 or 1) => "I need a yes or a no here.",
            OutcomeKind.Count when value != Math.Floor(value) => "I need a whole number here.",
            OutcomeKind.Number or OutcomeKind.Rating or OutcomeKind.YesNo or OutcomeKind.Count => null,
        };
    }

    /// <summary>The value of an enumeration by its name; a refusal that lists the names where it has none.</summary>
    public static SkillReply? Parse<T>(string? told, out T? parsed)
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

        return SkillReply.Refuse($"I did not understand \"{told}\". It can be: {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
    }

    /// <summary>A text as it is kept, or null where there is none.</summary>
    public static string? Short(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim() is var trimmed && trimmed.Length > LongestText ? trimmed[..LongestText] : trimmed;
}
