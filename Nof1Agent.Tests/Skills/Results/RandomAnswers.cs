using MathNet.Numerics.Distributions;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Diagnostics;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Planning;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Results;

/// <summary>One invented answer: an estimate with its probabilities, judged by the product's own rules.</summary>
internal sealed record InventedAnswer(TrialPlan Plan, TrialAnswer Answer, DailyOutcome Outcome)
{
    public ContrastReport Contrast => Answer.Report.Contrasts[0];

    public string Say(string tag) => Wording(tag).Whole();

    public IReadOnlyList<AnswerText> Sentences(string tag) => Wording(tag).Sentences();

    private AnswerWording Wording(string tag) => new(Plan, Answer, Outcome, null, KnownLanguages.Find(tag)!);
}

/// <summary>Answers of every kind over all outcomes of the catalogue and both directions.</summary>
internal static class RandomAnswers
{
    private static readonly EvidenceCatalogue Catalogue = EvidenceCatalogue.Embedded();

    public static InventedAnswer Draw(ulong index)
    {
        var random = DeterministicRandom.ForIndex(20_261_122, index);
        var outcome = Catalogue.Outcomes[random.NextInt(Catalogue.Outcomes.Count)];
        var mcid = random.NextDouble() < 0.15 ? (double?)null : outcome.McidChoices[random.NextInt(outcome.McidChoices.Count)];
        var entry = Catalogue.Entries[random.NextInt(Catalogue.Entries.Count)];
        var error = outcome.SdWhenUnknown * Math.Exp(0.8 * random.NextGaussian()) * 0.35;
        var estimate = random.NextDouble() < 0.1 ? 0 : 2.5 * error * random.NextGaussian();
        var first = Of(outcome, mcid, entry.Intervention.Name, estimate, error, random);
        if (index % 4 != 3)
        {
            // Some of them are blinded: compared with a look-alike.
            return index % 5 == 2 ? Blinded(first) : first;
        }

        // Every fourth compares two things with the usual routine; now and then harm has stopped the second.
        var other = Catalogue.Entries.Select(known => known.Intervention.Name).Distinct().Where(name => name != entry.Intervention.Name).ElementAt(random.NextInt(20));
        var both = Both(first, Of(outcome, mcid, other, random.NextDouble() < 0.1 ? 0 : 2.5 * error * random.NextGaussian(), error * (0.7 + random.NextDouble()), random));
        return random.NextDouble() < 0.1 ? both with { Answer = both.Answer with { StoppedArms = [2] } } : both;
    }

    /// <summary>The same, compared with a look-alike that nobody can tell apart.</summary>
    public static InventedAnswer Blinded(InventedAnswer open) => open with { Plan = open.Plan with { Blinded = true, Arms = [new Arm("look-alike", "Take what looks the same."), .. open.Plan.Arms.Skip(1)] } };

    /// <summary>Two answers as those of the two things of one trial.</summary>
    public static InventedAnswer Both(InventedAnswer first, InventedAnswer second)
    {
        var contrast = second.Contrast with { Arm = 2, WithEvidence = null };
        return first with
        {
            Plan = Plan(first.Outcome, first.Plan.Mcid, first.Plan.Arms[1].Name, second.Plan.Arms[1].Name),
            Answer = first.Answer with
            {
                Report = first.Answer.Report with { Contrasts = [first.Contrast, contrast], Arms = [.. first.Answer.Report.Arms, second.Answer.Report.Arms[1]] },
                Sensitivity = [.. first.Answer.Sensitivity.Select(line => line with { Verdicts = [.. line.Verdicts, line.Days % 2 == 0 ? VerdictRule.Lower(contrast.Verdict) : contrast.Verdict] })],
                Further = [.. first.Answer.Further, .. second.Answer.Further.Select(further => further with { Arm = 2 })],
                Adherence = [.. first.Answer.Adherence, second.Answer.Adherence[1]],
            },
        };
    }

