using System.Globalization;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Trials;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills.CheckIns;

/// <summary>How a day is asked about and read back.</summary>
internal static class CheckInWording
{
    /// <summary>The question of a day, with a button for each answer where there are few.</summary>
    public static SkillReply Ask(DailyOutcome outcome, LocalDate day, SpokenLanguage language, bool secondary = false)
    {
        var iso = LocalDatePattern.Iso.Format(day);
        Choice Value(string label, double value) => new(label, secondary
            ? SkillCall.Of("checkins-record", ("value", value), ("day", iso), ("outcome", outcome.Id))
            : SkillCall.Of("checkins-record", ("value", value), ("day", iso)));
        return new SkillReply
        {
            Say = outcome.QuestionIn(language),
            Asks = OpenQuestion.CheckIn,
            Choices = outcome.Kind switch
            {
                OutcomeKind.Rating or OutcomeKind.Count => [.. Enumerable.Range(0, 11).Select(n => Value(n.ToString(CultureInfo.InvariantCulture), n))],
                OutcomeKind.YesNo => [Value(language.Say("checkins.button.yes"), 1), Value(language.Say("checkins.button.no"), 0)],
                OutcomeKind.Number or OutcomeKind.TimeOfDay => [],
            },
            Layout = outcome.Kind is OutcomeKind.Rating or OutcomeKind.Count ? ChoiceLayout.Scale : ChoiceLayout.Buttons,
        };
    }

    /// <summary>What was noted for a day, and what is still open about it.</summary>
    public static SkillReply ReadBack(CheckInSubject subject, CheckIn checkIn)
    {
        var language = subject.Language;
        var said = language.Say("checkins.noted", ("day", StudyDays.Say(checkIn.StudyDay, subject.Outcome, language)), ("answer", Answer(checkIn, subject)));
        Fact[] facts =
        [
            .. checkIn.Value is { } value ? new[] { new Fact(subject.Outcome.Name, subject.Outcome.Say(value, language)) } : [],
            .. subject.Others.Where(other => checkIn.Others.ContainsKey(other.Id)).Select(other => new Fact(other.Name, other.Say(checkIn.Others[other.Id], language))),
        ];
        if (checkIn.SideEffect is not null && checkIn.Severity is null)
        {
            return AskSeverity(said, checkIn, language) with { Facts = facts };
        }

        if (checkIn.Value is null && checkIn.Missing is null)
        {
            return Ask(subject.Outcome, checkIn.StudyDay, language) with { Say = $"{said} {subject.Outcome.QuestionIn(language)}", Facts = facts };
        }

        if (checkIn is { Adherence: null, Missing: null } && subject.Trial.State is not TrialState.Baseline && TrialCalendar.On(subject.Trial, checkIn.StudyDay) is { } day)
        {
            var iso = LocalDatePattern.Iso.Format(checkIn.StudyDay);
            return new SkillReply
            {
                Say = $"{said} {language.Say("checkins.kept", ("arm", BlindCodes.NameOf(subject.Trial, day, language)))}",
                Facts = facts,
                Asks = OpenQuestion.CheckIn,
                Choices = [.. Enum.GetValues<Adherence>().Select(a => new Choice(Kept(a, language), SkillCall.Of("checkins-record", ("adherence", a.ToString()), ("day", iso))))],
            };
        }

        if (subject.NextOther(checkIn) is { } next)
        {
            return Ask(next, checkIn.StudyDay, language, secondary: true) with { Say = $"{said} {next.QuestionIn(language)}", Facts = facts };
        }

        var harm = checkIn.SideEffect is null ? "" : $" {language.Say("checkins.worrying")}";
        return new SkillReply { Say = said + harm, Facts = facts, Asks = OpenQuestion.Nothing, Choices = [new Choice(language.Say("checkins.button.undo"), SkillCall.Of("checkins-undo", ("day", LocalDatePattern.Iso.Format(checkIn.StudyDay)), ("revision", checkIn.Revision)))] };
    }

    /// <summary>What was noted, and at the end of a blinded period the question what it was.</summary>
    public static SkillReply AskGuess(SkillReply read, Trial trial, TrialDay last, SpokenLanguage language)
    {
        var iso = LocalDatePattern.Iso.Format(last.Date);
        return read with
        {
            Say = $"{read.Say}{(read.Say.Length > 0 ? " " : "")}{language.Say("blind.ask-guess", ("code", BlindCodes.Of(trial, last.Arm)))}",
            Choices =
            [
                .. trial.Plan.Arms.Select((arm, place) => new Choice(arm.NameIn(language), SkillCall.Of("checkins-guess", ("guess", place), ("day", iso)))).Reverse(),
                new Choice(language.Say("blind.no-idea"), SkillCall.Of("checkins-guess", ("guess", -1), ("day", iso))),
                .. read.Choices,
            ],
        };
    }

