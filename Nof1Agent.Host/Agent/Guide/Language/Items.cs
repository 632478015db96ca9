namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Splits a listing ("asthma, a bit of arthritis and diabetes") into its items and takes polite and vague words off both ends.</summary>
internal static class Items
{
    private const string Vowels = "aeiouy";
    private const int MostItems = 20;
    private const int LongestItem = 120;
    private static readonly HashSet<string> Separators = [".", "!", "?", ",", ";", "+", "&", "/", ":"];
    private static readonly HashSet<string> Joins = ["and", "plus", "or", "also", "but", "because", "then", "nor", "except"];

    public static IEnumerable<Passage> Split(Passage passage, WordLists lists) => passage
        .Split(
            i => passage.Tokens[i].Kind is TokenKind.Mark && Separators.Contains(passage.Tokens[i].Text),
            i => Joins.Contains(passage.Tokens[i].Text))
        .Select(p => p.Part)
        .Where(p => !lists.Acts.Skip.IsIn(p))
        .Take(MostItems);

    /// <summary>What is left of an item as it was typed; null where nothing is.</summary>
    public static string? Trimmed(Passage item, IReadOnlySet<string> leads, IReadOnlySet<string> tails, IReadOnlySet<string>? keeps = null)
    {
        var (first, last) = (0, item.Tokens.Count - 1);
        while (first <= last && (item.Tokens[first].Kind is TokenKind.Mark
            || (leads.Contains(item.Tokens[first].Text) && !(keeps?.Contains(item.Tokens[first].Text) ?? false))))
        {
            first++;
        }

        while (last >= first && (item.Tokens[last].Kind is TokenKind.Mark || tails.Contains(item.Tokens[last].Text)))
        {
            last--;
        }

        if (first > last || !item.Tokens.Skip(first).Take(last - first + 1).Any(t => t.IsWord && t.Text.Length > 1))
        {
            return null;
        }

        var said = item.SaidIn(new Span(first, last)).ToLowerInvariant();
        return said.Length <= LongestItem ? said : said[..LongestItem];
    }

    /// <summary>Letters that no word has: keys hit at random.</summary>
    public static bool IsGibberish(Passage passage, ChoiceWords words)
    {
        var said = passage.Tokens.Where(t => t.IsWord).Select(t => t.Text).ToList();
        return said.Count > 0 && said.All(w => w.Length > 3 && char.IsAsciiLetter(w[0]) && (HasRun(w) || w.Distinct().Count() == 1 || w.All(c => !Vowels.Contains(c, StringComparison.Ordinal))));

        bool HasRun(string word) => words.GibberishRuns.Any(r => word.Contains(r, StringComparison.Ordinal));
    }
}
