using Nof1Agent.Skills.Evidence;

namespace Nof1Agent.Skills.Candidates;

/// <summary>
/// What an intervention costs the person, in units of the smallest change that is worth any effort. A judgement by kind of
/// intervention (docs/evidence.md); it orders the list and enters no probability.
/// </summary>
internal static class Burden
{
    private const double SmallHabit = 0.1;
    private const double DailyPractice = 0.25;
    private const double Swallowed = 0.4;

    public static double Of(EvidenceEntry entry) => entry.Intervention.Category switch
    {
        "over-the-counter" => Swallowed,
        "dietary" or "exercise" or "mindfulness" or "physical" => DailyPractice,
        _ => SmallHabit,
    };

    /// <summary>Expected benefit in smallest changes, less the burden.</summary>
    public static double Worth(EvidenceEntry entry, EffectForecast forecast, double smallestChange) => (forecast.Mean / smallestChange) - Of(entry);
}
