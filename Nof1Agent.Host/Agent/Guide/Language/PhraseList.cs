namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>A list of names (conditions, medicines, symptoms) to be found in a passage, the longest name first, each with how it was told in another language.</summary>
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

    public IReadOnlyList<(string Name, Span Where, string Told)> FindIn(Passage passage)
    {
        var found = new List<(string, Span, string)>();
        for (var i = 0; i < passage.Tokens.Count; i++)
        {
            foreach (var (name, words) in byFirstWord.GetValueOrDefault(passage.Tokens[i].Text) ?? [])
            {
                if (i + words.Length <= passage.Tokens.Count && words.Select((w, k) => passage.Tokens[i + k].Text == w).All(same => same))
                {
                    var where = new Span(i, i + words.Length - 1);
                    found.Add((name, where, passage.IsTranslated ? passage.SaidIn(where).ToLowerInvariant() : name));
                    i += words.Length - 1;
                    break;
                }
            }
        }

        return found;
    }
}
