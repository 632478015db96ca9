using Nof1Agent.Skills;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Host.Channels;

/// <summary>What somebody sent that is not words. It is kept as a mark in the conversation, never fetched, and answered by asking for words.</summary>
internal static class Wordless
{
    private static readonly string[] Kinds = ["photo", "document", "voice", "other"];

    /// <summary>The mark, as it stands in the conversation.</summary>
    /// <param name="kind">photo, document, voice or other.</param>
    public static string Mark(string kind) => $"[{(Kinds.Contains(kind) ? kind : "other")}]";

    /// <summary>The answer to a message that is only a mark; null to anything else.</summary>
    public static SkillReply? Answer(string text, SpokenLanguage language) =>
        text.Length > 2 && text[0] == '[' && text[^1] == ']' && Kinds.Contains(text[1..^1]) ? SkillReply.Refuse(language.Say($"channels.{text[1..^1]}")) : null;
}
