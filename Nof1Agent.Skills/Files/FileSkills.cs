using System.ComponentModel;
using Nof1Agent.Skills.Participants;

namespace Nof1Agent.Skills.Files;

/// <summary>From what a model believes to read in a photo or document to something that counts: read back word for word, and confirmed by the person with a button. Nothing else of a file becomes a fact.</summary>
public sealed class FileSkills(FileStore store, ParticipantStore participants)
{
    /// <summary>The function behind the button with which a person confirms a reading.</summary>
    public const string KeepFunction = "files-keep";

    /// <summary>The function with which a model reads back.</summary>
    public const string ReadBackFunction = "files-read_back";

    private const int LongestReading = 200;

    /// <summary>The file that this turn is about; null: none.</summary>
    public HandedInFile? Current { get; set; }

    [Description("Read words or a number of the handed-in file back to the person, who confirms or corrects them. Only then do they count.")]
    public SkillReply ReadBack([Description("what stands there, word for word, at most 200 characters")] string words)
    {
        var language = participants.Language;
        var read = Line(words);
        if (Current is not { } file)
        {
            return SkillReply.Refuse("No file came with this message. Ask the person.");
        }

        return read.Length is 0 or > LongestReading
            ? SkillReply.Refuse($"Read back between 1 and {LongestReading} characters, only what matters.")
            : new SkillReply
            {
                Say = language.Say(file.Kind is FileKind.Photo ? "files.read-in-photo" : "files.read-in-document", ("words", read)),
                Choices = [new Choice(language.Say("files.right"), SkillCall.Of(KeepFunction, ("words", read))), new Choice(language.Say("files.wrong"), SkillCall.Of("files-drop"))],
            };
    }

    [Description("Keep a reading that the person has confirmed with the button.")]
    public SkillReply Keep([Description("the words that were read back")] string words)
    {
        store.Confirm(Line(words));
        return new SkillReply { Say = participants.Language.Say("files.kept", ("words", Line(words))) };
    }

    [Description("Forget a reading that the person says is wrong.")]
    public SkillReply Drop() => new() { Say = participants.Language.Say("files.dropped") };

    private static string Line(string words) => string.Join(' ', string.Concat(words.Select(character => char.IsControl(character) ? ' ' : character)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
