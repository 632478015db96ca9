using System.ComponentModel;
using System.Globalization;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Skills.Results;

/// <summary>The answer to "did it work?": never before the planned end, always with how unsure it is.</summary>
public sealed class ResultSkills(
    TurnWork work, ResultStore results, TrialStore trials, CheckInStore checkIns, CandidateStore candidates, ParticipantStore participants, EvidenceCatalogue catalogue)
{
    [Description("Answer \"did it work?\". Before the planned end it tells only how complete the data are and when the answer comes. Its wording is sent as it is.")]
    public SkillReply DidItWork()
    {
        if (trials.Latest is not { } trial || trial.State is TrialState.Draft or TrialState.Baseline or TrialState.Frozen)
        {
            return SkillReply.Refuse("There is no trial yet that could have an answer.");
        }

        var outcome = catalogue.Outcome(trial.Plan.Outcome)!;
        if (trial.IsUnderWay && !IsComplete(trial, outcome))
        {
            return NotYet(trial, outcome);
        }

        if (trial.IsUnderWay)
        {
            trial = trial with { State = TrialState.Finished, EndedAt = work.Now, EndReason = "planned end" };
            trials.Save(trial);
        }

        var answer = AnswerOf(trial, outcome);
        return new SkillReply
        {
            Say = string.Join("\n\n", [ResultWording.Answer(trial, answer, outcome), .. BesideOthers(trial, answer, outcome)]),
            Facts = Facts(answer, outcome),
            Pictures = new AnswerPictures(trial, outcome, participants.Language).Of(answer.Report, checkIns.Days(trial.Id)),
            Asks = OpenQuestion.Nothing,
            Choices =
            [
                new Choice("How was the order drawn?", SkillCall.Of("trials-how_randomized")),
                new Choice("What could I try next?", SkillCall.Of("candidates-list")),
                new Choice(participants.Language.Say("documents.button"), SkillCall.Of("documents-offer")),
                .. Others.Decision(trial.Id) is null && answer.Report.Contrasts.Any(contrast => OtherPeople.Benefit(contrast, outcome) is not null)
                    ? [new Choice(participants.Language.Say("sharing.may-others"), SkillCall.Of("sharing-ask"))]
                    : Array.Empty<Choice>(),
            ],
        };
    }

    /// <summary>The answer that was given for the latest trial, or null before the first.</summary>
    public TrialAnswer? LatestAnswer() => trials.Latest is { } trial ? results.Latest(trial.Id) : null;

    /// <summary>Whether the trial's last day is over and answered, or can no longer be answered in time.</summary>
    public bool IsDue() => trials.Open is { State: TrialState.Running } trial && IsComplete(trial, catalogue.Outcome(trial.Plan.Outcome)!);

    private SharedEffectStore Others => new(work);

    // Others are spoken of only where enough of them have shared; the person's own result stays the answer.
    private IEnumerable<string> BesideOthers(Trial trial, TrialAnswer answer, DailyOutcome outcome) => answer.Report.Contrasts
        .Where(contrast => OtherPeople.Benefit(contrast, outcome) is not null)
        .Select(contrast => (Arm: trial.Plan.Arms[contrast.Arm].Name, contrast))
        .Select(pair => OtherPeople.Compare(pair.Arm, Others.Of(pair.Arm, outcome.Id), OtherPeople.Benefit(pair.contrast, outcome)?.Estimate, Others.Decision(trial.Id) is true, outcome, participants.Language))
        .OfType<string>();

    private bool IsComplete(Trial trial, DailyOutcome outcome)
    {
        var participant = participants.Current;
        var today = participant.StudyDayAt(work.Now);
        if (trial.State is TrialState.Paused || TrialCalendar.LastDay(trial, today) is not { } last)
        {
            return false;
        }

        var latest = StudyDays.Latest(participant, work.Now, outcome);
        return latest > last || (latest == last && checkIns.Days(trial.Id).GetValueOrDefault(last) is { HasAnswer: true } told && (told.Adherence is not null || told.Missing is not null));
    }

    private TrialAnswer AnswerOf(Trial trial, DailyOutcome outcome)
    {
        var revisions = checkIns.Revisions(trial.Id).Count;
        if (results.Latest(trial.Id) is { } known && known.DiaryRevisions == revisions)
        {
            return known;
        }

        var participant = participants.Current;
        var ended = trial.EndedAt is { } at ? participant.StudyDayAt(at) : participant.StudyDayAt(work.Now);
        var diary = DiaryForAnalysis.Build(trial, checkIns.Days(trial.Id), ended);
        var report = TrialReport.Analyze(diary, new AnalysisPlan
        {
            Mcid = trial.Plan.Mcid,
            HigherIsBetter = !outcome.LowerIsBetter,
            Scale = outcome.Scale,
            PlannedCountedDays = trial.State is TrialState.Finished ? DiaryForAnalysis.PlannedCountedDays(trial) : 0,
        });
        var answer = new TrialAnswer
        {
            Revision = (results.Latest(trial.Id)?.Revision ?? 0) + 1,
            At = work.Now,
            StoppedEarly = trial.State is TrialState.Stopped,
            DiaryRevisions = revisions,
            Report = report,
        };
        results.Add(trial.Id, answer);
        Remember(trial, answer, outcome);
        return answer;
    }

    private void Remember(Trial trial, TrialAnswer answer, DailyOutcome outcome)
    {
        foreach (var contrast in answer.Report.Contrasts.Where(contrast => contrast.Refusal is null && contrast.Verdict is not VerdictKind.TooLittleData))
        {
            var direction = outcome.LowerIsBetter ? -1 : 1;
            if (OtherPeople.Benefit(contrast, outcome) is { } found)
            {
                new CalibrationLedger(work).Score(trial.Id, contrast.Arm, found.Estimate, found.StandardError);
            }

            var ends = new[] { direction * contrast.Low, direction * contrast.High };
            candidates.Add(new TestedOnYou
            {
                Intervention = trial.Plan.Arms[contrast.Arm].Name,
                Outcome = outcome.Id,
                Verdict = ResultWording.Phrase(contrast.Verdict),
                Benefit = direction * contrast.Estimate,
                Low = ends.Min(),
                High = ends.Max(),
                At = work.Now,
            });
        }
    }

    private SkillReply NotYet(Trial trial, DailyOutcome outcome)
    {
        var today = participants.Current.StudyDayAt(work.Now);
        var latest = StudyDays.Latest(participants.Current, work.Now, outcome);
        var soFar = TrialCalendar.Days(trial).Where(day => day.Date <= latest).ToList();
        var answers = checkIns.Days(trial.Id);
        var answered = soFar.Count(day => answers.GetValueOrDefault(day.Date)?.Value is not null);
        var last = TrialCalendar.LastDay(trial, today)!.Value;
        var when = outcome.AskedNextMorning ? last.PlusDays(1) : last;
        return new SkillReply
        {
            Say = $"Not yet. So far {answered} of {soFar.Count} days have an answer; the result comes on {TrialWording.Day(when)}. I do not look before: early looks make chance look like a result.",
            Facts =
            [
                new Fact("days with an answer", answered.ToString(CultureInfo.InvariantCulture)),
                new Fact("days so far", soFar.Count.ToString(CultureInfo.InvariantCulture)),
                new Fact("day of the answer", TrialWording.Day(when)),
            ],
        };
    }

    private static IReadOnlyList<Fact> Facts(TrialAnswer answer, DailyOutcome outcome) =>
    [
        .. answer.Report.Contrasts.Where(contrast => contrast.Refusal is null && contrast.Verdict is not VerdictKind.TooLittleData).SelectMany(contrast => new[]
        {
            new Fact("effect", outcome.SayDifference(contrast.Estimate)),
            new Fact("interval from", outcome.SayDifference(contrast.Low)),
            new Fact("interval to", outcome.SayDifference(contrast.High)),
            new Fact("chance that it helps", CandidateWording.Of100(contrast.ProbabilityBetter)),
        }),
    ];
}
