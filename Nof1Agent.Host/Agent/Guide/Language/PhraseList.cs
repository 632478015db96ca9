namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>A list of names (conditions, medicines, symptoms) to be found in a passage, the longest name first.</summary>
internal sealed class PhraseList
{
    private readonly Dictionary<string, List<(string Name, string[] Words)>> byFirstWord = [];

    public PhraseList(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var words = name.Split(' ');
            (byFirstWord.TryGetValue(words[0], out var list) ? list : byFirstWord[words[0]] = []).Add((name, words));
        }

        foreach (var list in byFirstWord.Values)
        {
            list.Sort((a, b) => b.Words.Length.CompareTo(a.Words.Length));
        }
    }

    public IReadOnlyList<(string Name, Span Where)> FindIn(Passage passage)
    {
        var found = new List<(string, Span)>();
        for (var i = 0; i < passage.Tokens.Count; i++)
        {
            foreach (var (name, words) in byFirstWord.GetValueOrDefault(passage.Tokens[i].Text) ?? [])
            {
                if (i + words.Length <= passage.Tokens.Count && words.Select((w, k) => passage.Tokens[i + k].Text == w).All(same => same))
                {
                    found.Add((name, new Span(i, i + words.Length - 1)));
                    i += words.Length - 1;
                    break;
                }
            }
        }

        return found;
    }
}
