using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;

namespace Nof1Agent.Skills.Privacy;

/// <summary>What people do with their data by a command. No model is asked, and none can do it for them.</summary>
public sealed class PrivacyCommands(TurnWork work, ParticipantStore participants, ConversationStore conversation, TrialSkills trials)
{
    private const string Confirmed = "delete everything";

    /// <summary>Whether everything was deleted in this turn.</summary>
    public bool Erased { get; private set; }

    /// <summary>The answer to /withdraw, /delete and its confirmation; null for anything else.</summary>
    public SkillReply? Answer(Inbound inbound)
    {
        var text = inbound.Text.Trim().TrimEnd('.', '!').ToLowerInvariant();
        return text switch
        {
            "/withdraw" or "/widerruf" => Withdraw(),
            "/delete" or "/löschen" => new SkillReply
            {
                Say = "This deletes everything about you here: messages, answers, trials, results, and what was logged about them. It cannot be undone. An effect that you chose to share stays, without any link to you. To go on, write: DELETE EVERYTHING",
            },
            Confirmed => Delete(inbound),
            _ => null,
        };
    }

    private SkillReply Withdraw()
    {
        trials.Stop("consent withdrawn");
        participants.Save(participants.Current with { Consent = Consent.Declined });
        conversation.Set(conversation.Current with { OpenQuestion = OpenQuestion.Nothing });
        return new SkillReply { Say = "Done: your consent is withdrawn, a running trial has ended, and I will not write to you on my own. What you told so far is kept until you write /delete." };
    }

    private SkillReply Delete(Inbound inbound)
    {
        var receipt = new Erasure(work).Everything(inbound.Id);
        conversation.Set(conversation.Current with { OpenQuestion = OpenQuestion.Nothing, SafetyHold = null, SafetyHoldSince = null });
        Erased = true;
        return new SkillReply { Say = $"Everything about you is deleted. Receipt: {receipt}. If you write again, we begin anew." };
    }
}
