using System.ComponentModel;
using System.Globalization;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;

namespace Nof1Agent.Skills.Imports;

/// <summary>From a file of another tracker into the diary: which column, a look at what it would do, and only then the values, each with where it comes from.</summary>
public sealed class ImportSkills(TurnWork work, ImportStore imports, CheckInSkills checkIns, CheckInStore store, ToldStore told, ParticipantStore participants)
{
    private const int MostChoices = 10;
    private const int DaysShown = 3;

    [Description("Show the file that the person has handed in and ask which of its columns is their outcome.")]
    public SkillReply Show()
    {
        if (imports.Latest is not { } table)
        {
            return SkillReply.Refuse(Language.Say("imports.none"));
        }

        var usable = table.Columns.Where(column => column.Refusal is null).ToList();
        if (usable.Count == 0)
        {
            return SkillReply.Refuse(Language.Say("imports.no-usable-column", ("file", table.FileName), ("column", table.Columns[0].Name), ("why", table.Columns[0].Refusal!)));
        }

        var question = checkIns.Subject is { } subject ? Language.Say("imports.which-column", ("file", table.FileName), ("outcome", subject.Outcome.NameIn(Language))) : Language.Say("imports.which-column-later", ("file", table.FileName));
        return new SkillReply
        {
            Say = question,
            Choices = [.. usable.OrderByDescending(column => column.Days.Count).Take(MostChoices).Select(column => new Choice(Label(column), SkillCall.Of("imports-look", ("column", column.Name))))],
        };
    }

    [Description("Say what taking over a column of the file would do. Nothing is stored.")]
    public SkillReply Look([Description("name of the column")] string column, [Description("what each value is multiplied with, e.g. 60 for hours into minutes; 1 when empty")] double factor = 1) =>
        Plan(column, factor) is not { Plan: { } plan } planned ? SkillReply.Refuse(Plan(column, factor).Refusal!)
        : planned.Plan.New.Count == 0 ? SkillReply.Refuse(Language.Say("imports.nothing-new", ("rest", Rest(plan))))
        : new SkillReply
        {
            Say = Language.Say("imports.look", ("column", plan.Column.Name), ("n", plan.New.Count), ("rest", Sentence(Rest(plan))),
                ("examples", string.Join(", ", plan.New.Take(DaysShown).Select(day => Language.Say("imports.example", ("day", Language.Day(day.Day)), ("value", plan.Subject.Outcome.Say(day.Value, Language))))))),
            Facts = [new Fact("days to take over", plan.New.Count.ToString(CultureInfo.InvariantCulture))],
            Choices = [new Choice(Language.Say("imports.button.take"), SkillCall.Of("imports-take", ("column", column), ("factor", factor))), new Choice(Language.Say("imports.button.no"), SkillCall.Of("checkins-diary"))],
        };

    [Description("Take the values of a column over into the diary. Days that have an answer keep it. Only after the person has agreed to what imports-look said.")]
    public SkillReply Take([Description("name of the column")] string column, [Description("what each value is multiplied with; 1 when empty")] double factor = 1)
    {
        var (plan, refusal) = Plan(column, factor);
        if (plan is null)
        {
            return SkillReply.Refuse(refusal!);
        }

        foreach (var day in plan.New)
        {
            var known = plan.Subject.Days.GetValueOrDefault(day.Day);
            store.Add(plan.Subject.Trial.Id, (known ?? new CheckIn { StudyDay = day.Day, Revision = 0, Late = false, ReportedAt = work.Now }) with
            {
                Revision = store.LastRevision(plan.Subject.Trial.Id, day.Day) + 1,
                Value = day.Value,
                Missing = null,
                Late = false,
                ReportedAt = work.Now,
                ToldBy = "import",
                Source = plan.Table.SourceOf(plan.Column.Name),
                Reason = known is null ? null : "value from a file",
            });
            told.Add(plan.Subject.Trial.Id, day.Day, Told.Answered);
        }

        imports.Taken(plan.Table.Sha256);
        return new SkillReply
        {
            Say = Language.Say("imports.taken", ("n", plan.New.Count), ("rest", Sentence(Rest(plan)))),
            Facts = [new Fact("days taken over", plan.New.Count.ToString(CultureInfo.InvariantCulture))],
            Choices = [new Choice(Language.Say("imports.button.diary"), SkillCall.Of("checkins-diary"))],
        };
    }

