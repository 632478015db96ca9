using Nof1Agent.Host.Channels;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Host.Agent.Grounding;

/// <summary>
/// Names of files and of their columns: somebody gave them, not the person as their word and no function as its finding. So they ground nothing, wherever they are repeated.
/// </summary>
internal static class StrangersText
{
    private const string Shows = "imports-show";
    private const string Looks = "imports-look";
    private const string Takes = "imports-take";

    // How such a message begins, in every language: the name follows.
    private static readonly IReadOnlyList<string> Notices = [.. KnownLanguages.All.Select(language => language.Say("imports.notice", ("file", "\n")).Split('\n')[0])];

    /// <summary>Whether a message stands for a file of days: what follows is its name.</summary>
    public static bool IsNotice(string text) => Notices.Any(notice => text.StartsWith(notice, StringComparison.Ordinal));

    /// <summary>What of a person's message are words of theirs.</summary>
    public static string OwnWords(string text) => IsNotice(text) ? "" : text;

    /// <summary>Whether a message hands in a file, of days or another.</summary>
    public static bool IsAFile(string text) => IsNotice(text) || Wordless.Of(text) is { Kind: Wordless.Photo or Wordless.Document };

    /// <summary>Whether a call says little but such names.</summary>
    public static bool IsShown(CalledFunction call) => SkillCatalogue.Plain(call.Function) == Shows;

    /// <summary>Whether a message repeats such names: the question which column it is, or what a column would do.</summary>
    public static bool IsShown(Message message) => message.Choices.Any(choice => choice.Call.Function is Looks or Takes);

    /// <summary>What a call says, without the name of the column that it is about.</summary>
    public static string Without(CalledFunction call, string said) => SkillCatalogue.Plain(call.Function) is Looks or Takes
        ? call.Arguments.Where(argument => argument.Key.Trim().Equals("column", StringComparison.OrdinalIgnoreCase)).Select(argument => argument.Value?.ToString().Trim()).OfType<string>().Where(name => name.Length > 0)
            .Aggregate(said, (text, name) => text.Replace(name, " ", StringComparison.OrdinalIgnoreCase))
        : said;
}
