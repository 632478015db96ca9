using System.ComponentModel;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Participants;

/// <summary>Consent.</summary>
public sealed class ParticipantSkills(TurnWork work, ParticipantStore participants, InterviewSkills interview, Action<string?>? joined = null)
{
    /// <summary>The version of the consent text, stored with the answer.</summary>
    public const string ConsentVersion = "2026-11-22";

    /// <summary>The welcome and the question of consent.</summary>
    public static SkillReply AskConsent(SpokenLanguage language) => new()
    {
        Say = language.Say("consent.ask"),
        Asks = OpenQuestion.Consent,
        Choices =
        [
            new Choice(language.Say("consent.button.yes"), SkillCall.Of("participants-consent", ("agree", true))),
            new Choice(language.Say("consent.button.no"), SkillCall.Of("participants-consent", ("agree", false))),
        ],
    };

    [Description("Record whether the person agrees that what they tell is stored. Only when they said so themselves.")]
    public SkillReply Consent([Description("true if they agreed, false if they declined")] bool agree)
    {
        var participant = participants.Current;
        if (!agree)
        {
            participants.Save(participant with { Consent = Participants.Consent.Declined });
            Caseload.Leave(work);
            return new SkillReply
            {
                Say = participants.Language.Say("consent.declined"),
                Asks = OpenQuestion.Consent,
            };
        }

        participants.Save(participant with { Consent = Participants.Consent.Given, ConsentVersion = ConsentVersion, ConsentedAt = work.Now });
        joined?.Invoke(null);
        Caseload.Agree(work);
        var next = interview.NextQuestion();
        return next with { Say = $"{participants.Language.Say("consent.thanks")} {next.Say}" };
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

    [Description("Ask which language the person wants to be spoken with, with a button for each.")]
    public SkillReply ChooseLanguage() => new()
    {
        Say = participants.Language.Say("participants.choose-language"),
        Choices = [.. KnownLanguages.All.Select(language => new Choice(language.Name, SkillCall.Of("participants-set_language", ("language", language.Tag))))],
    };

    [Description("Hide or show what messages say in notifications, on channels that can hide it, because others may see the person's screen.")]
    public SkillReply SetDiscreet([Description("true to hide, false to show")] bool discreet)
    {
        participants.Save(participants.Current with { Discreet = discreet });
        return new SkillReply { Say = participants.Language.Say(discreet ? "participants.discreet-on" : "participants.discreet-off") };
    }
}
