namespace Nof1Agent.Host.Agent.Grounding;

/// <summary>What kind of claim it is; each kind needs a fact of its own kind.</summary>
internal enum ClaimKind
{
    /// <summary>"Magnesium helps", "it reduces the time", "hilft nicht".</summary>
    Effect,

    /// <summary>"Better than usual", "schneller als vorher".</summary>
    Comparison,

    /// <summary>"The best", "the most effective".</summary>
    Superlative,

    /// <summary>"Proven", "significant", "guaranteed".</summary>
    Certainty,

    /// <summary>"Most people", "die meisten".</summary>
    Crowd,
}

/// <summary>A claim that something has an effect, without which no number is needed to mislead.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Way">Which way it points.</param>
/// <param name="Hedged">Said as a guess.</param>
/// <param name="Text">The word that makes it one.</param>
internal sealed record Claim(ClaimKind Kind, Way Way, bool Hedged, string Text)
{
    private static readonly HashSet<string> Open = ["whether", "if", "ob", "wenn", "falls", "how", "wie", "what", "which", "welche", "welches", "unless", "until", "tell"];

    // What these do is their own doing, not an effect: "I can help you", "let me help".
    private static readonly HashSet<string> Speakers = ["i", "we", "me", "us", "let", "ich", "wir", "please", "bitte"];

    private static readonly HashSet<string> Hedges =
    [
        .. ("may might could can perhaps maybe possibly probably likely suggest suggests suggested guess guesses guessed expected estimate estimated average chance hypothesis point points studies forecast "
            + "könnte könnten kann vielleicht womöglich wahrscheinlich vermutlich vermutung möglicherweise studien schätzung mittel chance deuten").Split(' '),
    ];

    private static readonly HashSet<string> Nots = ["not", "no", "never", "nothing", "nicht", "kein", "keine", "keinen", "nie", "nichts", "neither", "doesn't", "didn't", "don't", "won't", "isn't"];

    private static readonly HashSet<string> Superlatives = ["best", "strongest", "most-effective", "fastest", "beste", "besten", "stärkste", "stärksten", "wirksamste", "wirksamsten"];

    private static readonly HashSet<string> Sure =
    [
        .. ("proven proof proves guarantee guaranteed guarantees significant significantly definitely undoubtedly scientifically clinically always "
            + "bewiesen nachgewiesen nachweislich beweist garantiert garantie signifikant zweifellos wissenschaftlich klinisch definitiv").Split(' '),
    ];

    /// <summary>The claims of a sentence; a question claims nothing.</summary>
    public static IReadOnlyList<Claim> Read(IReadOnlyList<Token> tokens)
    {
        if (tokens.Count > 0 && tokens[^1].Text == "?")
        {
            return [];
        }

        var claims = new List<Claim>();
        var start = 0;
        for (var i = 0; i <= tokens.Count; i++)
        {
            if (i == tokens.Count || tokens[i].Text is "," or ";" or ":" or "but" or "aber" or "." or "!")
            {
                claims.AddRange(Clause([.. tokens.Skip(start).Take(i - start).Select(token => token.Text).Where(text => char.IsLetterOrDigit(text[0]))], start > 0));
                start = i + 1;
            }
        }

        return claims;
    }

