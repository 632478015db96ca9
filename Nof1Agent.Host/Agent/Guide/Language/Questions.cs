namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Tells questions from answers. A question back answers nothing.</summary>
internal static class Questions
{
    /// <summary>Whether a sentence asks: it begins as a question does, or ends with its mark and is not merely a doubtful answer ("10?").</summary>
    public static bool Is(Passage sentence, QuestionWords words) =>
        !words.Wish.IsIn(sentence) && (words.Lead.IsIn(sentence) || (sentence.Tokens[^1].IsMark("?") && words.Inside.IsIn(sentence)));

    /// <summary>Whether a question is a complaint that names a goal ("why am I always so tired?").</summary>
    public static bool IsComplaint(Passage sentence, WordLists lists) =>
        (lists.Questions.Complaint.IsIn(sentence) || lists.Questions.Wish.IsIn(sentence)) && Goals.FindIn(sentence, lists.Goals) is not null;

    /// <summary>What to do with a question that fits no known act: about consent it is about privacy, else the open question is explained if it is about that.</summary>
    public static Act About(Passage sentence, Asked asked, WordLists lists)
    {
        if (asked is Asked.Candidates or Asked.Nothing && lists.Questions.Proposal.IsIn(sentence))
        {
            return Act.Unclear;
        }

        var suggested = Acts.Suggested(sentence, lists.Acts);
        return asked switch
        {
            Asked.Consent => lists.Questions.OfConsent.IsIn(sentence) ? Act.Privacy : Act.Help,
            Asked.Nothing => suggested ?? Act.Unclear,
            _ when suggested is Act.Privacy or Act.Human => suggested.Value,
            _ => lists.Questions.Explain.IsIn(sentence) ? Act.Help : Act.Unclear,
        };
    }
}
