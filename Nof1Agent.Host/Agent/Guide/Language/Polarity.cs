namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Whether a reply says yes or no. A condition ("only if...") is neither.</summary>
internal static class Polarity
{
    public static bool? Of(Passage passage, ReplyWords words)
    {
        if (passage.IsEmpty || words.Conditional.IsIn(passage))
        {
            return null;
        }

        if (words.NoProblem.IsIn(passage))
        {
            return true;
        }

        // "Hello. Yes": the first sentence that says either.
        var first = passage.Sentences().Select(s => s.WithoutMarks()).FirstOrDefault(s => words.Yes.IsIn(s) || words.No.IsIn(s)) ?? passage.WithoutMarks();
        var (yes, no) = (words.Yes.IsIn(first), words.No.IsIn(first));
        if (yes && no)
        {
            // "absolutely not", "ok no": the longer one holds the other.
            var (yesEnd, noEnd) = (words.Yes.FindIn(first)[0].Last, words.No.FindIn(first)[0].Last);
            return yesEnd == noEnd ? null : yesEnd > noEnd;
        }

        if (!yes && !no)
        {
            return words.Refusal.IsIn(passage) ? false : null;
        }

        // "ok wait no", "yes no": the reply turns round.
        var rest = passage.Sentences()[0].Clauses() is [_, var second, ..] ? second.Part : null;
        if (rest is not null && (yes ? words.No.IsIn(rest) : words.Yes.IsIn(rest)))
        {
            return null;
        }

        return yes && words.Refusal.IsIn(passage) ? null : yes;
    }
}
