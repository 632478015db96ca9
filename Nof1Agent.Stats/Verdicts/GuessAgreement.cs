using MathNet.Numerics.Distributions;

namespace Nof1Agent.Stats.Verdicts;

/// <summary>How often guesses of the arm were right, beside what a tossed coin would do.</summary>
/// <param name="Right">Right guesses.</param>
/// <param name="Made">Guesses made, without "no idea"; at least <paramref name="Right"/>.</param>
/// <param name="NoIdea">Periods without a guess that were asked about.</param>
/// <remarks>
/// <see cref="ChanceOfAsMany"/> is the upper tail of the binomial distribution with 1/2. It takes the guesses as independent. Where containers keep their letters
/// through a trial they are not: who is right about one is right about all later ones, so a small value says less than it seems, and a large one is no proof
/// of blinding (Bang, Ni and Davis 2004, Controlled Clinical Trials 25:143-156, on what such an index can and cannot say).
/// </remarks>
public sealed record GuessAgreement(int Right, int Made, int NoIdea)
{
    /// <summary>Probability, 0 to 1, that coin tosses are right at least as often; 1 without a guess.</summary>
    public double ChanceOfAsMany => 1 - Binomial.CDF(0.5, Made, Right - 1);

    /// <summary>Counts guesses against what it was.</summary>
    /// <param name="guesses">For each period that was asked about: the guessed arm (null: no idea) and the arm it had.</param>
    /// <returns>Null where nothing was asked.</returns>
    public static GuessAgreement? Of(IReadOnlyList<(int? Guess, int Arm)> guesses)
    {
        ArgumentNullException.ThrowIfNull(guesses);
        return guesses.Count == 0 ? null : new GuessAgreement(guesses.Count(one => one.Guess == one.Arm), guesses.Count(one => one.Guess is not null), guesses.Count(one => one.Guess is null));
    }
}
