using Nof1Agent.Skills;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Tests.Skills.Results;
using NodaTime;

namespace Nof1Agent.Tests.Host.Pictures;

/// <summary>Pictures as the product makes them from a trial that is over, in a language: names, units and words of all kinds.</summary>
internal static class AnswerExamples
{
    private static readonly EvidenceCatalogue Catalogue = EvidenceCatalogue.Embedded();
    private static readonly LocalDate Start = new(2027, 1, 4);

    /// <summary>Three arms, a number of minutes: the diary, then effect and chances of the first thing.</summary>
    public static IReadOnlyList<Picture> ThreeArms(string tag) => Of(tag, "sleep-onset-minutes", ["low-dose melatonin", "oral magnesium"], -12, 4.6, 10, (arm, day) => 34 + (day * 7 % 13) - (12 * arm % 17));

    /// <summary>Two arms, a time of day around midnight.</summary>
    public static IReadOnlyList<Picture> Clock(string tag) => Of(tag, "asleep-time", ["low-dose melatonin"], -24, 8, 15, (arm, day) => 735 + (day * 11 % 37) - (24 * arm));

    /// <summary>Two arms, days with and without.</summary>
    public static IReadOnlyList<Picture> YesNo(string tag) => Of(tag, "headache-day", ["oral magnesium"], -0.18, 0.11, 0.1, (arm, day) => day * 5 % 7 < 4 - (2 * arm) ? 1 : 0);

    private static IReadOnlyList<Picture> Of(string tag, string id, string[] things, double estimate, double error, double mcid, Func<int, int, double> value)
    {
        var outcome = Catalogue.Outcome(id)!;
        var design = new TrialDesign { ArmCount = things.Length + 1, BlockCount = 4, PeriodDays = 7, DiscardDays = 2 };
        var trial = new Trial
        {
            Id = new TrialId("pictured"),
            State = TrialState.Finished,
            Plan = RandomAnswers.Plan(outcome, mcid, things[0]) with { Arms = [new Arm("usual routine", ""), .. things.Select(name => new Arm(name, ""))], Design = design },
            Sequence = BlockRandomization.Draw(design, new DeterministicRandom(5)),
            StartsOn = Start,
            CreatedAt = Instant.FromUtc(2027, 1, 1, 8, 0),
        };
        var days = TrialCalendar.Days(trial).Where(day => day.Ordinal % 9 != 4).ToDictionary(day => day.Date, day => new CheckIn
        {
            StudyDay = day.Date, Revision = 1, Value = value(day.Arm, day.Ordinal), Adherence = Adherence.Yes, Late = false, ReportedAt = Instant.FromUtc(2027, 1, 4, 20, 0),
        });
        return new AnswerPictures(trial, outcome, KnownLanguages.Find(tag)!).Of(RandomAnswers.Of(outcome, mcid, things[0], estimate, error).Answer.Report, days);
    }
}
