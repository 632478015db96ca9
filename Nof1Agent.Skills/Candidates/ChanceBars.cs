using System.Globalization;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Skills.Candidates;

/// <summary>The chances of a list of candidates, as bars: where there is a forecast, that it helps by what matters.</summary>
internal static class ChanceBars
{
    public static CardParts Of(CandidateList list, SpokenLanguage language) => new()
    {
        Bars =
        [
            .. list.Candidates.Where(candidate => candidate.Forecast is not null).Select(candidate => new ChanceBar(
                string.Create(CultureInfo.InvariantCulture, $"{candidate.Position}. "),
                Math.Clamp((int)Math.Round(100 * candidate.Forecast!.ProbabilityHelps, MidpointRounding.AwayFromZero), 1, 99),
                CandidateWording.Of100(candidate.Forecast.ProbabilityHelps, language))),
        ],
    };
}
