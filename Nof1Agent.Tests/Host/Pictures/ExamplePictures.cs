using Nof1Agent.Skills;

namespace Nof1Agent.Tests.Host.Pictures;

/// <summary>Pictures with what makes drawings fail: long words, far and near ends, no smallest change, three arms, gaps, German letters.</summary>
internal static class ExamplePictures
{
    public static IReadOnlyList<(string Name, Picture Picture)> All { get; } =
    [
        ("effect-helps", Effect(-12, -21, -3, 10)),
        ("effect-cannot-tell", Effect(1.2, -9.4, 11.8, 10) with { Title = "A consistent bedtime and wake time, seven days a week against usual routine" }),
        ("effect-without-mcid", Effect(0.04, -0.3, 0.38, null) with { LowerIsBetter = false, Subtitle = "Veränderung der Schläfrigkeit (Punkte von 0 bis 10)", DecimalSign = ",", BetterWord = "besser", WorseWord = "schlechter" }),
        ("effect-far-from-zero", Effect(-3400, -3900, -2900, 50)),
        ("chances-helps", Chances((ChanceKind.BetterThatMatters, 71), (ChanceKind.BetterALittle, 22), (ChanceKind.WorseALittle, 6), (ChanceKind.WorseThatMatters, 1))),
        ("chances-without-mcid", Chances((ChanceKind.BetterThatMatters, 7), (ChanceKind.WorseALittle, 93))),
        ("diary-two-arms", Diary(["usual routine", "no caffeine after noon"], periods: 6, length: 7, washout: 2)),
        ("diary-three-arms-long", Diary(["usual routine", "magnesium in the evening", "a consistent bedtime and wake time, seven days a week"], periods: 18, length: 7, washout: 0)),
        .. Made("answer-three-arms", AnswerExamples.ThreeArms),
        .. Made("answer-clock", AnswerExamples.Clock),
        .. Made("answer-yes-no", AnswerExamples.YesNo),
    ];

    // English is what the made-up ones above are in; of the made ones both languages are reviewed.
    private static IEnumerable<(string, Picture)> Made(string name, Func<string, IReadOnlyList<Picture>> make) =>
        new[] { "en", "de" }.SelectMany(tag => make(tag).Select(picture => ($"{name}-{picture switch { DiaryPicture => "diary", EffectPicture => "effect", _ => "chances" }}.{tag}", picture)));

    private static EffectPicture Effect(double estimate, double low, double high, double? mcid) => new()
    {
        Title = "No caffeine after noon against usual routine",
        Subtitle = "Change in minutes to fall asleep (min)",
        Alt = "The effect in words.",
        Estimate = estimate,
        Low = low,
        High = high,
        Mcid = mcid,
        LowerIsBetter = true,
        EstimateText = "what came out: 12 minutes lower",
        IntervalText = "probably between 21 minutes lower and 3 minutes lower",
        NoDifferenceText = "no difference",
        MattersText = mcid is null ? null : "better by 10 minutes or more: matters to you",
        HarmText = mcid is null ? null : "worse by 10 minutes or more",
        BetterWord = "better",
        WorseWord = "worse",
    };

    private static ChancesPicture Chances(params (ChanceKind Kind, int Dots)[] shares) => new()
    {
        Title = "How likely is it that no caffeine after noon helps you?",
        Subtitle = "Of 100 people whose days looked like yours",
        Alt = "The chances in words.",
        Shares = [.. shares.Select(share => new ChanceShare(share.Kind, share.Dots, $"{share.Dots} in 100: it {(share.Kind <= ChanceKind.BetterALittle ? "helps" : "makes things worse, but by less than that")}"))],
    };

    private static DiaryPicture Diary(string[] arms, int periods, int length, int washout) => new()
    {
        Title = "Your diary",
        Subtitle = "Minutes to fall asleep (min), lower is better",
        Alt = "The diary in words.",
        Arms = arms,
        Days =
        [
            .. Enumerable.Range(0, periods * length).Select(day => new PicturedDay(
                day + (day >= 2 * length ? 3 : 0),
                $"{(day % 28) + 1} {(day < 28 ? "Jan" : day < 56 ? "Feb" : "Mar")}",
                ((day / length) + (day / length / arms.Length)) % arms.Length,
                day / length,
                day % length >= washout,
                day % 11 == 5 ? null : 30 + (day * 7 % 13) - (12 * (((day / length) + (day / length / arms.Length)) % arms.Length)))),
        ],
        CountedText = "one day that counts (an open dot: does not count)",
        MeanText = "mean of a period's days that count",
        NotCountedText = washout > 0 ? "days that do not count: the change has to take hold" : null,
    };
}
