using System.ComponentModel;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Candidates;

namespace Nof1Agent.Skills.Trials;

/// <summary>What needs a clinician's yes, and what an intervention is not for.</summary>
public sealed partial class TrialSkills
{
    [Description("The person says that one of the cautions named with the plan applies to them: the plan is put aside.")]
    public SkillReply CautionApplies()
    {
        if (trials.Open is not { State: TrialState.Draft or TrialState.Frozen } trial)
        {
            return NoDraft();
        }

        trials.Save(trial with { State = TrialState.Cancelled, EndedAt = work.Now, EndReason = "a caution applies" });
        return new SkillReply
        {
            Say = Language.Say("approval.applies"),
            Asks = OpenQuestion.Candidates,
            Choices = [new Choice(Language.Say("trials.button.candidates"), SkillCall.Of("candidates-list"))],
        };
    }

    // A coach's yes counts for what was asked about; nothing else of the gates is lifted by it.
    private bool IsApproved(Candidate candidate) => candidate.NeedsCoach && approvals.Of(candidate.Name) is { State: ApprovalState.Approved };

    // What harmed is never begun by the way: after a side effect a coach has to have agreed since, after a worse result the person has to have said that they know.
    private bool MayGoOn(Candidate candidate, TestedOnYou own, bool knows) =>
        ApprovalAfter(own, candidate.Name) is { State: ApprovalState.Approved } || (knows && OwnHarm.Kind(own) is HarmKind.MadeWorse && GateOf(candidate) is null);

    // A yes from before the harm was given without knowing of it.
    private Approval? ApprovalAfter(TestedOnYou own, string name) => approvals.Of(name) is { } approval && approval.AskedAt >= own.At ? approval : null;

    // What would keep it from being started if nothing had happened.
    private string? GateOf(Candidate candidate) => PersonalGates.NotToStart(candidate.Entry, interview.Notes, Language);

    private SkillReply AfterHarm(Candidate candidate, TestedOnYou own, string told, CandidateList list)
    {
        var (name, why) = (candidate.NameIn(Language), OwnHarm.Said(own, Language));
        if (OwnHarm.Kind(own) is HarmKind.MadeWorse && GateOf(candidate) is null)
        {
            return SkillReply.Refuse(Language.Say("trials.made-worse", ("name", name))) with
            {
                Asks = OpenQuestion.Candidates,
                Choices = [new Choice(Language.Say("trials.button.something-else"), SkillCall.Of("candidates-list")), new Choice(Language.Say("trials.button.i-know"), SkillCall.Of("trials-propose_again", ("candidates", told)))],
            };
        }

        return hasCoach
            ? AskCoach(candidate, list, own)
            : SkillReply.Refuse(WithAlternative(Language.Say("trials.harmed", ("name", name), ("why", why)), list)) with { Asks = OpenQuestion.Candidates };
    }

    // The list was made of what was known then; what was told since counts too. A coach's yes lifts the need of a clinician and nothing else.
    private string? RuledOutNow(string name) => interview.Notes.Pregnant is true && catalogue.Entries.Any(entry => entry.Intervention.Name == name)
        ? Language.Say("candidates.gate.pregnancy")
        : catalogue.Entries.Where(entry => entry.Intervention.Name == name).Select(entry => PersonalGates.LeftOut(entry, interview.Notes, Language)).FirstOrDefault(why => why is not null);

    // Asked once; where nobody could answer, it is said so instead of waiting for ever.
    private SkillReply AskCoach(Candidate candidate, CandidateList list, TestedOnYou? harmed = null)
    {
        var name = candidate.NameIn(Language);
        if (!hasCoach)
        {
            return SkillReply.Refuse(WithAlternative(Language.Say("approval.no-coach", ("name", name)), list)) with { Asks = OpenQuestion.Candidates };
        }

        switch (harmed is null ? approvals.Of(candidate.Name) : ApprovalAfter(harmed, candidate.Name))
        {
            case { State: ApprovalState.Waiting }:
                return SkillReply.Refuse(WithAlternative(Language.Say("approval.waits", ("name", name)), list)) with { Asks = OpenQuestion.Candidates };
            case { State: ApprovalState.Vetoed } vetoed:
                return SkillReply.Refuse(WithAlternative(Language.Say("approval.vetoed", ("name", name), ("reason", vetoed.Reason!)), list)) with { Asks = OpenQuestion.Candidates };
        }

        var approval = new Approval
        {
            Id = work.Random.NewId(),
            Name = candidate.Name,
            Instruction = candidate.Entry.Intervention.ArmInstruction,
            Cautions = harmed is null ? candidate.Entry.Contraindications : [OwnHarm.Said(harmed, Languages.KnownLanguages.English), .. candidate.Entry.Contraindications],
            AskedAt = work.Now,
        };
        approvals.Add(approval);
        new AlertStore(work).Raise(AlertKind.ApprovalRequested, Languages.KnownLanguages.English.Say("approval.alert"), approval.Id);
        var asked = harmed is null ? Language.Say("approval.asked", ("name", name)) : Language.Say("approval.asked-after-harm", ("name", name), ("why", OwnHarm.Said(harmed, Language)));
        return new SkillReply { Say = WithAlternative(asked, list), Asks = OpenQuestion.Candidates };
    }

    private string WithAlternative(string said, CandidateList list) =>
        list.Candidates.FirstOrDefault(candidate => candidate.MayStart && !OwnHarm.In(candidateStore.Tested).ContainsKey(candidate.Name)) is { } other ? $"{said} {Language.Say("approval.meanwhile", ("name", other.NameIn(Language)))}" : said;

    // What a coach has changed is what is done.
    private TrialPlan AsApproved(TrialPlan plan) => plan with
    {
        Arms = [.. plan.Arms.Select(arm => approvals.Of(arm.Name) is { State: ApprovalState.Approved } approval ? arm with { Instruction = approval.Instruction } : arm)],
    };

    // The cautions of everything in the plan, to be answered with it.
    private string Cautions(TrialPlan plan) => string.Concat(plan.Arms.Skip(1)
        .Select(arm => candidateStore.Latest?.Candidates.FirstOrDefault(candidate => candidate.Name == arm.Name))
        .Where(candidate => candidate is { Entry.Contraindications.Count: > 0 })
        .Select(candidate => Language.Say(
            "approval.cautions", ("name", candidate!.NameIn(Language)), ("cautions", string.Join("; ", candidate.Entry.Contraindications.Select(Language.Translated)))) + "\n\n"));
}
