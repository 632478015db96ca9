using Nof1Agent.Skills;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Results;

/// <summary>A simulated diary as the product holds it: a trial with its drawn order, and a check-in for each answered day.</summary>
internal sealed record InventedTrial(Trial Trial, IReadOnlyDictionary<LocalDate, CheckIn> Days, DailyOutcome Outcome)
{
    private static readonly LocalDate Start = new(2027, 1, 4);

    public LocalDate End => TrialCalendar.Days(Trial)[^1].Date;

    /// <summary>Minutes, lower is better; 1 SD of the diary is 10 minutes.</summary>
    public static InventedTrial From(TrialDiary diary, TrialDesign design, double? mcid, bool looks)
    {
        var outcome = EvidenceCatalogue.Embedded().Outcome("sleep-onset-minutes")!;
        var trial = new Trial
        {
            Id = new TrialId("invented"),
            State = looks ? TrialState.Running : TrialState.Finished,
            Plan = RandomAnswers.Plan(outcome, mcid, [.. new[] { "warm bath", "bedtime music", "quiet hour" }.Take(design.ArmCount - 1)]) with { Design = design, EndsEarlyWhenClear = looks },
            Sequence = [.. diary.Days.GroupBy(day => day.Period).OrderBy(period => period.Key).Select(period => period.First().Arm)],
            StartsOn = Start,
            CreatedAt = Instant.FromUtc(2027, 1, 1, 8, 0),
        };
        return new InventedTrial(trial, diary.Days.Where(day => day.Value is not null).ToDictionary(day => Start.PlusDays(day.Day), day => new CheckIn
        {
            StudyDay = Start.PlusDays(day.Day),
            Revision = 1,
            Value = 60 + (10 * day.Value!.Value),
            Adherence = Adherence.Yes,
            Late = false,
            ReportedAt = Instant.FromUtc(2027, 1, 4, 20, 0),
        }), outcome);
    }

    public InventedTrial With(Func<TrialDay, CheckIn, CheckIn> change)
    {
        var days = TrialCalendar.Days(Trial).ToDictionary(day => day.Date);
        return this with { Days = Days.ToDictionary(day => day.Key, day => change(days[day.Key], day.Value)) };
    }
}