    private (ImportPlan? Plan, string? Refusal) Plan(string column, double factor)
    {
        if (imports.Latest is not { } table)
        {
            return (null, Language.Say("imports.no-file"));
        }

        if (checkIns.Subject is not { } subject)
        {
            return (null, Language.Say("imports.needs-trial"));
        }

        if (table.Columns.FirstOrDefault(known => known.Name.Equals(column.Trim(), StringComparison.OrdinalIgnoreCase)) is not { } chosen)
        {
            return (null, Language.Say("imports.no-column", ("column", column.Trim())));
        }

        if (chosen.Refusal is { } refusal || !double.IsFinite(factor) || factor == 0)
        {
            return (null, chosen.Refusal ?? Language.Say("imports.factor"));
        }

        if (TimesOf(chosen, subject.Outcome) is { } why)
        {
            return (null, why);
        }

        chosen = AsValues(chosen, subject.Outcome);
        var latest = subject.Latest;
        var mine = chosen.Days.Where(day => subject.Holds(day.Day) && day.Day <= latest).Select(day => day with { Value = day.Value * factor }).ToList();
        if (mine.FirstOrDefault(day => CheckInRules.ProblemOfValue(subject.Outcome, day.Value, Language) is not null) is { } wrong)
        {
            return (null, Language.Say("imports.wrong-value", ("day", Language.Day(wrong.Day)), ("value", wrong.Value.ToString(CultureInfo.InvariantCulture)), ("outcome", subject.Outcome.NameIn(Language)), ("problem", CheckInRules.ProblemOfValue(subject.Outcome, wrong.Value, Language)!)));
        }

        var answered = mine.Where(day => subject.Days.GetValueOrDefault(day.Day) is { Value: not null }).ToList();
        return (new ImportPlan(table, chosen, subject, [.. mine.Except(answered)], answered.Count(day => subject.Days[day.Day].Value != day.Value), answered.Count, chosen.Days.Count - mine.Count), null);
    }

    // Times of day are for an outcome that is one, lengths for one in minutes.
    private string? TimesOf(ImportedColumn column, DailyOutcome outcome) => (column.Times, outcome) switch
    {
        (null, _) or (TimeForm.Either or TimeForm.Clock, { Kind: OutcomeKind.TimeOfDay }) or (TimeForm.Either or TimeForm.Duration, { Kind: OutcomeKind.Number, Unit: "min" }) => null,
        (TimeForm.Duration, _) => Language.Say("imports.times.duration", ("column", column.Name), ("outcome", outcome.NameIn(Language))),
        (TimeForm.Clock, _) => Language.Say("imports.times.clock", ("column", column.Name), ("outcome", outcome.NameIn(Language))),
        _ => Language.Say("imports.times.either", ("column", column.Name), ("outcome", outcome.NameIn(Language))),
    };

    // A time of day counts from the outcome's own hour, so that midnight cuts nothing.
    private static ImportedColumn AsValues(ImportedColumn column, DailyOutcome outcome) => column.Times is not null && outcome.Kind is OutcomeKind.TimeOfDay
        ? column with { Days = [.. column.Days.Select(day => day with { Value = (day.Value - (60 * outcome.ReferenceHour) + 1440) % 1440 })] }
        : column;

    private SpokenLanguage Language => participants.Language;

    private string Rest(ImportPlan plan) => string.Join("; ", new[]
    {
        plan.Answered == 0 ? "" : plan.Different > 0 ? Language.Say("imports.rest.different", ("n", plan.Answered), ("different", plan.Different)) : Language.Say("imports.rest.answered", ("n", plan.Answered)),
        plan.Outside > 0 ? Language.Say("imports.rest.outside", ("n", plan.Outside)) : "",
    }.Where(part => part.Length > 0)) is { Length: > 0 } rest ? rest : Language.Say("imports.rest.all-new");

    private string Label(ImportedColumn column) => column.Days.Count > 0 && column.Days[^1].Day > participants.Current.StudyDayAt(work.Now)
        ? Language.Say("imports.column-future", ("column", column.Name), ("n", column.Days.Count)) : Language.Say("imports.column", ("column", column.Name), ("n", column.Days.Count));

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";

    private sealed record ImportPlan(ImportedTable Table, ImportedColumn Column, CheckInSubject Subject, IReadOnlyList<ImportedDay> New, int Different, int Answered, int Outside);
}
