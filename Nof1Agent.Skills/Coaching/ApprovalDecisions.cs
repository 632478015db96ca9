using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;

namespace Nof1Agent.Skills.Coaching;

/// <summary>
/// What a coach decides about a request of the turn's participant: yes, yes with another instruction, no. The person hears it, with the reason, in the channel that is
/// theirs. Not functions that a model, the guide or a button could call.
/// </summary>
public sealed class ApprovalDecisions(TurnWork work, ApprovalStore approvals, ParticipantStore participants, ConversationStore conversation, TrialStore trials)
{
    private const int ShortestReason = 10;
    private const int LongestReason = 1000;
    private const int LongestInstruction = 240;

    /// <summary>What waits for a decision, oldest first.</summary>
    public IReadOnlyList<Approval> Waiting => [.. approvals.All.Where(approval => approval.State is ApprovalState.Waiting)];

    /// <summary>Every request, oldest first, with its decision.</summary>
    public IReadOnlyList<Approval> All => approvals.All;

    /// <summary>Agrees.</summary>
    /// <param name="id">Which request.</param>
    /// <param name="coach">Who decides.</param>
    /// <param name="note">A word to the person, or null.</param>
    /// <param name="language">The coach's language.</param>
    public SkillReply Approve(string id, string coach, string? note, SpokenLanguage language) =>
        Decide(id, coach, note, language, needsReason: false, approval => approval with { State = ApprovalState.Approved });

    /// <summary>Agrees to something else in its place: what is done on its days is changed.</summary>
    /// <param name="id">Which request.</param>
    /// <param name="coach">Who decides.</param>
    /// <param name="instruction">What is done instead, to 240 characters; a plan made from it says these words.</param>
    /// <param name="reason">Why, at least ten characters; the person reads it.</param>
    /// <param name="language">The coach's language.</param>
    public SkillReply Change(string id, string coach, string instruction, string reason, SpokenLanguage language) => instruction.Trim() is { Length: > 0 and <= LongestInstruction } changed
        ? Decide(id, coach, reason, language, needsReason: true, approval => approval with { State = ApprovalState.Approved, Instruction = changed })
        : SkillReply.Refuse(language.Say("approval.instruction-needed", ("most", LongestInstruction)));

    /// <summary>Says no, also to what was approved before, as long as its trial has not begun.</summary>
    /// <param name="id">Which request.</param>
    /// <param name="coach">Who decides.</param>
    /// <param name="reason">Why, at least ten characters; the person reads it.</param>
    /// <param name="language">The coach's language.</param>
    public SkillReply Veto(string id, string coach, string reason, SpokenLanguage language) =>
        Decide(id, coach, reason, language, needsReason: true, approval => approval with { State = ApprovalState.Vetoed });

    private SkillReply Decide(string id, string coach, string? reason, SpokenLanguage language, bool needsReason, Func<Approval, Approval> decision)
    {
        var why = reason?.Trim();
        if (approvals.All.FirstOrDefault(known => known.Id == id) is not { } approval)
        {
            return SkillReply.Refuse(language.Say("approval.unknown"));
        }

        if (string.IsNullOrWhiteSpace(coach) || why is { Length: > LongestReason } || (needsReason && why is not { Length: >= ShortestReason }))
        {
            return SkillReply.Refuse(language.Say("approval.reason-needed"));
        }

        var planned = trials.Open is { } open && open.Plan.Arms.Skip(1).Any(arm => arm.Name == approval.Name) ? open : null;
        if (planned is { BeganAt: not null })
        {
            return SkillReply.Refuse(language.Say("approval.begun"));
        }

        var decided = decision(approval) with { Coach = coach.Trim(), Reason = string.IsNullOrEmpty(why) ? null : why, DecidedAt = work.Now };
        if (decided.State == approval.State && decided.Instruction == approval.Instruction)
        {
            return SkillReply.Refuse(language.Say("approval.decided-already"));
        }

        approvals.Save(decided, approval.State);
        AuditTrail.Add(work, coach, decided.State is ApprovalState.Vetoed ? AuditAct.Vetoed : decided.Instruction == approval.Instruction ? AuditAct.Approved : AuditAct.ChangedPlan);
        new AlertStore(work).Clear(AlertKind.ApprovalRequested, approval.Id);

        // A plan that was made on the earlier decision is not the one that was agreed to.
        if (planned is not null)
        {
            trials.Save(planned with { State = TrialState.Cancelled, EndedAt = work.Now, EndReason = "a coach decided anew" });
        }

        Tell(decided, changed: decided.Instruction != approval.Instruction);
        return new SkillReply { Say = language.Say("approval.done") };
    }

    private void Tell(Approval approval, bool changed)
    {
        if (conversation.ChannelForDue is not { } channel)
        {
            return;
        }

        var language = participants.Language;
        var key = approval.State is ApprovalState.Vetoed ? "approval.told-no" : changed ? "approval.told-changed" : approval.Reason is null ? "approval.told-yes" : "approval.told-yes-with";
        var name = language.Translated(approval.Name);
        conversation.Say(
            Speaker.System,
            channel,
            work.Random.NewId(),
            new SkillReply
            {
                Say = language.Say(key, ("name", name), ("reason", approval.Reason ?? ""), ("instruction", approval.Instruction)),
                Choices = approval.State is ApprovalState.Vetoed
                    ? [new Choice(language.Say("trials.button.candidates"), SkillCall.Of("candidates-list"))]
                    : [new Choice(language.Say("approval.button.plan", ("name", name)), SkillCall.Of("trials-propose", ("candidates", approval.Name)))],
            },
            Urgency.Due);
    }
}