    private static IEnumerable<Claim> Clause(IReadOnlyList<string> words, bool goesOn)
    {
        var hedged = words.Any(Hedges.Contains);
        for (var i = 0; i < words.Count; i++)
        {
            var before = words.Take(i).ToList();
            if (before.Any(Open.Contains) || (i > 0 && words[0] == "was" && goesOn))
            {
                yield break;
            }

            var word = words[i];
            if (Sure.Contains(word))
            {
                // "Do as you always do" says nothing about an effect.
                if (word is not "always" || (i + 1 < words.Count && Ways.OfVerb(words[i + 1]) is not Way.None))
                {
                    yield return new Claim(ClaimKind.Certainty, Way.None, false, word);
                }
            }
            else if (word is "most" or "meisten" or "many" or "viele" or "vielen" or "everyone" or "everybody" or "jedem" or "allen" or "majority" or "mehrheit")
            {
                if (word is "everyone" or "everybody" or "jedem" or "majority" or "mehrheit" || (i + 1 < words.Count && Units.Of(words[i + 1]) == "people"))
                {
                    yield return new Claim(ClaimKind.Crowd, Way.None, false, word);
                }
                else if (word == "most" && i + 1 < words.Count && words[i + 1] is "effective" or "powerful" or "helpful")
                {
                    yield return new Claim(ClaimKind.Superlative, Way.Better, hedged, $"most {words[i + 1]}");
                }
            }
            else if (Superlatives.Contains(word) && !(i > 0 && words[i - 1] is "do" or "your" or "my" or "deine" or "ihre" or "at") && !(i + 1 < words.Count && words[i + 1] is "to" or "way" or "guess" or "wishes"))
            {
                yield return new Claim(ClaimKind.Superlative, Way.Better, hedged, word);
            }
            else if (Ways.OfQuantity(word) is not Way.None and var way && Than(words, i))
            {
                yield return new Claim(ClaimKind.Comparison, way, hedged, $"{word} than");
            }
            else if (Ways.OfQuantity(word) is not Way.None and var made && i > 0 && before.Any(w => w is "made" or "makes" or "make" or "macht" or "gemacht" or "get" or "gets" or "became" or "become" or "getting" or "wird" or "wurde" or "wurden")
                && !before.Any(Speakers.Contains))
            {
                yield return new Claim(ClaimKind.Effect, Negated(words, i) ? Way.Nil : made, hedged, word);
            }
            else if (Ways.OfVerb(word) is not Way.None and var effect && IsVerbOfEffect(words, i, before, goesOn))
            {
                yield return new Claim(ClaimKind.Effect, Negated(words, i) ? Way.Nil : effect, hedged, word);
            }
            else if (word is "difference" or "effect" or "unterschied" or "wirkung" or "effekt" && before.TakeLast(3).Any(Nots.Contains))
            {
                yield return new Claim(ClaimKind.Effect, Way.Nil, hedged, $"no {word}");
            }
            else if (word is "difference" or "effect" or "wirkung" or "effekt" && i > 0 && words[i - 1] is "big" or "large" or "strong" or "clear" or "real" or "huge" or "große" or "starke" or "deutliche" or "starken" or "großen")
            {
                yield return new Claim(ClaimKind.Effect, Way.Better, hedged, $"{words[i - 1]} {word}");
            }
        }
    }

    // "Better ... than", "besser als"; "more than I can say" and "more than one" compare nothing.
    private static bool Than(IReadOnlyList<string> words, int at)
    {
        for (var i = at + 1; i < Math.Min(words.Count, at + 5); i++)
        {
            if (words[i] is "than" or "als")
            {
                return i + 1 >= words.Count || !(words[i + 1] is "i" or "you" or "we" or "that" or "enough" or "ich" or "du" or "wir" || Numerals.Word(words[i + 1]) is not null || Numerals.IsOne(words[i + 1]) || char.IsAsciiDigit(words[i + 1][0]));
            }
        }

        return false;
    }

    private static bool IsVerbOfEffect(IReadOnlyList<string> words, int at, IReadOnlyList<string> before, bool goesOn)
    {
        var word = words[at];
        if (at == 0)
        {
            // "Help me ..." asks; after a comma the verb goes on with what was said before.
            return goesOn && word.EndsWith('s');
        }

        // "What works for you" is asked above; "I can help", "to help you", "please help" are no effects; nor are nouns: "a cut", "your work".
        if (before.Any(Speakers.Contains) || words[at - 1] is "to" or "zu" or "you" or "the" or "a" or "my" or "your" or "how")
        {
            return word is "effective" or "wirksam" or "beneficial" && !before.Any(w => w is "i" or "we");
        }

        return !(word is "works" or "work" && at + 1 < words.Count && words[at + 1] is "like" or "as" or "this" or "so" or "with" or "by" or "in") && !(word is "half" && at > 0 && Numerals.Word(words[at - 1]) is not null)
            && !(word is "half" && !words.Any(w => w is "hat" or "es" or "mir" or "dir"));
    }

    private static bool Negated(IReadOnlyList<string> words, int at) =>
        words.Skip(Math.Max(0, at - 3)).Take(Math.Min(3, at)).Any(word => Nots.Contains(word) && word is not ("no" or "kein" or "keine" or "keinen")) || words.Skip(at + 1).Take(3).Any(word => word is "nicht" or "nothing" or "nichts" or "kaum");
}
