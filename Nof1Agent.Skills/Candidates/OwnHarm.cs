using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Skills.Candidates;

/// <summary>How a thing harmed the person in a trial of their own.</summary>
public enum HarmKind
{
    /// <summary>The answer was that it made things worse.</summary>
    MadeWorse,

    /// <summary>A strong side effect stopped it, or ended its trial.</summary>
    SideEffect,
}

/// <summary>
/// What harmed a person in a trial of their own is not proposed to them again, whatever the goal. The latest trial of it for an outcome counts: one that was planned knowingly and went well
/// lifts what an earlier one said about that outcome.
/// </summary>
internal static class OwnHarm
{
    /// <summary>Things that harmed, by name, with the trial that said so: a side effect before a worse result, then the later one.</summary>
    public static IReadOnlyDictionary<string, TestedOnYou> In(IEnumerable<TestedOnYou> tested) => tested
        .GroupBy(test => (test.Intervention, test.Outcome))
        .Select(tests => tests.Last())
        .Where(test => Kind(test) is not null)
        .GroupBy(test => test.Intervention, StringComparer.Ordinal)
        .ToDictionary(tests => tests.Key, tests => tests.OrderBy(test => Kind(test)).ThenBy(test => test.At).Last(), StringComparer.Ordinal);

    /// <summary>How it harmed; null: it did not.</summary>
    public static HarmKind? Kind(TestedOnYou test) =>
        test.Harm ?? (KnownLanguages.All.Any(language => language.Say("verdict.worse") == test.Verdict) ? HarmKind.MadeWorse : null);

    /// <summary>What happened, as a reason.</summary>
    public static string Said(TestedOnYou test, SpokenLanguage language) => Kind(test) switch
    {
        HarmKind.SideEffect => language.Say("candidates.gate.side-effect"),
        _ => language.Say("candidates.gate.made-worse"),
    };
}
