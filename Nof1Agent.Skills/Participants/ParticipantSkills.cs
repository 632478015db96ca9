using System.ComponentModel;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Participants;

/// <summary>Consent.</summary>
public sealed class ParticipantSkills(TurnWork work, ParticipantStore participants, InterviewSkills interview)
{
    /// <summary>The version of the consent text, stored with the answer.</summary>
    public const string ConsentVersion = "2026-11-22";

    /// <summary>The welcome and the question of consent.</summary>
    public static SkillReply AskConsent() => new()
    {
        Say = """
            Hello. I help you find out what works for you: we pick one thing to try, you try it on and off in an order drawn by lot, you answer one or two questions a day, and at the end you get an honest answer - also when the honest answer is "we cannot tell".

            I am not a doctor and I do not diagnose. In an emergency call your local emergency number (112 in the EU, 999 in the UK, 911 in the US).

            What you tell me is stored on this server, so that the trial can be run. A coach of this server may read it. You can stop at any time; /privacy shows what is stored, /withdraw takes this consent back, /delete deletes everything. Is that OK?
            """,
        Asks = OpenQuestion.Consent,
        Choices =
        [
            new Choice("Yes, that is OK", SkillCall.Of("participants-consent", ("agree", true))),
            new Choice("No", SkillCall.Of("participants-consent", ("agree", false))),
        ],
    };

    [Description("Record whether the person agrees that what they tell is stored. Only when they said so themselves.")]
    public SkillReply Consent([Description("true if they agreed, false if they declined")] bool agree)
    {
        var participant = participants.Current;
        if (!agree)
        {
            participants.Save(participant with { Consent = Participants.Consent.Declined });
            return new SkillReply
            {
                Say = "That is fine. I keep nothing of what you wrote. If you change your mind, just write again.",
                Asks = OpenQuestion.Consent,
            };
        }

        participants.Save(participant with { Consent = Participants.Consent.Given, ConsentVersion = ConsentVersion, ConsentedAt = work.Now });
        var next = interview.NextQuestion();
        return next with { Say = "Thank you. " + next.Say };
    }

    [Description("Change the language the person is spoken with, when they ask for it.")]
    public SkillReply SetLanguage([Description("the language as a tag or by its name, e.g. \"de\" or \"German\"")] string language)
    {
        if (KnownLanguages.Find(language) is not { } known)
        {
            return SkillReply.Refuse(participants.Language.Say(
                "participants.language-unknown", ("told", language), ("known", string.Join(", ", KnownLanguages.All.Select(spoken => spoken.Name)))));
        }

        participants.Save(participants.Current with { Language = known.Tag });
        return new SkillReply { Say = known.Say("participants.language-set"), Facts = [new Fact("language", known.Name)] };
    }

    [Description("Hide or show what messages say in notifications, on channels that can hide it, because others may see the person's screen.")]
    public SkillReply SetDiscreet([Description("true to hide, false to show")] bool discreet)
    {
        participants.Save(participants.Current with { Discreet = discreet });
        return new SkillReply { Say = participants.Language.Say(discreet ? "participants.discreet-on" : "participants.discreet-off") };
    }
}
