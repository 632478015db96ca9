namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Finds the goal that a complaint or wish is about: what is said first counts, a longer phrase before a shorter one.</summary>
internal static class Goals
{
    public static string? FindIn(Passage passage, GoalWords words) =>
        First(passage, words, phrases => phrases.Patterns) ?? First(passage, words, phrases => phrases.Weak);

    private static string? First(Passage passage, GoalWords words, Func<GoalPhrases, Pattern> of) =>
        words.Goals
            .SelectMany(goal => of(goal.Value).FindIn(passage).Select(where => (goal.Key, where)))
            .Where(found => !IsNegated(passage, found.where.First))
            .OrderBy(found => found.where.First)
            .ThenByDescending(found => found.where.Last)
            .Select(found => found.Key)
            .FirstOrDefault();

    private static bool IsNegated(Passage passage, int first) => first > 0 && passage.Tokens[first - 1].Text is "not" or "isnt" or "without";
}
