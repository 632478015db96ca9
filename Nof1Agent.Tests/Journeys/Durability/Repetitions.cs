namespace Nof1Agent.Tests.Journeys.Durability;

/// <summary>A message as the person's app got it.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Life">Which life of the service sent it.</param>
/// <param name="WasCutOff">Whether the app's server hung up after taking it: the service cannot know that it arrived.</param>
internal readonly record struct ShownMessage(string Text, int Life, bool WasCutOff);

/// <summary>What may come twice.</summary>
internal static class Repetitions
{
    /// <summary>
    /// Each at least once, in the order in which they were said. One may come again directly, and only where the service could not know that it had arrived: the server hung up after
    /// taking it, or the service was killed before it could keep the server's answer. Two that say the same are told apart by trying both.
    /// </summary>
    public static bool Explain(IReadOnlyList<string> said, IReadOnlyList<ShownMessage> seen, Func<string, string, bool> isSame)
    {
        HashSet<int> reached = [-1];
        for (var i = 0; i < seen.Count; i++)
        {
            var mayRepeat = i > 0 && (seen[i - 1].WasCutOff || seen[i - 1].Life < seen[i].Life);
            reached = [.. reached.SelectMany(at => (int[])[.. Says(at + 1, i) ? [at + 1] : Array.Empty<int>(), .. mayRepeat && Says(at, i) ? [at] : Array.Empty<int>()])];
        }

        return reached.Contains(said.Count - 1);

        bool Says(int place, int i) => place >= 0 && place < said.Count && isSame(said[place], seen[i].Text);
    }
}
