using Nof1Agent.Skills;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Host.Agent;

/// <summary>A command that a person may type or pick from a menu, like /today: a function call, no language model.</summary>
/// <param name="Name">Without the slash.</param>
/// <param name="Call">What it does.</param>
internal sealed record ChatCommand(string Name, SkillCall Call)
{
    /// <summary>What the menu says in a language.</summary>
    public string In(SpokenLanguage language) => language.Say($"command.{Name.Replace('_', '-')}");
}

/// <summary>The commands, the same on every channel.</summary>
internal static class Commands
{
    // What stands here for privacy, withdraw, delete and unlink is only for the menu: those are answered before consent is asked about, by their own rule.
    public static readonly IReadOnlyList<ChatCommand> All =
    [
        new("start", SkillCall.Of("help-where_we_are")),
        new("today", SkillCall.Of("trials-today")),
        new("checkin", SkillCall.Of("help-ask_today")),
        new("candidates", SkillCall.Of("candidates-list")),
        new("trial", SkillCall.Of("trials-show_plan")),
        new("didit", SkillCall.Of("results-did_it_work")),
        new("pause", SkillCall.Of("trials-pause")),
        new("resume", SkillCall.Of("trials-resume")),
        new("stop", SkillCall.Of("trials-ask_stop")),
        new("privacy", SkillCall.Of("help-explain", ("topic", "privacy"))),
        new("export", SkillCall.Of("documents-offer")),
        new("withdraw", SkillCall.Of("help-explain", ("topic", "privacy"))),
        new("delete", SkillCall.Of("help-explain", ("topic", "privacy"))),
        new("human", SkillCall.Of("help-explain", ("topic", "human"))),
        new("discreet", SkillCall.Of("participants-set_discreet", ("discreet", true))),
        new("discreet_off", SkillCall.Of("participants-set_discreet", ("discreet", false))),
        new("unlink", SkillCall.Of("help-explain", ("topic", "privacy"))),
        new("language", SkillCall.Of("participants-choose_language")),
        new("help", SkillCall.Of("help-explain")),
    ];

    /// <summary>Whether a text is the command that takes a chat out of the conversation; it is answered before the conversation, whoever holds the floor.</summary>
    public static bool IsUnlink(string text) => Find(text) is { Name: "unlink" };

    /// <summary>Whether a call is about the person's own data, or ends or pauses their trial: theirs to do at any time, also while a coach holds the floor.</summary>
    public static bool IsTheirOwnToDo(SkillCall call) => call.Function is "documents-offer" or "trials-ask_stop" or "trials-stop" or "trials-pause"
        || (call.Function == "help-explain" && call.Arguments["topic"]?.GetValue<string>() == "privacy");

    /// <summary>The command of a text like "/today" or "/today@bot"; null if it is none.</summary>
    public static ChatCommand? Find(string text)
    {
        if (!text.StartsWith('/'))
        {
            return null;
        }

        var word = text[1..].Split([' ', '\n', '@'], 2)[0];
        return All.FirstOrDefault(command => command.Name.Equals(word, StringComparison.OrdinalIgnoreCase));
    }
}
