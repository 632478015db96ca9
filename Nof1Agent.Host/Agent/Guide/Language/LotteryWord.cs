namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Reads the person's part of the lottery: anything typed is good, kept as it was typed.</summary>
internal static class LotteryWord
{
    private const int Longest = 200;
    private static readonly HashSet<string> Hesitations = ["hm", "hmm", "hmmm", "um", "umm", "uh", "erm", "er", "ok", "okay", "well", "oh", "ah", "so", "then"];

    public static Reading Read(Passage passage, WordLists lists)
    {
        if (passage.Tokens.Count <= 2 && Polarity.Of(passage, lists.Replies) is not null)
        {
            // "ok" agrees to give a word and gives none.
            return Reading.Ambiguous;
        }

        var lead = lists.Choices.WordLead.FindIn(passage);
        var first = lead.Count > 0 ? lead[0].Last + 1 : 0;
        while (first < passage.Tokens.Count && (passage.Tokens[first].Kind is TokenKind.Mark || Hesitations.Contains(passage.Tokens[first].Text)))
        {
            first++;
        }

        var rest = first < passage.Tokens.Count ? passage.Slice(first, passage.Tokens.Count) : passage;
        var said = rest.Said.Trim('"', '\'', '“', '”', '.', '!', '?', ' ');
        return said.Length == 0 ? Reading.Nothing : new Reading(new Facts { Word = said.Length <= Longest ? said : said[..Longest] });
    }
}
