using System.Globalization;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Trials;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills.CheckIns;

/// <summary>How a day is asked about and read back.</summary>
internal static class CheckInWording
{
    /// <summary>The question of a day, with a button for each answer where there are few.</summary>
    public static SkillReply Ask(DailyOutcome outcome, LocalDate day, bool secondary = false)
    {
        var iso = LocalDatePattern.Iso.Format(day);
        Choice Value(string label, double value) => new(label, secondary
            ? SkillCall.Of("checkins-record", ("value", value), ("day", iso), ("outcome", outcome.Id))
            : SkillCall.Of("checkins-record", ("value", value), ("day", iso)));
        return new SkillReply
        {
            Say = outcome.Question,
            Asks = OpenQuestion.CheckIn,
            Choices = outcome.Kind switch
            {
                OutcomeKind.Rating or OutcomeKind.Count => [.. Enumerable.Range(0, 11).Select(n => Value(n.ToString(CultureInfo.InvariantCulture), n))],
                OutcomeKind.YesNo => [Value("Yes", 1), Value("No", 0)],
                OutcomeKind.Number => [],
            },
            Layout = outcome.Kind is OutcomeKind.Rating or OutcomeKind.Count ? ChoiceLayout.Scale : ChoiceLayout.Buttons,
        };
    }

    /// <summary>What was noted for a day, and what is still open about it.</summary>
    public static SkillReply ReadBack(CheckInSubject subject, CheckIn checkIn)
    {
        var said = $"Noted for {StudyDays.Say(checkIn.StudyDay, subject.Outcome)}: {Answer(checkIn, subject)}.";
        Fact[] facts =
        [
            .. checkIn.Value is { } value ? new[] { new Fact(subject.Outcome.Name, subject.Outcome.Say(value)) } : [],
            .. subject.Others.Where(other => checkIn.Others.ContainsKey(other.Id)).Select(other => new Fact(other.Name, other.Say(checkIn.Others[other.Id]))),
        ];
        if (checkIn.SideEffect is not null && checkIn.Severity is null)
        {
            return AskSeverity(said, checkIn) with { Facts = facts };
        }

        if (checkIn.Value is null && checkIn.Missing is null)
        {
            return Ask(subject.Outcome, checkIn.StudyDay) with { Say = $"{said} {subject.Outcome.Question}", Facts = facts };
        }

        if (checkIn is { Adherence: null, Missing: null } && subject.Trial.State is not TrialState.Baseline && TrialCalendar.On(subject.Trial, checkIn.StudyDay) is { } day)
        {
            var iso = LocalDatePattern.Iso.Format(checkIn.StudyDay);
            return new SkillReply
            {
                Say = $"{said} Did you do what was planned ({subject.Trial.Plan.Arms[day.Arm].Name})?",
                Facts = facts,
                Asks = OpenQuestion.CheckIn,
                Choices = [.. Enum.GetValues<Adherence>().Select(a => new Choice(a.ToString(), SkillCall.Of("checkins-record", ("adherence", a.ToString()), ("day", iso))))],
            };
        }

        if (subject.NextOther(checkIn) is { } next)
        {
            return Ask(next, checkIn.StudyDay, secondary: true) with { Say = $"{said} {next.Question}", Facts = facts };
        }

        var harm = checkIn.SideEffect is null ? "" : " If it is strong or worries you, stop and ask a doctor or pharmacist.";
        return new SkillReply { Say = said + harm, Facts = facts, Asks = OpenQuestion.Nothing, Choices = [new Choice("Undo", SkillCall.Of("checkins-undo"))] };
    }

    /// <summary>A day has a value already and another is told: neither is taken silently.</summary>
    public static SkillReply AskToReplace(DailyOutcome outcome, string said, LocalDate day, double old, double other, bool secondary)
    {
        var iso = LocalDatePattern.Iso.Format(day);
        return new SkillReply
        {
            Say = $"For {said} I have {outcome.Say(old)}. Shall I change it to {outcome.Say(other)}?",
            Choices =
            [
                new Choice($"Change to {outcome.Say(other)}", secondary
                    ? SkillCall.Of("checkins-correct", ("value", other), ("day", iso), ("outcome", outcome.Id))
                    : SkillCall.Of("checkins-correct", ("value", other), ("day", iso))),
                new Choice($"Keep {outcome.Say(old)}", SkillCall.Of("checkins-diary")),
            ],
            Facts = [new Fact("kept so far", outcome.Say(old)), new Fact("told now", outcome.Say(other))],
        };
    }

    /// <summary>A day's answer in words.</summary>
    public static string Answer(CheckIn checkIn, CheckInSubject subject)
    {
        var parts = new List<string>
        {
            checkIn.Value is { } value ? subject.Outcome.Say(value) : checkIn.Missing is { } missing ? $"no value ({missing.ToString().ToLowerInvariant()})" : "no value yet",
        };
        parts.AddRange(subject.Others.Where(other => checkIn.Others.ContainsKey(other.Id)).Select(other => $"{other.Name} {other.Say(checkIn.Others[other.Id])}"));
        if (checkIn.Adherence is { } adherence)
        {
            parts.Add(adherence switch { Adherence.Yes => "done as planned", Adherence.Partly => "partly done as planned", Adherence.No => "not done as planned" });
        }

        if (checkIn.Switched)
        {
            parts.Add("did what another period asks for");
        }

        if (checkIn.Disrupted is { } disrupted)
        {
            parts.Add(disrupted.ToString().ToLowerInvariant());
        }

        if (checkIn.SideEffect is { } effect)
        {
            parts.Add(checkIn.Severity is { } strong ? $"side effect: {effect} ({strong} of 10)" : $"side effect: {effect}");
        }

        if (checkIn.Note is { } note)
        {
            parts.Add($"note: {note}");
        }

        if (checkIn.Late)
        {
            parts.Add("told late");
        }

        if (checkIn.Source is { } source)
        {
            parts.Add($"from {source}");
        }

        return string.Join(", ", parts);
    }

    private static SkillReply AskSeverity(string said, CheckIn checkIn) => new()
    {
        Say = $"{said} How strong is or was that ({checkIn.SideEffect}), from 0 (hardly there) to 10 (the worst)?",
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
