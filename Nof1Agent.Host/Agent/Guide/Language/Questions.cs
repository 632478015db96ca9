namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Tells questions from answers. A question back answers nothing.</summary>
internal static class Questions
{
    /// <summary>Whether a sentence asks: it begins as a question does, or ends with its mark and is not merely a doubtful answer ("10?").</summary>
    public static bool Is(Passage sentence, QuestionWords words) =>
        !words.Wish.IsIn(sentence) && (words.Lead.IsIn(sentence) || (sentence.Tokens[^1].IsMark("?") && words.Inside.IsIn(sentence)));

    /// <summary>What to do with a question that fits no known act: explain the open question, if it is about that.</summary>
    public static Act About(Passage sentence, Asked asked, QuestionWords words) =>
        asked is not Asked.Nothing && !words.Proposal.IsIn(sentence) && words.Explain.IsIn(sentence) ? Act.Help : Act.Unclear;
}
