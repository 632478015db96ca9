using Nof1Agent.Skills.Evidence;
using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Skills.Candidates;

/// <summary>
/// From a published average effect to a forecast for one person. The published standard error says how well the average is known;
/// people differ on top of that (<see cref="PublishedEffect.ForOnePerson"/>). An effect of very low confidence is halved first.
/// </summary>
internal static class PersonalForecast
{
    private const double TrustInVeryLow = 0.5;

    /// <summary>The forecast of the benefit in the outcome's unit, or null where the entry has no usable number in that unit.</summary>
    public static NormalForecast? Of(EvidenceEntry entry, DailyOutcome outcome)
    {
        var effect = entry.Effect;
        if (!effect.UsableAsPrior || effect.Kind != "native" || entry.Outcome.Name != outcome.CatalogueOutcome || entry.Outcome.Unit != outcome.CatalogueUnit)
        {
            return null;
        }

        var toOutcome = (effect.Rescale?.Factor ?? 1) * (outcome.LowerIsBetter ? -1 : 1);
        var ends = new[] { toOutcome * effect.CiLow!.Value, toOutcome * effect.CiHigh!.Value };
        return new PublishedEffect(toOutcome * effect.Value!.Value, ends.Min(), ends.Max()).ForOnePerson(trust: entry.Confidence == "very low" ? TrustInVeryLow : 1);
    }
}
