using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Skills.Results;

/// <summary>
/// Words an answer: the verdict first, then the size in the person's unit, the chances, what speaks against it, what it rests on and does not say, and what comes next.
/// A pure function of the numbers and the language; the thresholds are those of <see cref="VerdictRule"/> and <see cref="AnswerRule"/>.
/// </summary>
internal sealed class AnswerWording(TrialPlan plan, TrialAnswer answer, DailyOutcome outcome, Candidate? next, SpokenLanguage language)
{
    private const int MostCautions = 2;

    private readonly EffectWording effects = new(outcome, language, plan.Blinded);

    /// <summary>The whole answer: a paragraph for each arm, then what it rests on, then what comes next.</summary>
    public string Whole()
    {
        // With several things "it" has to stay beside the thing that is meant.
        var several = answer.Report.Contrasts.Count > 1;
        (int, int) Paragraph(AnswerText sentence) => sentence.Part switch
        {
            AnswerPart.Limits => (1, 0),
            AnswerPart.Next when !several => (2, 0),
            _ => (0, sentence.Arm ?? 1),
        };
        var paragraphs = Sentences().GroupBy(Paragraph).OrderBy(paragraph => paragraph.Key);
        return string.Join("\n\n", paragraphs.Select(paragraph => string.Join(" ", paragraph.Select(sentence => sentence.Text))));
    }

    /// <summary>Its sentences, each with what it is about.</summary>
    public IReadOnlyList<AnswerText> Sentences() =>
    [
        .. Early(),
        .. answer.Report.Contrasts.SelectMany(Contrast),
        .. answer.Report.Contrasts.All(contrast => contrast.Verdict is VerdictKind.TooLittleData) ? [] : new[] { new AnswerText(AnswerPart.Limits, null, Limits()) },
        .. answer.Guesses is { } guesses ? new[] { new AnswerText(AnswerPart.Limits, null, Guesses(guesses)) } : [],
        .. answer.Report.Contrasts.SelectMany(contrast => Next(contrast).Select(text => new AnswerText(AnswerPart.Next, contrast.Arm, text))).DistinctBy(next => next.Text == NextOnTheList ? (0, next.Text) : (next.Arm, next.Text)),
    ];

    private IEnumerable<AnswerText> Early()
    {
        if (answer.EndedAtLook is { } round)
        {
            yield return new AnswerText(AnswerPart.Early, null, language.Say("answer.ended-at-look", ("round", round)));
        }
        else if (answer.StoppedEarly)
        {
            yield return new AnswerText(AnswerPart.Early, null, language.Say(answer.StoppedForHarm ? "answer.stopped-for-harm" : "answer.stopped-early"));
        }

        foreach (var arm in answer.StoppedArms)
        {
            yield return new AnswerText(AnswerPart.Early, arm, language.Say("answer.arm-stopped", ("arm", SpokenLanguage.Sentence(plan.Arms[arm].NameIn(language)))));
        }
    }

    private IEnumerable<AnswerText> Contrast(ContrastReport contrast)
    {
        AnswerText About(AnswerPart part, string text) => new(part, contrast.Arm, text);
        yield return About(AnswerPart.Verdict, Verdict(contrast));
        if (contrast.Refusal is not null || contrast.Verdict is VerdictKind.TooLittleData)
        {
            yield break;
        }

        yield return About(AnswerPart.Size, $"{language.Say("answer.size", ("change", effects.Change(contrast.Estimate)))} {effects.Range(contrast.Low, contrast.High)}");
        yield return About(AnswerPart.Chances, Chances(contrast));
        if (contrast.Verdict is not VerdictKind.NoDifferenceThatMatters && AnswerRule.ChancesAreMoreCareful(contrast, plan.Mcid))
        {
            yield return About(AnswerPart.Chances, language.Say("answer.chance.careful"));
        }

        if (contrast.DisagreementKinds.Count > 0)
        {
            yield return About(AnswerPart.SecondLook, string.Join(" ", contrast.DisagreementKinds.Select(Second).Prepend(language.Say("answer.second-look"))));
        }

        if (Others(contrast) is { } others)
        {
            yield return About(AnswerPart.Others, others);
        }

        foreach (var line in answer.Sensitivity.Where(line => line.Verdicts[contrast.Arm - 1] != contrast.Verdict))
        {
            yield return About(AnswerPart.Sensitivity, Sensitivity(line, line.Verdicts[contrast.Arm - 1]));
        }
    }

