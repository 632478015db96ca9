using System.ComponentModel;
using System.Globalization;
using Nof1Agent.Skills.CheckIns;
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
            return SkillReply.Refuse("There is no file from you. Send one in the web chat: a CSV file with a date column, the export.xml of Apple Health, or measurements of StudyU.");
        }

        var usable = table.Columns.Where(column => column.Refusal is null).ToList();
        if (usable.Count == 0)
        {
            return SkillReply.Refuse($"I read \"{table.FileName}\", but no column can be used. {table.Columns[0].Name}: {table.Columns[0].Refusal}");
        }

        var question = checkIns.Subject is { } subject ? $"Which column is your {subject.Outcome.Name}?" : "Which column is your outcome? I can take it over once a trial runs.";
        return new SkillReply
        {
            Say = $"I read \"{table.FileName}\". {question}",
            Choices = [.. usable.OrderByDescending(column => column.Days.Count).Take(MostChoices).Select(column => new Choice(Label(column), SkillCall.Of("imports-look", ("column", column.Name))))],
        };
    }

    [Description("Say what taking over a column of the file would do. Nothing is stored.")]
    public SkillReply Look([Description("name of the column")] string column, [Description("what each value is multiplied with, e.g. 60 for hours into minutes; 1 when empty")] double factor = 1) =>
        Plan(column, factor) is not { Plan: { } plan } planned ? SkillReply.Refuse(Plan(column, factor).Refusal!)
        : planned.Plan.New.Count == 0 ? SkillReply.Refuse($"Nothing to take over: {Rest(plan)}.")
        : new SkillReply
        {
            Say = $"\"{plan.Column.Name}\" has {Days(plan.New.Count)} that your diary lacks, for instance {string.Join(", ", plan.New.Take(DaysShown).Select(day => $"{TrialWording.Day(day.Day)}: {plan.Subject.Outcome.Say(day.Value)}"))}. {Sentence(Rest(plan))} Shall I take them over? Each is marked as coming from the file.",
            Facts = [new Fact("days to take over", plan.New.Count.ToString(CultureInfo.InvariantCulture))],
            Choices = [new Choice("Take them over", SkillCall.Of("imports-take", ("column", column), ("factor", factor))), new Choice("No", SkillCall.Of("checkins-diary"))],
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
            Say = $"Taken over: {Days(plan.New.Count)}. {Sentence(Rest(plan))}",
            Facts = [new Fact("days taken over", plan.New.Count.ToString(CultureInfo.InvariantCulture))],
            Choices = [new Choice("My diary", SkillCall.Of("checkins-diary"))],
        };
    }

    private (ImportPlan? Plan, string? Refusal) Plan(string column, double factor)
    {
        if (imports.Latest is not { } table)
        {
            return (null, "There is no file from you.");
        }

        if (checkIns.Subject is not { } subject)
        {
            return (null, "A file can be taken over while a trial or its week of observing runs.");
        }

        if (table.Columns.FirstOrDefault(known => known.Name.Equals(column.Trim(), StringComparison.OrdinalIgnoreCase)) is not { } chosen)
        {
            return (null, $"The file has no column \"{column.Trim()}\".");
        }

        if (chosen.Refusal is { } refusal || !double.IsFinite(factor) || factor == 0)
        {
            return (null, chosen.Refusal ?? "The factor has to be a number other than 0.");
        }

        var latest = subject.Latest;
        var mine = chosen.Days.Where(day => subject.Holds(day.Day) && day.Day <= latest).Select(day => day with { Value = day.Value * factor }).ToList();
        if (mine.FirstOrDefault(day => CheckInRules.ProblemOfValue(subject.Outcome, day.Value) is not null) is { } wrong)
        {
            return (null, $"{TrialWording.Day(wrong.Day)} has {wrong.Value.ToString(CultureInfo.InvariantCulture)}, which cannot be your {subject.Outcome.Name}. {CheckInRules.ProblemOfValue(subject.Outcome, wrong.Value)} If the file has another unit, tell me what to multiply with.");
        }

        var answered = mine.Where(day => subject.Days.GetValueOrDefault(day.Day) is { Value: not null }).ToList();
        return (new ImportPlan(table, chosen, subject, [.. mine.Except(answered)], answered.Count(day => subject.Days[day.Day].Value != day.Value), answered.Count, chosen.Days.Count - mine.Count), null);
    }

    private static string Rest(ImportPlan plan) => string.Join("; ", new[]
    {
        plan.Answered > 0 ? $"{Days(plan.Answered)} of your diary keep the answer they have" + (plan.Different > 0 ? $" ({plan.Different} with another value)" : "") : "",
        plan.Outside > 0 ? $"{Days(plan.Outside)} are no days of your trial" : "",
    }.Where(part => part.Length > 0)) is { Length: > 0 } rest ? rest : "every day of the file is new";

    private string Label(ImportedColumn column) => $"{column.Name}: {Days(column.Days.Count)}{(column.Days.Count > 0 && column.Days[^1].Day > participants.Current.StudyDayAt(work.Now) ? ", some in the future" : "")}";

    private static string Days(int days) => TrialWording.Days(days);

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";

    private sealed record ImportPlan(ImportedTable Table, ImportedColumn Column, CheckInSubject Subject, IReadOnlyList<ImportedDay> New, int Different, int Answered, int Outside);
}
