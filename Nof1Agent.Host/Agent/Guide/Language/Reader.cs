namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>What one message was understood to be.</summary>
/// <param name="Act">What it does.</param>
/// <param name="Facts">What it tells; may hold facts beside an act that asks ("35, did it. Is it working?").</param>
internal sealed record Understanding(Act Act, Facts Facts);

/// <summary>Reads a person's message by rules alone: no model, no input or output, the same answer every time.</summary>
/// <remarks>
/// The open question decides how a bare number or "yes" is read. Where two readings are plausible the result is <see cref="Act.Unclear"/>, so that the guide
/// asks again with buttons: a health number is never guessed. The time is linear in the text, of which the first <see cref="LongestRead"/> characters count.
/// </remarks>
internal static class Reader
{
    /// <summary>Characters that are read; what follows them is ignored.</summary>
    public const int LongestRead = 4000;

    private static readonly Understanding Unclear = new(Act.Unclear, Facts.None);

    /// <summary>Reads one message in the light of the open question.</summary>
    public static Understanding Read(string text, ReadingContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        var told = text.Length <= LongestRead ? text : text[..LongestRead];
        var phrases = Phrasebook.Of(context.Language);

        // Who is spoken with in another language may still write English.
        return Read(told, context, phrases?.Knows(Tokenizer.Split(told, WordLists.English.Spelling.Emoji)) is true ? phrases : null);
    }

    private static Understanding Read(string text, ReadingContext context, Phrasebook? phrases)
    {
        var lists = WordLists.English;
        var passage = Passage.Parse(text, lists.Spelling, phrases);
        if (passage.IsEmpty)
        {
            return Unclear;
        }

        if (Acts.Whole(passage, context.Asked, lists.Acts) is { } whole)
        {
            return new Understanding(whole, Facts.None);
        }

        var sentences = passage.Sentences();
        var complains = context.Asked is Asked.Goal || context is { Asked: Asked.Nothing, Goal: null };
        var acts = sentences.Select(s => complains && Questions.IsComplaint(s, lists) ? null : Acts.In(s, context.Asked, lists.Acts)).ToList();
        var asks = sentences.Select((s, i) => acts[i] is not null || (Questions.Is(s, lists.Questions)
            && !(complains && Questions.IsComplaint(s, lists)) && !lists.Replies.Correction.IsIn(s))).ToList();
        var statements = sentences.Select((s, i) => asks[i] ? BeforeQuestion(s, context, lists) : s).Where(s => !s.IsEmpty);
        var (reading, corrects) = ReadStatements(Passage.Join(statements), context, lists);
        var facts = reading.IsAmbiguous ? Facts.None : reading.Facts;
        if (acts.Find(a => a is not null) is { } act)
        {
            return new Understanding(act, Beside(act, facts, passage, context, lists));
        }

        if (facts with { Note = null } == Facts.None && lists.Acts.Thanks.IsIn(passage))
        {
            return new Understanding(Act.Thanks, Facts.None);
        }

        if (facts != Facts.None)
        {
            return new Understanding(corrects && Changes(facts) || Replans(facts, context) ? Act.Correct : Act.Answer, facts);
        }

        if (asks.IndexOf(true) is var question and >= 0)
        {
            return new Understanding(Questions.About(sentences[question], context.Asked, lists), Facts.None);
        }

        if (context.Asked is Asked.Nothing && !reading.IsAmbiguous && Acts.Suggested(passage, lists.Acts) is { } suggested and not Act.Help)
        {
            return new Understanding(suggested, Facts.None);
        }

        var skips = (context.Asked is Asked.Word && Polarity.Of(passage, lists.Replies) is false) || lists.Acts.Skip.IsIn(passage)
            || (context.Asked is Asked.Mcid && lists.Acts.AnyChange.IsIn(passage));
        return (!reading.IsAmbiguous || context.Asked is Asked.Word) && skips ? new Understanding(Act.Skip, Facts.None) : Unclear;
    }

    // Why what? Pause for what? The rest of the sentence tells.
    private static Facts Beside(Act act, Facts facts, Passage passage, ReadingContext context, WordLists lists) => act switch
    {
        Act.Why when context.Asked is Asked.Candidates or Asked.Length or Asked.Confirm or Asked.Nothing =>
            facts with { Candidate = facts.Candidate ?? CandidateChoices.Named(passage, context, lists) ?? (context.Asked is Asked.Candidates ? CandidateChoices.Read(passage, context, lists).Facts.Candidate : null) },
        Act.Pause => facts with { Missing = facts.Missing ?? CheckIns.MissingFor(passage, lists.Checkin) },
        _ => facts,
    };

    // "yes, but who can see it?" says yes before it asks.
    private static Passage BeforeQuestion(Passage sentence, ReadingContext context, WordLists lists)
    {
        var clauses = sentence.Clauses();
        var turn = clauses.ToList().FindIndex(c => Questions.Is(c.Part, lists.Questions) || Acts.In(c.Part, context.Asked, lists.Acts) is not null);
        // "yes but can I skip weekends?" is no confirmation.
        var withdrawn = context.Asked is Asked.Confirm && turn > 0 && clauses[turn].Part.Tokens[0].Text is "but";
        return turn > 0 && !withdrawn ? sentence.Slice(0, clauses[turn].First) : Passage.Join([]);
    }

    // A yes or no to the open question is an answer, however it is introduced ("wait, no").
    private static bool Changes(Facts facts) => facts with { Confirm = null, Consent = null } != Facts.None;

    private static bool Replans(Facts facts, ReadingContext context) =>
        context.Asked is Asked.Confirm && facts.Confirm is null && (facts.Weeks is not null || facts.Candidate is not null);

    private static (Reading Reading, bool Corrects) ReadStatements(Passage statements, ReadingContext context, WordLists lists)
    {
        if (statements.IsEmpty)
        {
            return (Reading.Nothing, false);
        }

        var (corrects, rest) = Corrections.Read(statements, context, lists);
        return rest.IsEmpty ? (Reading.Nothing, corrects) : (Answers.Read(rest, context, lists, corrects), corrects);
    }
}
