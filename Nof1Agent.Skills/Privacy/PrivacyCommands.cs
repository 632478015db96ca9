using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;

namespace Nof1Agent.Skills.Privacy;

/// <summary>What people do with their data by a command. No model is asked, and none can do it for them.</summary>
public sealed class PrivacyCommands(TurnWork work, ParticipantStore participants, ConversationStore conversation, TrialSkills trials)
{
    // In every language, whichever is spoken: who has read the sentence has read it in theirs.
    private static readonly IReadOnlySet<string> Confirmations = KnownLanguages.All.Select(language => language.Say("privacy.delete-confirmation").ToLowerInvariant()).ToHashSet();

    /// <summary>Whether everything was deleted in this turn.</summary>
    public bool Erased { get; private set; }

    /// <summary>Whether a text is one of these commands, or the confirmation that deletes everything.</summary>
    public static bool IsOne(string text) => Plain(text) is "/withdraw" or "/widerruf" or "/consent" or "/einwilligung" or "/delete" or "/löschen" || Confirmations.Contains(Plain(text));

    /// <summary>The answer to /consent, /withdraw, /delete and its confirmation; null for anything else.</summary>
    public SkillReply? Answer(Inbound inbound)
    {
        var text = Plain(inbound.Text);
        return text switch
        {
            "/withdraw" or "/widerruf" => Withdraw(),
            "/consent" or "/einwilligung" => new ConsentReceipt(work, participants).Show(),
            "/delete" or "/löschen" => new SkillReply
            {
                Say = participants.Language.Say("privacy.delete-ask"),
            },
            _ when Confirmations.Contains(text) => Delete(inbound),
            _ => null,
        };
    }

    private static string Plain(string text) => text.Trim().TrimEnd('.', '!').ToLowerInvariant();

    private SkillReply Withdraw()
    {
        Caseload.Leave(work);
        trials.Stop("consent withdrawn");
        participants.Save(participants.Current with { Consent = Consent.Declined });
        conversation.Set(conversation.Current.WithAgent() with { OpenQuestion = OpenQuestion.Nothing });
        return new SkillReply { Say = participants.Language.Say("privacy.withdrawn") };
    }

    private SkillReply Delete(Inbound inbound)
    {
        var receipt = new Erasure(work).Everything(inbound.Id);
        conversation.Set(conversation.Current.WithAgent() with { OpenQuestion = OpenQuestion.Nothing, SafetyHold = null, SafetyHoldSince = null });
        Erased = true;
        return new SkillReply { Say = participants.Language.Say("privacy.deleted", ("receipt", receipt)) };
    }
}
