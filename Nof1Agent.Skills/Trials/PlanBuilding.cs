using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Skills.Trials;

/// <summary>From chosen candidates to a plan: arms, days that do not count, and period length, taken from how fast each takes effect and wears off.</summary>
internal static class PlanBuilding
{
    /// <summary>Fewest complete cycles that an answer can be given on.</summary>
    public const int FewestCycles = 3;

    private const int DefaultCycles = 4;

    /// <summary>A period needs days that count after those that do not.</summary>
    public const int CountedDaysAtLeast = 4;

    public static TrialPlan Build(IReadOnlyList<Candidate> chosen, DailyOutcome outcome, InterviewNotes notes)
    {
        var discard = chosen.Max(candidate => Math.Max(candidate.Entry.OnsetDays, candidate.Entry.WashoutDays));
        var period = WholeWeek(Math.Max(chosen.Max(candidate => candidate.Entry.PeriodDays), discard + CountedDaysAtLeast));
        var usual = chosen is [var only] ? only.Entry.Intervention.ComparatorInstruction : "Your usual routine, without any of the things we test.";
        return new TrialPlan
        {
            Arms = [new Arm("usual routine", usual), .. chosen.Select(candidate => new Arm(candidate.Name, candidate.Entry.Intervention.ArmInstruction))],
            Outcome = outcome.Id,
            Mcid = notes.Mcid,
            Expectation = notes.Expectation,
            Design = new TrialDesign { ArmCount = chosen.Count + 1, BlockCount = DefaultCycles, PeriodDays = period, DiscardDays = discard },
            AssumedSd = notes.SdFromTypicalDays() ?? outcome.SdWhenUnknown,
            AssumedSdFrom = notes.SdFromTypicalDays() is null ? "what is common" : "your good and bad days",
        };
    }

    // Five or six days become a week: then every period has the same weekdays, and a weekend can never stand on one arm's side only.
    private static int WholeWeek(int days) => days is 5 or 6 ? 7 : days;
}
