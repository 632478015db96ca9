using System.ComponentModel;
using System.Globalization;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Verdicts;
using NodaTime;

namespace Nof1Agent.Skills.Results;

/// <summary>The answer to "did it work?": never before the planned end or a declared look, always with how unsure it is.</summary>
public sealed class ResultSkills(
    TurnWork work, ResultStore results, TrialStore trials, TrialSkills trialSkills, CheckInStore checkIns, CheckInSkills checkInSkills, CandidateStore candidates, CandidateSkills candidateSkills,
    ParticipantStore participants, EvidenceCatalogue catalogue)
{
    private SpokenLanguage Language => participants.Language;

    [Description("Answer \"did it work?\". Before the planned end it tells only how complete the data are and when the answer comes. Its wording is sent as it is.")]
    public SkillReply DidItWork()
    {
        if (trials.Latest is not { } trial || trial.State is TrialState.Draft or TrialState.Baseline or TrialState.Frozen)
        {
            return SkillReply.Refuse(Language.Say("answer.none-yet"));
        }

        var outcome = catalogue.Outcome(trial.Plan.Outcome)!;
        if (AwaitedGuess(trial, outcome) is { } last)
        {
            return checkInSkills.AskGuess(trial, last, Language.Say("blind.guess-first"));
        }

        if (Ended(trial, outcome) is not { } ended)
        {
            return NotYet(trial, outcome);
        }

        trial = ended;
        var answer = AnswerOf(trial, outcome);
        return new SkillReply
        {
            Say = string.Join("\n\n", [new AnswerWording(trial.Plan, answer, outcome, Next(trial), Language).Whole(), .. BesideOthers(trial, answer, outcome)]),
            Facts = Facts(answer, outcome),
            Pictures = new AnswerPictures(trial, outcome, participants.Language).Of(answer.Report, checkIns.Days(trial.Id)),
            Asks = OpenQuestion.Nothing,
            Choices =
            [
                .. Choices(trial, answer),
                new Choice(Language.Say("documents.button"), SkillCall.Of("documents-offer")),
                .. Others.Decision(trial.Id) is null && answer.Report.Contrasts.Any(contrast => OtherPeople.Benefit(contrast, outcome) is not null)
                    ? [new Choice(Language.Say("sharing.may-others"), SkillCall.Of("sharing-ask"))]
                    : Array.Empty<Choice>(),
            ],
        };
    }

    [Description("Answer a question about the answer, from its facts: why it is so unsure, which days counted, what \"93 in 100\" means, whether it could be chance, a trend or the weekend, how it was randomized.")]
    public SkillReply Explain([Description("unsure, days, number, chance, trend, weekend or randomized")] string topic)
    {
        if (topic.Trim().Equals("randomized", StringComparison.OrdinalIgnoreCase))
        {
            return trialSkills.HowRandomized();
        }

        if (trials.Latest is not { IsOver: true } trial || results.Latest(trial.Id) is not { } answer)
        {
            return SkillReply.Refuse(Language.Say("explain.no-answer"));
        }

        var explanation = new AnswerExplanation(trial, answer, checkIns.Days(trial.Id), Until(trial), catalogue.Outcome(trial.Plan.Outcome)!, Language);
        return new SkillReply
        {
            Say = topic.Trim().ToLowerInvariant() switch
            {
                "days" => explanation.Days(),
                "number" => explanation.Number(),
                "chance" => explanation.Chance(),
                "trend" => explanation.Trend(),
                "weekend" => explanation.Weekend(),
                _ => explanation.Unsure(),
            },
            Choices = [.. Choices(trial, answer).Where(choice => choice.Call.Arguments["topic"]?.GetValue<string>() != topic)],
        };
    }

    /// <summary>The answer that was given for the latest trial, or null before the first.</summary>
    public TrialAnswer? LatestAnswer() => trials.Latest is { } trial ? results.Latest(trial.Id) : null;

    /// <summary>
    /// Whether the answer is due: the trial's last day is over and answered, or can no longer be answered in time, or a declared look says that it is clear. A look whose
    /// time has come is taken here, once, and stored.
    /// </summary>
    public bool IsDue() => trials.Open is { State: TrialState.Running } trial && catalogue.Outcome(trial.Plan.Outcome) is { } outcome
        && (IsComplete(trial, outcome) || LookThatEnds(trial, outcome) is not null);

    private SharedEffectStore Others => new(work);

    // Others are spoken of only where enough of them have shared; the person's own result stays the answer.
    private IEnumerable<string> BesideOthers(Trial trial, TrialAnswer answer, DailyOutcome outcome) => answer.Report.Contrasts
        .Where(contrast => OtherPeople.Benefit(contrast, outcome) is not null)
        .Select(contrast => (Arm: trial.Plan.Arms[contrast.Arm], contrast))
        .Select(pair => OtherPeople.Compare(pair.Arm.NameIn(Language), Others.Of(pair.Arm.Name, outcome.Id), OtherPeople.Benefit(pair.contrast, outcome)?.Estimate, Others.Decision(trial.Id) is true, outcome, participants.Language))
        .OfType<string>();

    /// <summary>How complete the data of a running trial are, in numbers; nothing by arm.</summary>
    internal (int Answered, int Days, LocalDate AnswerOn) Completeness(Trial trial, DailyOutcome outcome)
    {
        var latest = StudyDays.Latest(participants.Current, work.Now, outcome);
        var soFar = TrialCalendar.DaysBeforePause(trial).Where(day => day.Date <= latest).ToList();
        var answers = checkIns.Days(trial.Id);
        var last = TrialCalendar.LastDay(trial, participants.Current.StudyDayAt(work.Now))!.Value;
        return (soFar.Count(day => answers.GetValueOrDefault(day.Date)?.Value is not null), soFar.Count, outcome.AskedNextMorning ? last.PlusDays(1) : last);
    }

    /// <summary>Ends the trial if it is due and keeps its answer, without words and without looking ahead: for many simulated people.</summary>
    internal TrialAnswer? Conclude()
    {
        var outcome = trials.Latest is { } latest ? catalogue.Outcome(latest.Plan.Outcome)! : null;
        return outcome is not null && Ended(trials.Latest!, outcome) is { } trial ? AnswerOf(trial, outcome, looksAhead: false) : null;
    }

    // A trial that is over stays as it is; one that is due ends now; null: it is neither.
    private Trial? Ended(Trial trial, DailyOutcome outcome)
    {
        if (!trial.IsUnderWay)
        {
            return trial;
        }

        var look = LookThatEnds(trial, outcome);
        if (look is null && !IsComplete(trial, outcome))
        {
            return null;
        }

        var ended = trial with { State = TrialState.Finished, EndedAt = work.Now, EndReason = look is null ? "planned end" : "declared look", EndedAtLook = look?.Cycle };
        trials.Save(ended);
        return ended;
    }

    private DeclaredLook? LookThatEnds(Trial trial, DailyOutcome outcome)
    {
        if (!trial.Plan.EndsEarlyWhenClear)
        {
            return null;
        }

        var taken = results.Looks(trial.Id);
        var due = DeclaredLooks.Cycles(trial.Plan).LastOrDefault(cycle => trial.State is TrialState.Running && MayBeAnswered(DeclaredLooks.LastDay(trial, cycle), trial, outcome));
        if (due > 0 && taken.All(look => look.Cycle < due))
        {
            var look = DeclaredLooks.Take(trial, due, checkIns.Days(trial.Id), outcome);
            results.Add(trial.Id, look);
            taken = results.Looks(trial.Id);
        }

        return taken.LastOrDefault(look => look.Decision is not LookOutcome.Continue);
    }

    private bool IsComplete(Trial trial, DailyOutcome outcome) =>
        trial.State is TrialState.Running && TrialCalendar.LastDay(trial, participants.Current.StudyDayAt(work.Now)) is { } last && MayBeAnswered(last, trial, outcome);

    // The answer says what the containers held: the guess about the last period comes before it, and is waited for until the day after.
    private bool MayBeAnswered(LocalDate day, Trial trial, DailyOutcome outcome) =>
        IsOver(day, trial, outcome) && (checkInSkills.PeriodToGuess(trial, day) is null || participants.Current.StudyDayAt(work.Now) > GuessAskedOn(day, trial, outcome));

    // With the day's answer, or in the morning after it could last be given.
    private LocalDate GuessAskedOn(LocalDate day, Trial trial, DailyOutcome outcome) =>
        day.PlusDays((outcome.AskedNextMorning ? 1 : 0) + (checkIns.IsAnswered(trial.Id, day) ? 0 : 1));

    private TrialDay? AwaitedGuess(Trial trial, DailyOutcome outcome) =>
        trial is { State: TrialState.Running, Plan.Blinded: true } && TrialCalendar.LastDay(trial, participants.Current.StudyDayAt(work.Now)) is { } last && IsOver(last, trial, outcome) && !MayBeAnswered(last, trial, outcome)
            ? checkInSkills.PeriodToGuess(trial, last)
            : null;

    private bool IsOver(LocalDate day, Trial trial, DailyOutcome outcome)
    {
        var latest = StudyDays.Latest(participants.Current, work.Now, outcome);
        return latest > day || (latest == day && checkIns.Days(trial.Id).GetValueOrDefault(day) is { HasAnswer: true } told && (told.Adherence is not null || told.Missing is not null));
    }

    private TrialAnswer AnswerOf(Trial trial, DailyOutcome outcome, bool looksAhead = true)
    {
        var revisions = checkIns.Revisions(trial.Id).Count;
        if (results.Latest(trial.Id) is { } known && known.DiaryRevisions == revisions)
        {
            return known;
        }

        var answer = AnswerAnalysis.Run(trial, checkIns.Days(trial.Id), Until(trial), outcome, Expected(trial, outcome), work.Now, looksAhead) with
        {
            Revision = (results.Latest(trial.Id)?.Revision ?? 0) + 1,
            DiaryRevisions = revisions,
            Guesses = trial.Plan.Blinded ? GuessAgreement.Of([.. new ArmGuessStore(work).Of(trial.Id).Select(told => (told.Guess, trial.Sequence![told.Period]))]) : null,
        };
        results.Add(trial.Id, answer);
        Remember(trial, answer, outcome);
        return answer;
    }

    // An answer that a look brought rests on the days up to that look.
    private LocalDate Until(Trial trial) => trial.EndedAtLook is { } cycle
        ? DeclaredLooks.LastDay(trial, cycle)
        : participants.Current.StudyDayAt(trial.EndedAt ?? work.Now);

    private ExpectedEffect? Expected(Trial trial, DailyOutcome outcome)
    {
        var forecast = catalogue.Entries.Where(entry => entry.Intervention.Name == trial.Plan.Arms[1].Name).Select(entry => PersonalForecast.Of(entry, outcome)).FirstOrDefault(known => known is not null);
        return forecast is { } benefit ? new ExpectedEffect((outcome.LowerIsBetter ? -1 : 1) * benefit.Mean, benefit.StandardDeviation) : null;
    }

    private Candidate? Next(Trial trial) => candidateSkills.NextUntested(trial.Plan.Outcome);

    private void Remember(Trial trial, TrialAnswer answer, DailyOutcome outcome)
    {
        foreach (var contrast in answer.Report.Contrasts.Where(contrast => answer.DidHarm(contrast.Arm) || (contrast.Refusal is null && contrast.Verdict is not VerdictKind.TooLittleData)))
        {
            var arm = trial.Plan.Arms[contrast.Arm].Name;
            HarmKind? harm = answer.DidHarm(contrast.Arm) ? HarmKind.SideEffect : contrast.Verdict is VerdictKind.ItMadeThingsWorse ? HarmKind.MadeWorse : null;
            if (contrast.Refusal is not null || contrast.Verdict is VerdictKind.TooLittleData)
            {
                candidates.Add(new TestedOnYou { Intervention = arm, Outcome = outcome.Id, Verdict = AnswerWording.Phrase(contrast.Verdict, KnownLanguages.English), Harm = harm, At = Told(arm) });
                continue;
            }

            var direction = outcome.LowerIsBetter ? -1 : 1;
            if (OtherPeople.Benefit(contrast, outcome) is { } found)
            {
                new CalibrationLedger(work).Score(trial.Id, contrast.Arm, found.Estimate, found.StandardError);
            }

            var ends = new[] { direction * contrast.Low, direction * contrast.High };
            candidates.Add(new TestedOnYou
            {
                Intervention = arm,
                Outcome = outcome.Id,
                Verdict = AnswerWording.Phrase(contrast.Verdict, KnownLanguages.English),
                Benefit = direction * contrast.Estimate,
                Low = ends.Min(),
                High = ends.Max(),
                Harm = harm,
                At = harm is HarmKind.SideEffect ? Told(arm) : work.Now,
            });
        }

        // A harm keeps the time at which it was told: what a coach has decided since was decided knowing of it.
        Instant Told(string arm) => candidates.Tested.LastOrDefault(test => test.Harm is HarmKind.SideEffect && test.Intervention == arm && test.Outcome == outcome.Id && test.At >= trial.BeganAt)?.At ?? work.Now;
    }

    private SkillReply NotYet(Trial trial, DailyOutcome outcome)
    {
        var (answered, days, when) = Completeness(trial, outcome);
        return new SkillReply
        {
            Say = Language.Say(DeclaredLooks.Cycles(trial.Plan).Any() ? "answer.not-yet-with-looks" : "answer.not-yet", ("answered", answered), ("days", days), ("when", Language.Day(when))),
            Facts =
            [
                new Fact("days with an answer", answered.ToString(CultureInfo.InvariantCulture)),
                new Fact("days so far", days.ToString(CultureInfo.InvariantCulture)),
                new Fact("day of the answer", Language.Day(when)),
            ],
        };
    }

    private IReadOnlyList<Choice> Choices(Trial trial, TrialAnswer answer)
    {
        Choice Explain(string label, string topic) => new(label, SkillCall.Of("results-explain", ("topic", topic)));
        var told = answer.Report.Contrasts.FirstOrDefault(contrast => contrast.Refusal is null && contrast.Verdict is not VerdictKind.TooLittleData);
        return
        [
            .. told is null ? [] : new[]
            {
                Explain(Language.Say("answer.button.unsure"), "unsure"),
                Explain(Language.Say("answer.button.number", ("n", AnswerWording.FirstChance(told))), "number"),
                Explain(Language.Say("answer.button.chance"), "chance"),
            },
            .. answer.MayBeRules is { Count: > 1 } several
                ? several.Select(contrast => new Choice(Language.Say("answer.button.rule-of", ("arm", trial.Plan.Arms[contrast.Arm].NameIn(Language))), RuleSkills.KeepCall(contrast.Arm)))
                : answer.MayBeRules.Select(contrast => new Choice(Language.Say("answer.button.rule"), RuleSkills.KeepCall(contrast.Arm))),
            Explain(Language.Say("answer.button.days"), "days"),
            Explain(Language.Say("answer.button.order"), "randomized"),
            new Choice(Language.Say("answer.button.next"), SkillCall.Of("candidates-list")),
        ];
    }

    private IReadOnlyList<Fact> Facts(TrialAnswer answer, DailyOutcome outcome) =>
    [
        .. answer.Report.Contrasts.Where(contrast => contrast.Refusal is null && contrast.Verdict is not VerdictKind.TooLittleData).SelectMany(contrast => new[]
        {
            new Fact("effect", new EffectWording(outcome, Language).Short(contrast.Estimate)),
            new Fact("interval from", new EffectWording(outcome, Language).Short(contrast.Low)),
            new Fact("interval to", new EffectWording(outcome, Language).Short(contrast.High)),
            new Fact("chance that it helps", $"{VerdictRule.OutOfHundred(contrast.ProbabilityBetter)} in 100"),
        }),
    ];
}
