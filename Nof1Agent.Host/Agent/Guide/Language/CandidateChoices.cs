namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Reads which of the offered candidates is meant: by place, or by a word of its name or a synonym of one ("coffee").</summary>
internal static class CandidateChoices
{
    public static Reading Read(Passage passage, ReadingContext context, WordLists lists)
    {
        // "I already tried melatonin" chooses nothing.
        if (lists.Choices.Undecided.IsIn(passage) || passage.Tokens.Any(t => t.Text == "tried"))
        {
            return Reading.Ambiguous;
        }

        var named = Named(passage, context.CandidateNames, lists);
        if (named.Count == 1)
        {
            return new Reading(new Facts { Candidate = new CandidateChoice(named[0].Position, named[0].Word) });
        }

        if (named.Count > 1)
        {
            return Reading.Ambiguous;
        }

        var position = Choices.Position(passage, context.CandidateNames.Count, lists);
        return position.IsAmbiguous ? Reading.Ambiguous
            : position.Value is { } place ? new Reading(new Facts { Candidate = new CandidateChoice((int)place, null) })
            : Reading.Nothing;
    }

    /// <summary>The one candidate that a sentence names, whatever it says of it.</summary>
    public static CandidateChoice? Named(Passage passage, ReadingContext context, WordLists lists) =>
        Named(passage, context.CandidateNames, lists) is [var only] ? new CandidateChoice(only.Position, only.Word) : null;

    private static List<(int Position, string Word)> Named(Passage passage, IReadOnlyList<string> names, WordLists lists)
    {
        var contents = names.Select(n => ContentOf(n, lists)).ToList();
        var hits = new Dictionary<int, (int Count, string Word)>();
        for (var i = 0; i < passage.Tokens.Count; i++)
        {
            var token = passage.Tokens[i];
            if (!token.IsWord || lists.Choices.Ignored.Contains(token.Text) || IsNegated(passage, i))
            {
                continue;
            }

            var meant = lists.Choices.Synonyms.GetValueOrDefault(token.Text, token.Text);
            for (var c = 0; c < contents.Count; c++)
            {
                if (contents[c].Any(w => w == token.Text || w == meant || lists.Spelling.Alike(token.Text, w)))
                {
                    hits[c] = hits.TryGetValue(c, out var hit) ? (hit.Count + 1, hit.Word + " " + token.Text) : (1, token.Text);
                }
            }
        }

        var most = hits.Count == 0 ? 0 : hits.Values.Max(h => h.Count);
        return [.. hits.Where(h => h.Value.Count == most).Select(h => (h.Key + 1, h.Value.Word))];
    }

    private static HashSet<string> ContentOf(string name, WordLists lists) =>
        [.. Tokenizer.Split(name, lists.Spelling.Emoji).Where(t => t.IsWord && t.Text.Length > 1 && !lists.Choices.Ignored.Contains(t.Text)).Select(t => t.Text)];

    // "I don't want melatonin": a negation before it in the same clause. "No caffeine" is what the arm without it is called.
    private static bool IsNegated(Passage passage, int i) =>
        passage.Tokens.Take(i).Reverse().TakeWhile(t => t.Kind is not TokenKind.Mark && t.Text is not "but").Take(4)
            .Any(t => t.Text is "not" or "isnt" or "than" or "dont" or "wont" or "never" or "without" or "cant");
}