    private string Verdict(ContrastReport contrast)
    {
        var arm = Arm(contrast.Arm);
        if (contrast.Refusal is not null && contrast.Verdict is not VerdictKind.TooLittleData)
        {
            return language.Say("answer.verdict.no-number", ("arm", arm));
        }

        return contrast.Verdict switch
        {
            VerdictKind.ItWorked => language.Say("answer.verdict.worked", ("arm", arm)),
            VerdictKind.ItMadeThingsWorse => language.Say("answer.verdict.worse", ("arm", arm)),
            VerdictKind.NoDifferenceThatMatters => language.Say("answer.verdict.no-difference", ("arm", arm)),
            VerdictKind.ItProbablyHelps => language.Say("answer.verdict.probably-helps", ("arm", arm)),
            VerdictKind.ItProbablyMakesThingsWorse => language.Say("answer.verdict.probably-worse", ("arm", arm)),
            VerdictKind.CannotTell => language.Say("answer.verdict.cannot-tell", ("arm", arm)),
            VerdictKind.TooLittleData => language.Say(
                "answer.verdict.too-little", ("arm", arm), ("answered", answer.Report.AnsweredDays), ("counted", answer.Report.CountedDays), ("rounds", answer.Report.CompleteBlocks),
                ("fewest", VerdictRule.FewestBlocks), ("share", VerdictRule.OutOfHundred(VerdictRule.SmallestAnsweredShare))),
        };
    }

    /// <summary>The first chance that an answer names of an arm, of 100: what "what does 93 in 100 mean?" is asked about.</summary>
    public static int FirstChance(ContrastReport contrast) => VerdictRule.OutOfHundred(
        contrast.Verdict is VerdictKind.NoDifferenceThatMatters && contrast.ProbabilityNoDifferenceThatMatters is { } none ? none : Math.Max(contrast.ProbabilityBetter, 1 - contrast.ProbabilityBetter));

    // The side that is more likely is the one that is spoken of; for no difference, that itself.
    private string Chances(ContrastReport contrast)
    {
        var mcid = plan.Mcid is { } size ? outcome.SayDifference(size, language) : "";
        if (contrast.Verdict is VerdictKind.NoDifferenceThatMatters && contrast.ProbabilityNoDifferenceThatMatters is { } none)
        {
            return language.Say("answer.chance.no-difference", ("n", VerdictRule.OutOfHundred(none)), ("mcid", mcid));
        }

        var helps = contrast.ProbabilityBetter >= 0.5;
        var atAll = VerdictRule.OutOfHundred(helps ? contrast.ProbabilityBetter : 1 - contrast.ProbabilityBetter);
        var enough = helps ? contrast.ProbabilityBetterByMcid : contrast.ProbabilityWorseByMcid;
        return enough is { } matters
            ? language.Say(helps ? "answer.chance.helps-by" : "answer.chance.harms-by", ("n", atAll), ("m", VerdictRule.OutOfHundred(matters)), ("mcid", mcid))
            : language.Say(helps ? "answer.chance.helps" : "answer.chance.harms", ("n", atAll));
    }

    private string Second(Disagreement disagreement) => disagreement switch
    {
        Disagreement.CyclesPointTheOtherWay => language.Say("answer.second.rounds-other-way"),
        Disagreement.CyclesAreLessSure => language.Say("answer.second.rounds-less-sure"),
        Disagreement.FirstDays => language.Say("answer.second.first-days"),
        Disagreement.Lingering => language.Say("answer.second.lingering"),
    };

    private string? Others(ContrastReport contrast)
    {
        if (contrast.WithEvidence is not { } known || answer.Expected is not { } expected || !AnswerRule.EvidenceDiffers(contrast, plan.Mcid))
        {
            return null;
        }

        if (AnswerRule.EvidenceConflicts(contrast))
        {
            return language.Say("answer.others.conflict", ("expected", effects.Short(expected.Mean)), ("own", effects.Short(contrast.Estimate)));
        }

        var helps = known.ProbabilityBetter >= 0.5;
        return language.Say(
            helps ? "answer.others.helps" : "answer.others.harms",
            ("both", effects.Short(known.Estimate)), ("n", VerdictRule.OutOfHundred(helps ? known.ProbabilityBetter : 1 - known.ProbabilityBetter)));
    }

    private string Sensitivity(SensitivityLine line, VerdictKind verdict) => language.Say(
        line.Kind switch
        {
            LeftOut.Late => "answer.without.late",
            LeftOut.Disrupted => "answer.without.disrupted",
            LeftOut.NotAsPlanned => "answer.without.not-as-planned",
        },
        ("n", line.Days), ("verdict", Phrase(verdict, language)));

    private string Guesses(GuessAgreement guesses) => guesses.Made == 0
        ? language.Say("blind.guesses-none")
        : language.Say("blind.guesses", ("right", guesses.Right), ("made", guesses.Made), ("chance", Math.Clamp((int)Math.Round(Math.Round(100 * guesses.ChanceOfAsMany, 6), MidpointRounding.AwayFromZero), 1, 99)));

    private string Limits()
    {
        var report = answer.Report;
        var rests = language.Say("answer.rests-on", ("answered", report.AnsweredDays), ("counted", report.CountedDays), ("rounds", report.CompleteBlocks));
        var cautions = report.Cautions.Select(caution => Caution(caution.Kind)).OfType<string>().Distinct().Take(MostCautions);
        return string.Join(" ", [rests, .. cautions, language.Say("answer.limits")]);
    }

