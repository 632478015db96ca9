namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>Finds an unwanted effect that is told with a day's entry. The complaint itself is none.</summary>
internal static class SideEffects
{
    public static (string Said, Span Where)? FindIn(Passage passage, string? goal, WordLists lists)
    {
        var own = goal is not null && lists.Checkin.OwnSymptoms.TryGetValue(goal, out var symptoms) ? symptoms : null;
        foreach (var (part, first) in passage.Clauses())
        {
            var found = Known.FindIn(part).Where(s => !IsDenied(part, s.Where.First)).ToList();
            if (found.Count > 0 && !found.TrueForAll(s => own?.Contains(s.Name) ?? false))
            {
                return (string.Join(", ", found.Select(s => s.Told)), new Span(first, first + part.Tokens.Count - 1));
            }
        }

        return null;
    }

    private static PhraseList Known { get; } = new(WordLists.English.Checkin.Symptoms);

    private static bool IsDenied(Passage part, int at) =>
        part.Tokens.Take(at).Any(t => t.Text is "no" or "not" or "without" or "never" or "less" or "isnt" or "wasnt" or "didnt");
}
