namespace Nof1Agent.Stats.Outcomes;

/// <summary>Times of day as numbers that may be averaged: 23:50 and 0:10 lie 20 minutes apart.</summary>
public static class ClockTime
{
    /// <summary>Minutes of a day.</summary>
    public const double MinutesPerDay = 1440;

    /// <summary>
    /// Cuts the clock where it is emptiest (in the middle of the longest stretch without an answer) and counts on from there, so that times around midnight stay
    /// together. Differences between the results are minutes.
    /// </summary>
    /// <param name="minutes">Minutes after midnight, finite; taken modulo 1440.</param>
    /// <returns>The same times, some shifted by 1440, in the same order.</returns>
    public static IReadOnlyList<double> Unwrap(IReadOnlyList<double> minutes)
    {
        if (minutes.Count == 0)
            return [];
        var wrapped = minutes.Select(minute => (minute % MinutesPerDay + MinutesPerDay) % MinutesPerDay).ToArray();
        var sorted = wrapped.Order().ToArray();
        double longest = sorted[0] + MinutesPerDay - sorted[^1], cut = 0;
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i] - sorted[i - 1] > longest)
            {
                longest = sorted[i] - sorted[i - 1];
                cut = sorted[i];
            }
        return [.. wrapped.Select(minute => minute < cut ? minute + MinutesPerDay : minute)];
    }
}
