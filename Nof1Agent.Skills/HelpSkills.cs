using System.ComponentModel;

namespace Nof1Agent.Skills;

/// <summary>What the service is, in fixed words.</summary>
public sealed class HelpSkills
{
    [Description("Explain what this service does and what the person can say. Topics: about, privacy, human, thanks.")]
    public SkillReply Explain([Description("about, privacy, human or thanks")] string topic = "about") => topic.Trim().ToLowerInvariant() switch
    {
        "privacy" => new SkillReply
        {
            Say = "What you tell is stored in the database of this server. A language model, if the server uses one, sees your interview, the state of your trial and the last messages - never the order of your trial. Ask whoever runs this server to delete everything; \"stop\" ends a trial at any time.",
        },
        "human" => new SkillReply
        {
            Say = "I am a program. If this server has a coach, they can read this conversation and write to you here. If it is urgent, please do not wait for them: call your doctor, or your local emergency number.",
        },
        "thanks" => new SkillReply { Say = "You are welcome." },
        _ => new SkillReply
        {
            Say = "I help you test one thing on yourself, fairly: you try it on and off in an order drawn by lot, answer a question a day, and get an honest answer at the end. You can say things like \"I sleep badly\", \"what could I try?\", \"what do I do today?\", \"25 minutes\", \"no, I meant 35\", \"show my diary\", \"pause\", \"stop\" and \"did it work?\".",
        },
    };
}
