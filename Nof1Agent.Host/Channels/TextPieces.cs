namespace Nof1Agent.Host.Channels;

/// <summary>Cuts a text for a channel that takes a limited length at a time, where a reader would pause.</summary>
internal static class TextPieces
{
    // From the best place to cut to the worst.
    private static readonly string[] Pauses = ["\n\n", "\n", ". ", "! ", "? ", "; ", ", ", " "];

    /// <summary>The pieces, in order; together they are the text but for the spaces at the cuts. Empty for a text without anything to see.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="first">The longest first piece, at least 16.</param>
    /// <param name="others">The longest other piece, at least 16.</param>
    public static IReadOnlyList<string> Split(string text, int first, int others)
    {
        var pieces = new List<string>();
        var rest = text.Trim();
        while (rest.Length > 0)
        {
            var longest = pieces.Count == 0 ? first : others;
            var cut = rest.Length <= longest ? rest.Length : CutOf(rest, longest);
            pieces.Add(rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart();
        }

        return pieces;
    }

    private static int CutOf(string text, int longest)
    {
        foreach (var pause in Pauses)
        {
            // A cut in the first half would leave a crumb; then a less fine place is better.
            var at = text.LastIndexOf(pause, longest - 1, longest - (longest / 2), StringComparison.Ordinal);
            if (at >= 0)
            {
                return at + pause.TrimEnd().Length;
            }
        }

        return char.IsLowSurrogate(text[longest]) ? longest - 1 : longest;
    }
}
