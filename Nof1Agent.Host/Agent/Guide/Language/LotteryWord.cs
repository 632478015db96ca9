namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Reads the person's part of the lottery: anything typed is good, kept as it was typed.</summary>
internal static class LotteryWord
{
    private const int Longest = 200;

    public static Reading Read(Passage passage, WordLists lists)
    {
        if (passage.Tokens.Count <= 2 && Polarity.Of(passage, lists.Replies) is not null)
        {
            // "ok" agrees to give a word and gives none.
            return Reading.Ambiguous;
        }

        var lead = lists.Choices.WordLead.FindIn(passage);
        var rest = lead.Count > 0 && lead[0].Last + 1 < passage.Tokens.Count ? passage.Slice(lead[0].Last + 1, passage.Tokens.Count) : passage;
        var said = rest.Said.Trim('"', '\'', '“', '”', '.', '!', ' ');
        return said.Length == 0 ? Reading.Nothing : new Reading(new Facts { Word = said.Length <= Longest ? said : said[..Longest] });
    }
}
