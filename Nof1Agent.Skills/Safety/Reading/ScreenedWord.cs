namespace Nof1Agent.Skills.Safety.Reading;

/// <summary>What stands between a word and the one before it.</summary>
internal enum WordBreak
{
    None,

    /// <summary>A comma, dash or bracket: a "no" before it is not about what follows.</summary>
    Clause,

    /// <summary>The end of a sentence or line.</summary>
    Sentence,
}

/// <summary>One word or number of a text.</summary>
/// <param name="Text">Folded; may hold '*', '@', '$', '!' or digits inside a word that somebody disguised.</param>
/// <param name="Before">What stands before it.</param>
/// <param name="Quotation">0, or the number of the quotation that it stands in.</param>
internal readonly record struct ScreenedWord(string Text, WordBreak Before, int Quotation);
