using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Stats.Planning;

/// <summary>How many further cycles would settle an answer that is still open.</summary>
/// <param name="Cycles">Further cycles; the fewest that reach <see cref="AnswerRule.ChanceToSettle"/>, else the most that were tried.</param>
/// <param name="Chance">Chance that the answer is then settled, 0 to 1.</param>
public sealed record FurtherCyclesResult(int Cycles, double Chance);

/// <summary>
/// Goes on with a person's own trial, many times, in simulation: the days that were told stay as they are, and further cycles are added to them.
/// </summary>
/// <remarks>
/// Each play draws the true effect from the posterior of the trial so far (flat prior), so that it is neither the estimate nor what one hopes for: the share of plays with
/// a settled verdict is the assurance of O'Hagan, Stevens and Campbell (2005, Pharmaceutical Statistics 4:187). New days have this person's day-to-day standard
/// deviation, correlation, period shocks and share of missing days; a linear trend is taken out of the old days, which the engine's trend column makes the same as
/// going on with it. The verdict is that of <see cref="VerdictRule"/> without the second opinions. Yes/no and counts are continued as real numbers.
/// </remarks>
public static class FurtherCycles
{
    /// <summary>Simulated continuations per number of cycles: the chance is known within about 0.05.</summary>
    public const int Plays = 80;

    private const ulong Seed = 20_261_122;
    private static readonly int[] Tried = [1, 2, 3, 4, 6, 8];

    /// <summary>Finds the fewest further cycles, of 1, 2, 3, 4, 6 or 8, that probably settle the answer.</summary>
    /// <param name="diary">The trial's days.</param>
    /// <param name="plan">How they are read.</param>
    /// <param name="design">The design that is continued.</param>
    /// <param name="report">The report on those days.</param>
    /// <param name="arm">The arm whose answer is open, 1 or more.</param>
    /// <param name="mostDays">Longer continuations are not tried; at least one cycle is.</param>
    /// <returns>Null where the report has no estimate to go on with.</returns>
    public static FurtherCyclesResult? Find(TrialDiary diary, AnalysisPlan plan, TrialDesign design, TrialReport report, int arm, int mostDays = 182)
    {
        var contrast = report.Contrasts.FirstOrDefault(found => found.Arm == arm);
        var used = diary.Days.Where(day => day.IsUsed).ToArray();
        if (contrast is null or { Refusal: not null } || used.Length == 0 || Person.Of(used, diary.ArmNames.Count, plan, report, contrast) is not { } person)
            return null;
        int[] tried = [.. Tried.Where(cycles => cycles == Tried[0] || cycles * design.ArmCount * design.PeriodDays <= mostDays)];

        // More cycles settle more: the fewest that suffice are found by halving.
        var best = new FurtherCyclesResult(tried[^1], ChanceAfter(tried[^1]));
        var (low, high) = (0, best.Chance >= AnswerRule.ChanceToSettle ? tried.Length - 1 : 0);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var chance = ChanceAfter(tried[middle]);
            if (chance >= AnswerRule.ChanceToSettle)
                (best, high) = (new FurtherCyclesResult(tried[middle], chance), middle);
            else
                low = middle + 1;
        }

        return best;

