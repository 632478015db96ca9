namespace Nof1Agent.Host.Channels;

/// <summary>A message that is more than words, or none: its mark in the conversation, and what was written with it.</summary>
/// <param name="Kind">photo, document, voice or other.</param>
/// <param name="Caption">What was written with it; empty: nothing.</param>
internal sealed record Wordless(string Kind, string Caption)
{
    public const string Photo = "photo";
    public const string Document = "document";

    private static readonly string[] Kinds = [Photo, Document, "voice", "other"];

    /// <summary>How it stands in the conversation: the mark, then the words.</summary>
    public static string Mark(string kind, string? caption = null) => $"[{(Kinds.Contains(kind) ? kind : "other")}] {caption}".TrimEnd();

    /// <summary>Reads a message; null to one that is words alone.</summary>
    public static Wordless? Of(string text) => text is ['[', ..] && text.IndexOf(']', StringComparison.Ordinal) is > 1 and var end && Kinds.Contains(text[1..end]) ? new Wordless(text[1..end], text[(end + 1)..].Trim()) : null;
}
