using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Skills.Results;

/// <summary>How the size of an effect is worded: in the outcome's own words ("you fell asleep about 12 minutes faster") and with its range.</summary>
/// <param name="outcome">What was told every day.</param>
/// <param name="language">The language of the words.</param>
/// <param name="blinded">Whether the plan compares with a look-alike, not with the usual routine.</param>
internal sealed class EffectWording(DailyOutcome outcome, SpokenLanguage language, bool blinded = false)
{
    private const string Lower = "lower";
    private const string Higher = "higher";

    // Yes/no outcomes are told as days in a hundred.
    private double Scale => outcome.Kind is OutcomeKind.YesNo ? 100 : 1;

    private (string, object) Comparator => ("comparator", language.Say(blinded ? "answer.comparator.look-alike" : "answer.comparator.usual"));

    /// <summary>"you fell asleep about 12 minutes faster than with your usual routine", or "than with the look-alike".</summary>
    public string Change(double effect) => IsNothing(effect)
        ? language.Say("answer.change.none", ("name", outcome.NameIn(language)), Comparator)
        : Own("change", ("about", outcome.SayDifference(effect, language)), ("n", Math.Abs(Scale * effect)), ("name", outcome.NameIn(language)), ("side", Side(effect)), Comparator);

    /// <summary>"The true change is probably between 3 and 21 minutes faster."</summary>
    public string Range(double lowEnd, double highEnd)
    {
        // Both ends with the digits that mean something for the larger one.
        var digits = SpokenLanguage.Digits(Scale * Math.Max(Math.Abs(lowEnd), Math.Abs(highEnd)));
        var (low, high) = (Round(lowEnd, digits), Round(highEnd, digits));

        // Both ends on one side: the nearer to none first.
        if (!IsNothing(low) && !IsNothing(high) && low < 0 == high < 0)
        {
            var (near, far) = low < 0 ? (high, low) : (low, high);
            return Bare(near) == Bare(far)
                ? language.Say("answer.range.point", ("size", outcome.SayDifference(near, language)), ("word", Word(near)))
                : language.Say("answer.range.one-side", ("near", Bare(near)), ("far", outcome.SayDifference(far, language)), ("word", Word(far)));
        }

        if (IsNothing(low) && IsNothing(high))
        {
            return language.Say("answer.range.nothing");
        }

        if (IsNothing(low) || IsNothing(high))
        {
            var end = IsNothing(low) ? high : low;
            return language.Say("answer.range.from-none", ("far", outcome.SayDifference(end, language)), ("word", Word(end)));
        }

        return language.Say("answer.range.both-sides", ("low", outcome.SayDifference(low, language)), ("lowWord", Word(low)), ("high", outcome.SayDifference(high, language)), ("highWord", Word(high)));
    }

    /// <summary>"12 minutes faster".</summary>
    public string Short(double effect) => IsNothing(effect)
        ? language.Say("answer.short.none")
        : language.Say("answer.short", ("size", outcome.SayDifference(effect, language)), ("word", Word(effect)));

    /// <summary>Whether it shows as 0.</summary>
    public bool IsNothing(double effect) => Bare(effect) == language.Number(0);

    /// <summary>"faster", "lower".</summary>
    public string Word(double effect) => Own("word", ("side", Side(effect)));

    private double Round(double end, int digits) => Math.Round(Scale * end, digits, MidpointRounding.AwayFromZero) / Scale;

    private string Bare(double effect) => language.Number(Math.Abs(Scale * effect));

    private static string Side(double effect) => effect < 0 ? Lower : Higher;

    // The outcome's own words where the languages have some, else the general ones.
    private string Own(string what, params (string, object)[] values)
    {
        var own = $"outcome.{outcome.Id}.{what}";
        return language.Say(KnownLanguages.English.Has(own) ? own : $"outcome.any.{what}", values);
    }
}