    /// <summary>A time that can be in the morning or in the evening: neither is taken for granted.</summary>
    public static SkillReply AskWhichTime(DailyOutcome outcome, LocalDate day, double early, double late, bool secondary, SpokenLanguage language)
    {
        var iso = LocalDatePattern.Iso.Format(day);
        return new SkillReply
        {
            Ok = false,
            Say = language.Say("checkins.which-time", ("early", outcome.Say(Math.Min(early, late))), ("late", outcome.Say(Math.Max(early, late)))),
            Asks = OpenQuestion.CheckIn,
            Choices =
            [
                .. new[] { early, late }.Order().Select(value => new Choice(outcome.Say(value), secondary
                    ? SkillCall.Of("checkins-record", ("time", outcome.Say(value)), ("day", iso), ("outcome", outcome.Id))
                    : SkillCall.Of("checkins-record", ("time", outcome.Say(value)), ("day", iso)))),
            ],
        };
    }

    /// <summary>A day has a value already and another is told: neither is taken silently.</summary>
    public static SkillReply AskToReplace(CheckInSubject subject, DailyOutcome outcome, LocalDate day, double old, double other)
    {
        var iso = LocalDatePattern.Iso.Format(day);
        var language = subject.Language;
        var (was, told) = (outcome.Say(old, language), outcome.Say(other, language));
        return new SkillReply
        {
            Say = language.Say("checkins.ask-to-replace", ("day", StudyDays.Say(day, subject.Outcome, language)), ("old", was), ("new", told)),
            Choices =
            [
                new Choice(language.Say("checkins.button.change", ("value", told)), outcome != subject.Outcome
                    ? SkillCall.Of("checkins-correct", Given(outcome, other), ("day", iso), ("outcome", outcome.Id))
                    : SkillCall.Of("checkins-correct", Given(outcome, other), ("day", iso))),
                new Choice(language.Say("checkins.button.keep", ("value", was)), SkillCall.Of("checkins-diary")),
            ],
            Facts = [new Fact("kept so far", was), new Fact("told now", told)],
        };
    }

    private static (string Name, System.Text.Json.Nodes.JsonNode? Value) Given(DailyOutcome outcome, double value) => outcome.Kind is OutcomeKind.TimeOfDay ? ("time", outcome.Say(value)) : ("value", value);

    /// <summary>A day's answer in words.</summary>
    public static string Answer(CheckIn checkIn, CheckInSubject subject)
    {
        var language = subject.Language;
        var parts = new List<string>
        {
            checkIn.Value is { } value ? subject.Outcome.Say(value, language)
            : checkIn.Missing is { } missing ? language.Say("checkins.answer.missing", ("reason", missing.ToString().ToLowerInvariant())) : language.Say("checkins.answer.no-value"),
        };
        parts.AddRange(subject.Others.Where(other => checkIn.Others.ContainsKey(other.Id)).Select(other => language.Say("checkins.answer.other", ("name", other.NameIn(language)), ("value", other.Say(checkIn.Others[other.Id], language)))));
        if (checkIn.Adherence is { } adherence)
        {
            parts.Add(language.Say("checkins.answer.done", ("done", adherence.ToString().ToLowerInvariant())));
        }

        if (checkIn.Switched)
        {
            parts.Add(language.Say("checkins.answer.switched"));
        }

        if (checkIn.Disrupted is { } disrupted)
        {
            parts.Add(language.Say("checkins.answer.disrupted", ("reason", disrupted.ToString().ToLowerInvariant())));
        }

        if (checkIn.SideEffect is { } effect)
        {
            parts.Add(checkIn.Severity is { } strong ? language.Say("checkins.answer.effect-strong", ("effect", effect), ("n", strong)) : language.Say("checkins.answer.effect", ("effect", effect)));
        }

        if (checkIn.Note is { } note)
        {
            parts.Add(language.Say("checkins.answer.note", ("note", note)));
        }

        if (checkIn.Late)
        {
            parts.Add(language.Say("checkins.answer.late"));
        }

        if (checkIn.Source is { } source)
        {
            parts.Add(language.Say("checkins.answer.from", ("source", source)));
        }

        return string.Join(", ", parts);
    }

    private static string Kept(Adherence adherence, SpokenLanguage language) => adherence switch
    {
        Adherence.Yes => language.Say("checkins.button.yes"),
        Adherence.Partly => language.Say("checkins.button.partly"),
        Adherence.No => language.Say("checkins.button.no"),
    };

    private static SkillReply AskSeverity(string said, CheckIn checkIn, SpokenLanguage language) => new()
    {
        Say = $"{said} {language.Say("checkins.ask-severity", ("effect", checkIn.SideEffect!))}",
        Asks = OpenQuestion.Severity,
        Layout = ChoiceLayout.Scale,
        Choices =
        [
            .. Enumerable.Range(0, 11).Select(n => new Choice(
                n.ToString(CultureInfo.InvariantCulture),
                SkillCall.Of("checkins-side_effect", ("severity", n), ("day", LocalDatePattern.Iso.Format(checkIn.StudyDay))))),
        ],
    };
}
