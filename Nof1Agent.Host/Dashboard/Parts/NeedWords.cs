using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Conversations;

namespace Nof1Agent.Host.Dashboard.Parts;

/// <summary>Needs and speakers in a coach's words. Nothing is told by colour alone.</summary>
internal static class NeedWords
{
    public static string Say(NeedReason reason) => reason switch
    {
        NeedReason.Crisis => "Crisis",
        NeedReason.Harm => "Harm",
        NeedReason.SafetyStop => "Safety stop",
        NeedReason.AsksForHuman => "Asks for a human",
        NeedReason.WaitsForAnswer => "Waits for you",
        NeedReason.WaitsForApproval => "To decide",
        NeedReason.Unreachable => "Unreachable",
        NeedReason.Silent => "Silent",
        NeedReason.InHand => "In hand",
        NeedReason.Unread => "New",
    };

    public static string Say(Speaker speaker) => speaker switch
    {
        Speaker.Person => "Person",
        Speaker.Guide => "Agent (guide)",
        Speaker.Model => "Agent (model)",
        Speaker.Coach => "Coach",
        Speaker.System => "Service",
    };

    public static string Tone(NeedReason reason) => reason switch
    {
        NeedReason.Crisis or NeedReason.Harm or NeedReason.SafetyStop => "alarm",
        NeedReason.AsksForHuman or NeedReason.WaitsForAnswer or NeedReason.WaitsForApproval => "ask",
        NeedReason.Unreachable or NeedReason.Silent => "fade",
        NeedReason.InHand or NeedReason.Unread => "mild",
    };
}
