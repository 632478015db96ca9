using Nof1Agent.Skills;

namespace Nof1Agent.Host.Agent;

/// <summary>A command that a person may type or pick from a menu, like /today: a function call, no language model.</summary>
/// <param name="Name">Without the slash.</param>
/// <param name="Call">What it does.</param>
/// <param name="English">What the menu says.</param>
/// <param name="German">The same in German.</param>
internal sealed record ChatCommand(string Name, SkillCall Call, string English, string German)
{
    /// <summary>What the menu says in a language; English where there is no other.</summary>
    public string In(string language) => language == "de" ? German : English;
}

/// <summary>The commands, the same on every channel.</summary>
internal static class Commands
{
    /// <summary>The languages of the menu, the default one first.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "de"];

    // What stands here for privacy, withdraw and delete is only for the menu: those are answered before consent is asked about, by their own rule.
    public static readonly IReadOnlyList<ChatCommand> All =
    [
        new("start", SkillCall.Of("help-where_we_are"), "Begin, or see where we are", "Anfangen, oder sehen, wo wir sind"),
        new("today", SkillCall.Of("trials-today"), "What do I do today?", "Was mache ich heute?"),
        new("checkin", SkillCall.Of("help-ask_today"), "Answer today's question", "Die Frage von heute beantworten"),
        new("candidates", SkillCall.Of("candidates-list"), "What could I try?", "Was könnte ich ausprobieren?"),
        new("trial", SkillCall.Of("trials-show_plan"), "My plan", "Mein Plan"),
        new("didit", SkillCall.Of("results-did_it_work"), "Did it work?", "Hat es gewirkt?"),
        new("pause", SkillCall.Of("trials-pause"), "Pause the trial", "Den Versuch anhalten"),
        new("resume", SkillCall.Of("trials-resume"), "Go on after a pause", "Nach einer Pause weitermachen"),
        new("stop", SkillCall.Of("trials-ask_stop"), "Stop the trial", "Den Versuch beenden"),
        new("privacy", SkillCall.Of("help-explain", ("topic", "privacy")), "What is stored, who sees it", "Was gespeichert wird und wer es sieht"),
        new("export", SkillCall.Of("documents-offer"), "My files: report, diary, everything", "Meine Dateien: Bericht, Tagebuch, alles"),
        new("withdraw", SkillCall.Of("help-explain", ("topic", "privacy")), "Take my consent back", "Meine Einwilligung zurücknehmen"),
        new("delete", SkillCall.Of("help-explain", ("topic", "privacy")), "Delete everything about me", "Alles über mich löschen"),
        new("human", SkillCall.Of("help-explain", ("topic", "human")), "Talk to a human", "Mit einem Menschen sprechen"),
        new("discreet", SkillCall.Of("participants-set_discreet", ("discreet", true)), "Hide what I write in notifications", "Benachrichtigungen ohne Inhalt"),
        new("discreet_off", SkillCall.Of("participants-set_discreet", ("discreet", false)), "Show it again", "Benachrichtigungen wieder mit Inhalt"),
        new("help", SkillCall.Of("help-explain"), "What I can say", "Was ich sagen kann"),
    ];

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