    public static InventedAnswer Of(DailyOutcome outcome, double? mcid, string arm, double estimate, double error, DeterministicRandom? chance = null)
    {
        // The prior pulls towards none, each width as far as it goes; normal posteriors stand for the engine's.
        var widths = VerdictRule.EffectPrior.Select(width =>
        {
            var prior = width.Tau * outcome.SdWhenUnknown;
            var pull = 1 / (1 + Math.Pow(error / prior, 2));
            return (Weight: width.Weight * Normal.PDF(0, Math.Sqrt((prior * prior) + (error * error)), estimate), Centre: pull * estimate, Spread: Math.Sqrt(pull) * error);
        }).ToArray();
        var total = widths.Sum(width => width.Weight);
        double Better(double by) => widths.Sum(width => width.Weight / total * (outcome.LowerIsBetter ? Normal.CDF(width.Centre, width.Spread, -by) : 1 - Normal.CDF(width.Centre, width.Spread, by)));
        var evidence = new VerdictEvidence
        {
            CompleteBlocks = 4,
            AnsweredShare = 0.9,
            ProbabilityBetter = Better(0),
            ProbabilityBetterByMcid = mcid is { } m ? Better(m) : null,
            ProbabilityWorseByMcid = mcid is { } w ? 1 - Better(-w) : null,
            ProbabilityNoDifferenceThatMatters = mcid is { } n ? Normal.CDF(estimate, error, n) - Normal.CDF(estimate, error, -n) : null,
            LargerTailBeyondMcid = mcid is { } t ? Math.Max(1 - Normal.CDF(estimate, error, t), Normal.CDF(estimate, error, -t)) : null,
        };
        var decided = VerdictRule.Decide(evidence);
        var disagrees = VerdictRule.Lower(decided) != decided && chance?.NextDouble() < 0.15;
        var verdict = disagrees ? VerdictRule.Lower(decided) : decided;
        var contrast = new ContrastReport
        {
            Arm = 1,
            Verdict = verdict,
            VerdictBeforeDisagreement = decided,
            Disagreements = [],
            DisagreementKinds = disagrees ? [Disagreement.FirstDays] : [],
            Estimate = estimate,
            Low = estimate - (1.96 * error),
            High = estimate + (1.96 * error),
            StandardDeviation = error,
            ProbabilityBetter = evidence.ProbabilityBetter,
            ProbabilityBetterByMcid = evidence.ProbabilityBetterByMcid,
            ProbabilityWorseByMcid = evidence.ProbabilityWorseByMcid,
            ProbabilityNoDifferenceThatMatters = evidence.ProbabilityNoDifferenceThatMatters,
            LargerTailBeyondMcid = evidence.LargerTailBeyondMcid,
            WithEvidence = chance?.NextDouble() < 0.4 ? Known(outcome, estimate, error, chance) : null,
            MeanPhi = 0.3,
        };
        return new InventedAnswer(
            Plan(outcome, mcid, arm),
            new TrialAnswer
            {
                Revision = 1,
                At = Instant.FromUtc(2027, 3, 2, 8, 0),
                StoppedEarly = chance?.NextDouble() < 0.05,
                EndedAtLook = chance?.NextDouble() < 0.05 ? 3 : null,
                DiaryRevisions = 1,
                Report = Report(contrast, chance),
                Expected = contrast.WithEvidence is null ? null : new ExpectedEffect(estimate + (2 * error), error),
                Sensitivity = chance?.NextDouble() < 0.1 ? [new SensitivityLine((LeftOut)chance.NextInt(3), 1 + chance.NextInt(4), [VerdictRule.Lower(verdict)])] : [],
                Further = AnswerRule.IsSettled(verdict) ? [] : [new FurtherRounds(1, new FurtherCyclesResult(2, chance?.NextDouble() ?? 0.84))],
                Adherence = [new ArmAdherence(20, 20), chance?.NextDouble() < 0.2 ? new ArmAdherence(9, 20) : new ArmAdherence(19, 20)],
            },
            outcome);
    }

    public static TrialPlan Plan(DailyOutcome outcome, double? mcid, params string[] arms) => new()
    {
        Arms = [new Arm("usual routine", "Your usual routine."), .. arms.Select(arm => new Arm(arm, "Do it every day, at the same time."))],
        Outcome = outcome.Id,
        Mcid = mcid,
        Design = new TrialDesign { ArmCount = arms.Length + 1, BlockCount = 4, PeriodDays = 7, DiscardDays = 1 },
        AssumedSd = outcome.SdWhenUnknown,
        AssumedSdFrom = "what is common",
    };

    private static EvidenceLine Known(DailyOutcome outcome, double estimate, double error, DeterministicRandom random)
    {
        var (mean, sd) = (estimate + (error * random.NextGaussian()), 0.7 * error);
        return new EvidenceLine(mean, mean - (1.96 * sd), mean + (1.96 * sd), outcome.LowerIsBetter ? Normal.CDF(mean, sd, 0) : 1 - Normal.CDF(mean, sd, 0), random.NextDouble());
    }

    private static TrialReport Report(ContrastReport contrast, DeterministicRandom? random) => new()
    {
        Contrasts = [contrast],
        Cautions = random?.NextDouble() < 0.3 ? [new Caution((CautionKind)random.NextInt(Enum.GetValues<CautionKind>().Length), "", 1)] : [],
        Arms = [new ArmDays("usual routine", 24, 22, 50, 10), new ArmDays("arm", 24, 21, 40, 10)],
        CompleteBlocks = 4,
        CountedDays = 48,
        AnsweredDays = 43,
    };
}
