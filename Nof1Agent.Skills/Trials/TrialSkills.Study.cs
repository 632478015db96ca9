using Nof1Agent.Skills.Candidates;

namespace Nof1Agent.Skills.Trials;

/// <summary>A plan that a study fixes: the person says yes or no to it, and changes nothing of it.</summary>
public sealed partial class TrialSkills
{
    /// <summary>Drafts the plan of a study. What rules an arm out for anybody rules it out here.</summary>
    /// <param name="plan">The study's plan, its length chosen.</param>
    /// <param name="before">What is said before the plan.</param>
    /// <param name="isRuledOut">Whether the study is not for this person; false also where the plan only waits for something.</param>
    internal SkillReply ProposeOf(TrialPlan plan, string before, out bool isRuledOut)
    {
        isRuledOut = false;
        if (interview.Notes.Blocks.Count > 0)
        {
            return SkillReply.Refuse(Language.Say("interview.doctor-first"));
        }

        if (trials.Open is { State: not (TrialState.Draft or TrialState.Frozen) })
        {
            return SkillReply.Refuse(Language.Say("trials.busy-running"));
        }

        if (candidateStore.Latest is not { } list || interview.Notes.Next is not null || interview.Notes.Adult is not true)
        {
            return SkillReply.Refuse(Language.Say("trials.interview-first"));
        }

        foreach (var arm in plan.Arms.Skip(1))
        {
            if (WhyNot(arm, list) is { } why)
            {
                isRuledOut = true;
                return SkillReply.Refuse(Language.Say("studies.ruled-out", ("name", arm.NameIn(Language)), ("why", why)));
            }

            if (list.Candidates.FirstOrDefault(candidate => candidate.Name == arm.Name) is { NeedsCoach: true } waiting && !IsApproved(waiting))
            {
                return AskCoach(waiting, list);
            }
        }

        if (trials.Open is { } old)
        {
            trials.Save(old with { State = TrialState.Cancelled, EndedAt = work.Now, EndReason = "replaced by another plan" });
        }

        var agreed = AsApproved(plan);
        trials.Add(new Trial { Id = new TrialId(work.Random.NewId()), State = TrialState.Draft, Plan = agreed, CreatedAt = work.Now });
        return AskToConfirm(before, agreed, catalogue.Outcome(agreed.Outcome)!);
    }

    // What was told, what harmed in an own trial, and what nobody may start here; a clinician's yes is asked for elsewhere.
    private string? WhyNot(Arm arm, CandidateList list) =>
        RuledOutNow(arm.Name)
        ?? list.SetAside.FirstOrDefault(aside => aside.Name == arm.Name || aside.Name == arm.NameIn(Language))?.Reason
        ?? list.Candidates.FirstOrDefault(candidate => candidate is { MayStart: false, NeedsCoach: false } && candidate.Name == arm.Name)?.WhyNot
        ?? catalogue.Entries.Where(entry => entry.Intervention.Name == arm.Name).Select(entry => PersonalGates.NotToStart(entry with { NeedsClinician = false, CrossoverFit = "good" }, interview.Notes, Language)).FirstOrDefault(why => why is not null);

    // Nothing of a study's plan is changed by one of those who take part.
    private SkillReply? FixedByStudy => trials.Open is { State: TrialState.Draft, Plan: { Study: not null } plan }
        ? AskToConfirm(Language.Say("studies.fixed"), plan, catalogue.Outcome(plan.Outcome)!) with { Ok = false }
        : null;
}