    // What is only of use to an analyst stays in the report.
    private string? Caution(CautionKind kind) => kind switch
    {
        CautionKind.MissingUnequally => language.Say("answer.caution.missing"),
        CautionKind.HangsOnOneCycle => language.Say("answer.caution.one-round"),
        CautionKind.WashoutTooShort => language.Say("answer.caution.washout"),
        CautionKind.FewCycles => language.Say("answer.caution.few-rounds"),
        CautionKind.PeriodsDiffer => language.Say("answer.caution.periods"),
        CautionKind.PatternLeft => language.Say("answer.caution.pattern"),
        CautionKind.FarDay => language.Say("answer.caution.far-day"),
        CautionKind.Values or CautionKind.DaysAndMeanDisagree or CautionKind.Drift or CautionKind.LastingNoise => null,
    };

    private IEnumerable<string> Next(ContrastReport contrast)
    {
        // Whatever the numbers say: what did harm is neither kept nor run again.
        if (answer.DidHarm(contrast.Arm))
        {
            yield return language.Say("answer.next.harm");
            yield break;
        }

        switch (contrast.Verdict)
        {
            case VerdictKind.ItWorked:
                yield return language.Say("answer.next.keep");
                break;
            case VerdictKind.ItMadeThingsWorse:
                yield return language.Say("answer.next.leave");
                break;
            case VerdictKind.ItProbablyHelps:
                yield return language.Say("answer.next.keep-for-now");
                foreach (var text in Settle(contrast))
                {
                    yield return text;
                }

                break;
            case VerdictKind.ItProbablyMakesThingsWorse:
                yield return language.Say("answer.next.leave-for-now");
                foreach (var text in Settle(contrast))
                {
                    yield return text;
                }

                break;
            case VerdictKind.NoDifferenceThatMatters:
                foreach (var text in WasItDone(contrast) ?? NextCandidate().Prepend(language.Say("answer.next.no-difference")))
                {
                    yield return text;
                }

                break;
            case VerdictKind.CannotTell:
                foreach (var text in WasItDone(contrast) ?? Settle(contrast).Concat(NextCandidate()))
                {
                    yield return text;
                }

                break;
            case VerdictKind.TooLittleData:
                yield return language.Say("answer.next.too-little");
                break;
        }
    }

    // Before a thing is given up, whether it was done at all, and in the amount that was planned; null where it was.
    private IEnumerable<string>? WasItDone(ContrastReport contrast) =>
        contrast.Arm < answer.Adherence.Count && answer.Adherence[contrast.Arm] is { IsFaithful: false } done
            ?
            [
                language.Say("answer.next.not-done", ("done", done.AsPlanned), ("told", done.Told), ("plan", plan.Arms[contrast.Arm].InstructionIn(language))),
                language.Say("answer.next.again"),
            ]
            : null;

    private IEnumerable<string> Settle(ContrastReport contrast)
    {
        if (contrast.DisagreementKinds.Count > 0)
        {
            yield return language.Say("answer.settle.second-look");
        }
        else if (answer.Further.FirstOrDefault(further => further.Arm == contrast.Arm)?.Result is { } result)
        {
            var days = result.Cycles * plan.Design.ArmCount * plan.Design.PeriodDays;
            var time = days % 7 == 0 ? language.Say("amount.weeks", ("n", days / 7)) : language.Say("amount.days", ("n", days));
            yield return language.Say(
                result.Chance >= AnswerRule.PoorChanceToSettle ? "answer.settle" : "answer.settle.hardly",
                ("time", time), ("chance", Math.Clamp((int)Math.Round(10 * result.Chance, MidpointRounding.AwayFromZero), 1, 9)));
        }
    }

    private IEnumerable<string> NextCandidate() => NextOnTheList is { } named ? [named] : [];

    // The same whatever arm it is said after, and so said once.
    private string? NextOnTheList => field ??= NameNext();

    private string? NameNext()
    {
        if (next is null)
        {
            return null;
        }

        var name = next.Entry.NameIn(language);
        return next.Forecast is { } forecast && plan.Mcid is { } mcid
            ? language.Say("answer.next.candidate", ("name", name), ("n", VerdictRule.OutOfHundred(forecast.ProbabilityHelps)), ("mcid", outcome.SayDifference(mcid, language)))
            : language.Say("answer.next.candidate-unknown", ("name", name));
    }

    private string Arm(int arm) => plan.Arms[arm].NameIn(language);

    /// <summary>A verdict as a phrase: "it worked", "cannot tell".</summary>
    public static string Phrase(VerdictKind verdict, SpokenLanguage language) => verdict switch
    {
        VerdictKind.TooLittleData => language.Say("verdict.too-little"),
        VerdictKind.ItWorked => language.Say("verdict.worked"),
        VerdictKind.ItMadeThingsWorse => language.Say("verdict.worse"),
        VerdictKind.NoDifferenceThatMatters => language.Say("verdict.no-difference"),
        VerdictKind.ItProbablyHelps => language.Say("verdict.probably-helps"),
        VerdictKind.ItProbablyMakesThingsWorse => language.Say("verdict.probably-worse"),
        VerdictKind.CannotTell => language.Say("verdict.cannot-tell"),
    };
}
