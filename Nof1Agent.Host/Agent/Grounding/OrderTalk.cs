namespace Nof1Agent.Host.Agent.Grounding;

/// <summary>Sentences that say which arm comes when.</summary>
internal static class OrderTalk
{
    private static readonly HashSet<string> Later =
    [
        .. ("tomorrow next following later afterwards monday tuesday wednesday thursday friday saturday sunday upcoming sequence "
            + "morgen übermorgen nächste nächsten nächster danach später montag dienstag mittwoch donnerstag freitag samstag sonntag anschließend reihenfolge").Split(' '),
    ];

    // What only the lottery knows; a model has no use for these words.
    private static readonly HashSet<string> Lottery = ["seed", "secret", "allocation", "startwert", "geheimnis", "zuteilung"];

    /// <summary>Whether it speaks of what only the lottery knows, or asks for it.</summary>
    public static bool SpeaksOfTheLottery(IReadOnlyList<Token> words) =>
        words.Any(token => Lottery.Contains(token.Text) || IsARowOfArms(token.Text)) || words.Zip(words.Skip(1)).Any(pair => pair is ({ Text: "which" or "what" or "welcher" or "welchen" or "next" }, { Text: "arm" }));

    /// <summary>Whether it does: a later time and an arm in one sentence that asks nothing, or letters of arms in a row.</summary>
    /// <param name="words">The sentence.</param>
    /// <param name="namesIntervention">Whether it names an intervention.</param>
    public static bool Tells(IReadOnlyList<Token> words, bool namesIntervention)
    {
        var texts = words.Where(token => token.IsWord).Select(token => token.Text).ToList();
        if (InARow(texts) >= 4)
        {
            return true;
        }

        if (words.Count == 0 || words[^1].Text == "?" || !texts.Exists(Later.Contains))
        {
            return false;
        }

        return namesIntervention || texts.Zip(texts.Skip(1)).Any(pair => pair is ("arm", "a" or "b" or "c" or "d") or ("usual", "routine") or ("übliche" or "üblichen", "routine") or ("the", "treatment" or "intervention"));
    }

    private static bool IsARowOfArms(string text) => text.Length >= 4 && text.All(letter => letter is 'a' or 'b' or 'c' or 'd') && text.Distinct().Count() > 1;

    private static int InARow(List<string> texts)
    {
        var (longest, row) = (0, 0);
        foreach (var text in texts)
        {
            row = text is "a" or "b" or "c" or "d" ? row + 1 : 0;
            longest = Math.Max(longest, row);
        }

        return longest;
    }
}
