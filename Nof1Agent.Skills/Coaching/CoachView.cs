using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;

namespace Nof1Agent.Skills.Coaching;

/// <summary>
/// What a coach sees of a trial's result. While the trial runs a coach is as blind as the person: how complete the data are, nothing by arm. A look before the end is
/// possible, with a reason, and is written down for good. Not a function that a model, the guide or a button could call.
/// </summary>
public sealed class CoachView(
    TurnWork work, TrialStore trials, CheckInStore checkIns, ParticipantStore participants, ResultSkills results, ResultStore resultStore, UnblindingStore unblindings, EvidenceCatalogue catalogue)
{
    private const int ShortestReason = 10;
    private const int LongestReason = 1000;

    /// <summary>The trial's result as the person was given it, or how far it is.</summary>
    /// <param name="language">The coach's language.</param>
    public SkillReply Result(SpokenLanguage language)
    {
        if (trials.Latest is not { BeganAt: not null } trial)
        {
            return SkillReply.Refuse(language.Say("coach.no-trial"));
        }

        var outcome = catalogue.Outcome(trial.Plan.Outcome)!;
        if (trial.IsUnderWay)
        {
            var (answered, days, when) = results.Completeness(trial, outcome);
            return new SkillReply { Say = language.Say("coach.blind", ("answered", answered), ("days", days), ("when", language.Day(when))) };
        }

        return resultStore.Latest(trial.Id) is { } answer
            ? new SkillReply { Say = new AnswerWording(trial.Plan, answer, outcome, null, language).Whole() }
            : SkillReply.Refuse(language.Say("coach.no-answer"));
    }

    /// <summary>Looks at a running trial before its end. The reason is stored in the same commit as the look is given out.</summary>
    /// <param name="coach">Who looks.</param>
    /// <param name="reason">Why it cannot wait; at least ten characters.</param>
    /// <param name="language">The coach's language.</param>
    public SkillReply Unblind(string coach, string reason, SpokenLanguage language)
    {
        var why = reason.Trim();
        if (trials.Open is not { IsUnderWay: true } trial)
        {
            return Result(language);
        }

        if (string.IsNullOrWhiteSpace(coach) || why.Length is < ShortestReason or > LongestReason)
        {
            return SkillReply.Refuse(language.Say("coach.reason-needed"));
        }

        unblindings.Add(trial.Id, new Unblinding { Coach = coach.Trim(), Reason = why, At = work.Now });
        AuditTrail.Add(work, coach, AuditAct.Unblinded);
        var outcome = catalogue.Outcome(trial.Plan.Outcome)!;
        var answer = AnswerAnalysis.Run(trial, checkIns.Days(trial.Id), participants.Current.StudyDayAt(work.Now), outcome, null, work.Now);
        return new SkillReply { Say = $"{language.Say("coach.unblinded", ("at", language.Date(participants.Current.StudyDayAt(work.Now))))}\n\n{new AnswerWording(trial.Plan, answer, outcome, null, language).Whole()}" };
    }

    /// <summary>Who looked before the end, and why.</summary>
    public IReadOnlyList<Unblinding> Unblindings => trials.Latest is { } trial ? unblindings.Of(trial.Id) : [];
}
