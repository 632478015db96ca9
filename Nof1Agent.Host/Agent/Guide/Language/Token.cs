namespace Nof1Agent.Host.Agent.Guide.Language;

internal enum TokenKind
{
    Word,
    Number,
    Mark,
}

/// <summary>A word, number or punctuation mark of a message.</summary>
/// <remarks>The text is in lower case, without apostrophes, its spelling corrected; a number is in canonical digits. Start and End bound what was typed.</remarks>
internal sealed record Token(TokenKind Kind, string Text, double Number, int Start, int End)
{
    public bool IsWord => Kind is TokenKind.Word;

    public bool IsMark(string mark) => Kind is TokenKind.Mark && Text == mark;
}

/// <summary>Tokens from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
internal readonly record struct Span(int First, int Last)
{
    public bool Contains(int index) => index >= First && index <= Last;

    public bool Overlaps(Span other) => First <= other.Last && other.First <= Last;
}