        double ChanceAfter(int cycles)
        {
            var settled = new bool[Plays];
            Parallel.For(0, Plays, i => settled[i] = AnswerRule.IsSettled(Play(diary, plan, design with { BlockCount = cycles }, person, arm, DeterministicRandom.ForIndex(Seed, (ulong)i))));
            return settled.Count(yes => yes) / (double)Plays;
        }
    }

    private static VerdictKind Play(TrialDiary diary, AnalysisPlan plan, TrialDesign further, Person person, int arm, DeterministicRandom random)
    {
        var invented = PowerSimulation.Diary(
            further,
            new PowerAssumptions { Phi = person.Phi, MissingShare = person.MissingShare, PeriodShockInSd = person.ShockInSd },
            random);
        var first = diary.Days.Max(day => day.Day) + 1;
        var firstPeriod = diary.Days.Max(day => day.Period) + 1;
        var firstBlock = diary.Days.Max(day => day.Block) + 1;
        var effects = person.Effects.Select(effect => effect.Quantile(random.NextDouble() is var p && p > 0 ? p : 0.5)).ToArray();
        DiaryDay[] days =
        [
            .. diary.Days.Select(day => day with { Value = day.Value - (person.TrendPerDay * day.Day) }),
            .. invented.Days.Select(day => new DiaryDay(
                first + day.Day, day.Arm, firstPeriod + day.Period, firstBlock + day.Block,
                person.Level + (day.Arm > 0 ? effects[day.Arm - 1] : 0) + (person.Sd * day.Value), day.Counted)),
        ];
        var whole = new TrialDiary(diary.ArmNames, days);
        if (EngineDesign.From(whole, new EngineOptions()) is not { Refusal: null } engine)
            return VerdictKind.TooLittleData;
        var flat = RegressionEngine.Solve(engine, null);
        var tau = ShrunkenFit.Solve(engine, VerdictRule.EffectPrior);
        return flat.Effect(arm) is { } own && tau.Effect(arm) is { } pulled ? VerdictRule.Decide(Evidence(own, pulled, plan)) : VerdictKind.TooLittleData;
    }

    private static VerdictEvidence Evidence(EffectPosterior flat, EffectPosterior tau, AnalysisPlan plan)
    {
        double Better(EffectPosterior effect, double by) => plan.HigherIsBetter ? effect.ProbabilityAbove(by) : 1 - effect.ProbabilityAbove(-by);
        return new VerdictEvidence
        {
            CompleteBlocks = VerdictRule.FewestBlocks,
            AnsweredShare = 1,
            ProbabilityBetter = Better(tau, 0),
            ProbabilityBetterByMcid = plan.Mcid is { } benefit ? Better(tau, benefit) : null,
            ProbabilityWorseByMcid = plan.Mcid is { } harm ? 1 - Better(tau, -harm) : null,
            ProbabilityNoDifferenceThatMatters = plan.Mcid is { } limit ? flat.ProbabilityBetween(-limit, limit) : null,
            LargerTailBeyondMcid = plan.Mcid is { } reach ? Math.Max(flat.ProbabilityAbove(reach), 1 - flat.ProbabilityAbove(-reach)) : null,
        };
    }

    /// <summary>What the trial so far says about this person.</summary>
    private sealed record Person(
        double Level, double Sd, double Phi, double ShockInSd, double MissingShare, double TrendPerDay, IReadOnlyList<EffectPosterior> Effects)
    {
        private const double MostCorrelation = 0.95;
        private const double MostMissing = 0.4;

        public static Person? Of(DiaryDay[] used, int arms, AnalysisPlan plan, TrialReport report, ContrastReport contrast)
        {
            var fit = RegressionEngine.Fit(new TrialDiary([.. report.Arms.Select(a => a.Name)], used));
            var effects = Enumerable.Range(1, arms - 1).Select(fit.Effect).OfType<EffectPosterior>().ToArray();
            var trend = fit.TrendPerDay?.Mean ?? 0;
            var byArm = used.GroupBy(day => day.Arm).ToDictionary(days => days.Key, days => days.Select(day => day.Value!.Value - (trend * day.Day)).ToArray());
            if (effects.Length < arms - 1 || !byArm.TryGetValue(0, out var reference))
                return null;
            var freedom = used.Length - byArm.Count;
            var sd = freedom > 0 ? Math.Sqrt(byArm.Values.Sum(values => values.Sum(value => Math.Pow(value - values.Average(), 2))) / freedom) : 0;
            var shock = report.PeriodShockInSd ?? 0;
            return !(sd > 0 && double.IsFinite(sd)) ? null : new Person(
                reference.Average(),
                sd / Math.Sqrt(1 + (shock * shock)),
                Math.Clamp(contrast.MeanPhi ?? Baseline.DefaultPhi, 0, MostCorrelation),
                shock,
                report.CountedDays == 0 ? 0 : Math.Clamp(1 - (report.AnsweredDays / (double)report.CountedDays), 0, MostMissing),
                trend,
                effects);
        }
    }
}
