using System.ComponentModel;
using Dapper;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Skills.Studies;

/// <summary>
/// Somebody in a study: they answer what the gates have to know, and get the study's protocol instead of a list to choose from. The order is drawn for each person by themselves,
/// with their own word, like any other.
/// </summary>
public sealed class StudySkills(TurnWork work, ParticipantStore participants, InterviewStore interview, TrialStore trials, TrialSkills trialSkills, EvidenceCatalogue catalogue)
{
    private const string Usual = "Your usual routine, without any of the things we test.";

    /// <summary>The study that the person is in, with the version that they agreed to; null: none.</summary>
    public StudyRef? Current => work.Get(connection => new Member(StudyRef.Read(work.Open(
        connection.QuerySingleOrDefault<string>("select study_ref from caseload where participant_id = @participant and agreed_at is not null", new { participant = work.Participant }))))).Study;

    [Description("The person does not want to take part in the study any more; they go on without it.")]
    public SkillReply Leave()
    {
        var language = participants.Language;
        if (Current is null)
        {
            return SkillReply.Refuse(language.Say("studies.none"));
        }

        Out();
        if (trials.Open is { State: TrialState.Draft or TrialState.Frozen, Plan.Study: not null } draft)
        {
            trials.Save(draft with { State = TrialState.Cancelled, EndedAt = work.Now, EndReason = "left the study" });
        }

        return new SkillReply
        {
            Say = language.Say(trials.Open is { IsUnderWay: true } ? "studies.left-running" : "studies.left"),
            Choices = trials.Open is null ? [new Choice(language.Say("trials.button.candidates"), SkillCall.Of("candidates-list"))] : [],
        };
    }

    /// <summary>The person has said yes to the coach who invited them, perhaps into a study: then goal and outcome are the study's, and are not asked.</summary>
    /// <param name="invitation">The invitation that they said yes to; null: the one that came before their consent.</param>
    internal void Joined(string? invitation)
    {
        var cell = invitation is null
            ? work.Reader.QuerySingleOrDefault<string>("select study_ref from caseload where participant_id = @participant", new { participant = work.Participant })
            : work.Reader.QuerySingleOrDefault<string>("select study_ref from invitation_offer where participant_id = @participant and code_hash = @invitation", new { participant = work.Participant, invitation });
        var joined = StudyRef.Read(work.Open(cell));
        work.Put(new Member(joined));
        if (joined is null || StudyBook.Template(work.Reader, joined) is not { } template)
        {
            return;
        }

        var notes = interview.Notes;
        var isSame = notes.Outcome == template.Outcome;
        interview.Save(notes with
        {
            Goal = template.Goal,
            GoalInOwnWords = isSame ? notes.GoalInOwnWords : null,
            Outcome = template.Outcome,
            Mcid = template.Mcid ?? (isSame ? notes.Mcid : null),
            TypicalGood = isSame ? notes.TypicalGood : null,
            TypicalBad = isSame ? notes.TypicalBad : null,
        });
    }

    /// <summary>The study's plan, in place of a list of candidates; null where the person is in no study, or has had its trial.</summary>
    internal SkillReply? PlanInstead()
    {
        if (Current is not { } study || trials.All.Any(trial => trial.Plan.Study?.Id == study.Id && (trial.IsUnderWay || trial.IsOver)) || StudyBook.Template(work.Reader, study) is not { } template)
        {
            return null;
        }

        var language = participants.Language;
        Times(template);
        var proposed = trialSkills.ProposeOf(Plan(template, study), language.Say("studies.plan", ("study", template.Name)), out var isRuledOut);
        if (!isRuledOut)
        {
            return proposed;
        }

        Out();
        return proposed with { Choices = [new Choice(language.Say("trials.button.candidates"), SkillCall.Of("candidates-list"))] };
    }

    private TrialPlan Plan(StudyTemplate template, StudyRef study)
    {
        var (notes, outcome) = (interview.Notes, catalogue.Outcome(template.Outcome)!);
        var entries = template.Arms.Select(arm => StudyRules.EntryOf(arm, template.Goal, catalogue)).ToList();
        var usual = template.Comparator.Trim() is { Length: > 0 } told ? told : entries is [{ } only] ? only.Intervention.ComparatorInstruction : Usual;
        return new TrialPlan
        {
            Arms = [new Arm("usual routine", usual), .. template.Arms.Zip(entries, (arm, entry) => new Arm(entry?.Intervention.Name ?? arm.Name.Trim(), arm.Instruction.Trim() is { Length: > 0 } what ? what : entry?.Intervention.ArmInstruction ?? arm.Name))],
            Outcome = outcome.Id,
            Mcid = template.Mcid ?? notes.Mcid,
            Expectation = notes.Expectation,
            Design = new TrialDesign { ArmCount = template.Arms.Count + 1, BlockCount = template.Cycles, PeriodDays = template.PeriodDays, DiscardDays = template.WashoutDays },
            AssumedSd = notes.SdFromTypicalDays() ?? outcome.SdWhenUnknown,
            AssumedSdFrom = notes.SdFromTypicalDays() is null ? "what is common" : "your good and bad days",
            LengthChosen = true,
            EndsEarlyWhenClear = template.EndsEarlyWhenClear && template.Cycles > Stats.Verdicts.LookRule.FirstBlock,
            Study = study,
        };
    }

    // Once, with the first plan; from then on the times are the person's own to change.
    private void Times(StudyTemplate template)
    {
        if (trials.All.Any(trial => trial.Plan.Study is not null) || template is { Morning: null, Evening: null })
        {
            return;
        }

        var person = participants.Current;
        var quiet = template.Evening is { } evening ? person.Quiet.Without(evening) : person.Quiet;
        participants.Save(person with
        {
            MorningTime = template.Morning ?? person.MorningTime,
            CheckInTime = template.Evening ?? person.CheckInTime,
            Quiet = template.Morning is { } morning ? quiet.Without(morning) : quiet,
        });
    }

    private void Out()
    {
        work.Put(new Member(null));
        work.Add("update caseload set study = null, study_ref = null where participant_id = @participant", new { participant = work.Participant });
    }

    private sealed record Member(StudyRef? Study);
}
