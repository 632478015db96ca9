namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Finds what a message does apart from answering: stop, undo, a question, a greeting.</summary>
internal static class Acts
{
    /// <summary>The act of a message that says nothing else.</summary>
    public static Act? Whole(Passage passage, Asked asked, ActWords words)
    {
        foreach (var (act, pattern) in Ordered(words))
        {
            if (pattern.IsWhole(passage) && IsMeant(act, passage, asked))
            {
                return act;
            }
        }

        return asked is Asked.Candidates or Asked.Length or Asked.Outcome && words.YouChoose.IsIn(passage) ? Act.Skip : null;
    }

    /// <summary>The act that a sentence holds among other things.</summary>
    public static Act? In(Passage sentence, Asked asked, ActWords words)
    {
        foreach (var (act, pattern) in Ordered(words).Where(o => o.Act is not Act.Greet and not Act.Thanks and not Act.Skip))
        {
            // "never mind, cancel that"
            var clause = act is Act.Undo or Act.Pause && sentence.Clauses().Any(c => c.Part.Bare.Contains(' ', StringComparison.Ordinal) && pattern.IsWhole(c.Part));
            if ((clause || pattern.IsIn(sentence)) && IsMeant(act, sentence, asked))
            {
                return act;
            }
        }

        return null;
    }

    /// <summary>The act that single words suggest, where one act is suggested by more of them than any other; the order of the list breaks no tie but with help.</summary>
    public static Act? Suggested(Passage passage, ActWords words)
    {
        var hits = words.Hints
            .Select(h => (Act: h.Key, Count: h.Value.FindIn(passage).Count))
            .Where(h => h.Count > 0)
            .OrderBy(h => h.Act is Act.Help ? 1 : 0)
            .ThenByDescending(h => h.Count)
            .ToList();
        return hits is [var best, var next, ..] && next.Act is not Act.Help && next.Count == best.Count ? null : hits is [var only, ..] ? only.Act : null;
    }

    // The order decides where a sentence fits two: "delete my data" is about privacy, "why is it not working" asks why.
    private static IEnumerable<(Act Act, Pattern Pattern)> Ordered(ActWords words) =>
    [
        (Act.Privacy, words.Privacy),
        (Act.Undo, words.Undo),
        (Act.Why, words.Why),
        (Act.Pause, words.Pause),
        (Act.Resume, words.Resume),
        (Act.Stop, words.Stop),
        (Act.Human, words.Human),
        (Act.Today, words.Today),
        (Act.Candidates, words.Candidates),
        (Act.Diary, words.Diary),
        (Act.DidItWork, words.DidItWork),
        (Act.Help, words.Help),
        (Act.Thanks, words.Thanks),
        (Act.Greet, words.Greet),
        (Act.Skip, words.Skip),
    ];

    // The same word means another thing where a question is open.
    private static bool IsMeant(Act act, Passage passage, Asked asked) => asked is Asked.Word ? IsNoWord(act, passage) : act switch
    {
        Act.Resume => asked is Asked.Nothing or Asked.Checkin,
        Act.Stop => asked is not (Asked.Confirm or Asked.Consent) || passage.Bare is not "no more" and not "enough" and not "end",
        Act.Undo => passage.Bare is not "wrong" || asked is Asked.Nothing or Asked.Checkin,
        Act.Today => asked is Asked.Nothing or Asked.Checkin,
        Act.DidItWork => asked is Asked.Nothing or Asked.Checkin || passage.Bare.Contains("result", StringComparison.Ordinal),
        Act.Candidates => asked is not (Asked.Tried or Asked.Limits),
        Act.Skip => asked is not Asked.Checkin || !IsForgotten(passage),
        Act.Human => asked is not (Asked.Conditions or Asked.Tried or Asked.Limits) || passage.Bare.Split(' ').Length > 2,
        _ => true,
    };

    // Any word is good for the lottery, "diary" and "today" too; what clearly asks or ends is none.
    private static bool IsNoWord(Act act, Passage passage) =>
        act is Act.Why or Act.Help or Act.Stop or Act.Pause or Act.Undo or Act.Skip || (act is Act.Human or Act.Privacy && passage.Tokens.Count > 2);

    private static bool IsForgotten(Passage passage) => passage.Bare.Contains("remember", StringComparison.Ordinal);
}
