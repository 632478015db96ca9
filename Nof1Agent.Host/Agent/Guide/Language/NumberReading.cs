namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Reads one number in digits or words: "25", "twenty five", "one and a half", "three quarters", "a couple".</summary>
internal static class NumberReading
{
    /// <summary>The number that begins at a token, and the token after it; null where none begins there.</summary>
    /// <remarks>A fraction ("half", "quarter") counts only before a unit, "an" only as "an hour": <paramref name="isUnit"/> tells.</remarks>
    public static (double Value, int Next)? At(IReadOnlyList<Token> tokens, int i, NumberWords words, Func<int, bool> isUnit)
    {
        if (i >= tokens.Count)
        {
            return null;
        }

        var token = tokens[i];
        if (token.Kind is TokenKind.Number)
        {
            if (IsFractionStroke(tokens, i) && isUnit(SkipOf(tokens, i + 3, words)))
            {
                return (token.Number / tokens[i + 2].Number, SkipOf(tokens, i + 3, words));
            }

            return token.Number < 1 && isUnit(SkipOf(tokens, i + 1, words)) && token.Number > 0
                ? (token.Number, SkipOf(tokens, i + 1, words))
                : WithFraction(tokens, token.Number, i + 1, words, isUnit);
        }

        if (!token.IsWord)
        {
            return null;
        }

        if (words.Articles.Contains(token.Text))
        {
            return AfterArticle(tokens, i, words, isUnit);
        }

        if (words.Fractions.TryGetValue(token.Text, out var fraction))
        {
            var after = SkipOf(tokens, i + 1, words);
            return isUnit(after) ? (fraction, after) : null;
        }

        return Whole(tokens, i, words) is { } whole ? WithFraction(tokens, whole.Value, whole.Next, words, isUnit) : null;
    }

    private static (double, int)? AfterArticle(IReadOnlyList<Token> tokens, int i, NumberWords words, Func<int, bool> isUnit)
    {
        if (isUnit(i + 1))
        {
            return (1, i + 1);
        }

        if (i + 1 < tokens.Count && (words.Hundred.Contains(tokens[i + 1].Text) || words.Fractions.ContainsKey(tokens[i + 1].Text) || tokens[i + 1].Text is "couple" or "dozen"))
        {
            return words.Hundred.Contains(tokens[i + 1].Text) ? Whole(tokens, i + 1, words) : At(tokens, i + 1, words, isUnit);
        }

        return null;
    }

    private static (double Value, int Next)? Whole(IReadOnlyList<Token> tokens, int i, NumberWords words)
    {
        double total = 0;
        var at = i;
        if (words.Units.TryGetValue(tokens[at].Text, out var unit))
        {
            total = unit;
            at++;
            if (tokens[i].Text is "couple" or "dozen" && at < tokens.Count && tokens[at].Text == "of")
            {
                return (total, at + 1);
            }
        }

        if (at < tokens.Count && words.Hundred.Contains(tokens[at].Text))
        {
            total = (at == i ? 1 : total) * 100;
            at++;
            var more = at < tokens.Count && words.And.Contains(tokens[at].Text) ? at + 1 : at;
            if (more < tokens.Count && Tens(tokens, more, words) is { } rest)
            {
                return (total + rest.Value, rest.Next);
            }

            return (total, at);
        }

        return at > i ? (total, at) : Tens(tokens, i, words);
    }

    private static (double Value, int Next)? Tens(IReadOnlyList<Token> tokens, int i, NumberWords words)
    {
        if (words.Tens.TryGetValue(tokens[i].Text, out var tens))
        {
            return i + 1 < tokens.Count && words.Units.TryGetValue(tokens[i + 1].Text, out var unit) && unit is > 0 and < 10 ? (tens + unit, i + 2) : (tens, i + 1);
        }

        return words.Units.TryGetValue(tokens[i].Text, out var small) ? (small, i + 1) : null;
    }

    // "6 and a half", "3 quarters of", "2 and 3/4"
    private static (double, int) WithFraction(IReadOnlyList<Token> tokens, double value, int next, NumberWords words, Func<int, bool> isUnit)
    {
        if (next < tokens.Count && tokens[next].Text == "quarters" && isUnit(SkipOf(tokens, next + 1, words)))
        {
            return (value * 0.25, SkipOf(tokens, next + 1, words));
        }

        // "eight point five"
        if (next + 1 < tokens.Count && tokens[next].Text == "point" && value == Math.Floor(value) && Digit(tokens[next + 1], words) is { } tenths)
        {
            return (value + (tenths / 10), next + 2);
        }

        if (next + 1 < tokens.Count && words.And.Contains(tokens[next].Text))
        {
            var at = words.Articles.Contains(tokens[next + 1].Text) ? next + 2 : next + 1;
            if (at < tokens.Count && words.Fractions.TryGetValue(tokens[at].Text, out var fraction) && tokens[at].Text != "third")
            {
                return (value + fraction, at + 1);
            }

            if (at < tokens.Count && tokens[at] is { Kind: TokenKind.Number, Number: > 0 and < 1 })
            {
                return (value + tokens[at].Number, at + 1);
            }

            if (IsFractionStroke(tokens, at))
            {
                return (value + (tokens[at].Number / tokens[at + 2].Number), at + 3);
            }
        }

        return (value, next);
    }

    private static double? Digit(Token token, NumberWords words) =>
        token is { Kind: TokenKind.Number, Number: >= 0 and <= 9 } ? token.Number : words.Units.TryGetValue(token.Text, out var unit) && unit <= 9 ? unit : null;

    private static bool IsFractionStroke(IReadOnlyList<Token> tokens, int i) =>
        i + 2 < tokens.Count && tokens[i].Kind is TokenKind.Number && tokens[i + 1].IsMark("/") && tokens[i + 2].Number is 2 or 3 or 4
        && tokens[i].Number >= 1 && tokens[i].Number < tokens[i + 2].Number && tokens[i].End == tokens[i + 1].Start;

    private static int SkipOf(IReadOnlyList<Token> tokens, int i, NumberWords words)
    {
        while (i < tokens.Count && words.Of.Contains(tokens[i].Text))
        {
            i++;
        }

        return i;
    }
}
