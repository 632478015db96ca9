using System.Collections;
using System.Reflection;
using Nof1Agent.Stats.Estimators;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;
using Nof1Agent.Tests.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Reports;

/// <summary>Whatever comes in, what goes out is a finite number or a reason.</summary>
public sealed class BadInputTests
{
    private static readonly AnalysisPlan Plan = new() { HigherIsBetter = true, Mcid = 0.5, Evidence = new EvidencePrior(0.3, 0.5) };

    private static TrialDiary Diary(params double?[] values) => new(["A", "B"],
        [.. values.Select((value, day) => new DiaryDay(day, day / 4 % 2, day / 4, day / 8, value, true))]);

    private static TrialDiary Changed(Func<DiaryDay, DiaryDay> change) =>
        Simulated.Diary(4, 7, 0.3, 1, 0, 0.1, 3) is var diary ? diary with { Days = [.. diary.Days.Select(change)] } : throw new InvalidOperationException();

    public static TheoryData<string, TrialDiary, string> Refused => new()
    {
        { "no days", new TrialDiary(["A", "B"], []), "Too few days on A" },
        { "no arms", new TrialDiary([], []), "at least two arms" },
        { "one arm", new TrialDiary(["A"], [new DiaryDay(0, 0, 0, 0, 1, true)]), "at least two arms" },
        { "nothing answered", Changed(day => day with { Value = null }), "Too few days on reference" },
        { "nothing counted", Changed(day => day with { Counted = false }), "Too few days on reference" },
        { "one arm unanswered", Changed(day => day.Arm == 1 ? day with { Value = null } : day), "Too few days on treatment" },
        { "constant", Changed(day => day with { Value = 7 }), "Every answer is the same" },
        { "all zero", Changed(day => day with { Value = 0 }), "Every answer is the same" },
        { "no noise", Changed(day => day with { Value = day.Arm == 1 ? 5 : 3 }), "do not vary within an arm" },
        { "no noise but a trend", Changed(day => day with { Value = 2.0 * day.Day + 3 * day.Arm }), "do not vary within an arm" },
        { "NaN", Changed(day => day.Day == 5 ? day with { Value = double.NaN } : day), "Day 5 has a value that is not a usable number" },
        { "infinite", Changed(day => day.Day == 5 ? day with { Value = double.NegativeInfinity } : day), "Day 5 has a value" },
        { "too large", Changed(day => day.Day == 5 ? day with { Value = 1.1e300 } : day), "Day 5 has a value" },
        { "day twice", Changed(day => day.Day == 5 ? day with { Day = 4 } : day), "Day 4 occurs twice" },
        { "unknown arm", Changed(day => day.Day == 5 ? day with { Arm = 2 } : day), "names arm 2" },
        { "negative arm", Changed(day => day.Day == 5 ? day with { Arm = -1 } : day), "names arm -1" },
        { "interleaved periods", Changed(day => day.Day == 2 ? day with { Period = 5 } : day), "interrupted by another period" },
        { "two arms in a period", Changed(day => day.Day == 2 ? day with { Arm = 1 - day.Arm } : day), "more than one arm" },
        { "denormal units", Changed(day => day with { Value = 1e-310 * day.Value }), "use another unit" },
        { "four days", Diary(1, null, 3, null, 2, null, null, 5), "Too few days: 4 answered, at least 5" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Analyze_UnusableDiary_NamesTheReason(string situation, TrialDiary diary, string reason)
    {
        Assert.NotEmpty(situation);
        Assert.Contains(reason, RegressionEngine.Fit(diary).Refusal, StringComparison.Ordinal);
        var report = TrialReport.Analyze(diary, Plan);
        OnlyFinite(report);
        if (report.Contrasts.Count == 0)
            Assert.Contains(report.Warnings, warning => warning.Contains(reason, StringComparison.Ordinal));
        Assert.All(report.Contrasts, contrast =>
        {
            Assert.Contains(reason, contrast.Refusal, StringComparison.Ordinal);
            Assert.True(contrast.Verdict is VerdictKind.TooLittleData or VerdictKind.CannotTell);
            Assert.Equal(0, contrast.Estimate);
        });
    }

    public static TheoryData<string, TrialDiary> Unusual => new()
    {
        { "tiny units", Changed(day => day with { Value = 1e-300 * day.Value }) },
        { "huge units", Changed(day => day with { Value = 1e299 * day.Value }) },
        { "far from zero", Changed(day => day with { Value = 1e9 + day.Value }) },
        { "one answer far out", Changed(day => day.Day == 5 ? day with { Value = 1e15 } : day) },
        { "five answers", Diary(1, 4, 3, null, 2, null, null, 5) },
        { "one cycle", Diary(1, 4, 3, 2, 2, 6, 4, 5) },
        { "gap longer than a period", Changed(day => day.Day >= 28 ? day with { Day = day.Day + 400 } : day) },
        { "days far apart", Changed(day => day with { Day = 30_000_000 * day.Day }) },
        { "negative days", Changed(day => day with { Day = day.Day - 2_000_000_000 }) },
        { "two values only", Changed(day => day.Value is { } value ? day with { Value = value > 0 ? 1 : 0 } : day) },
        { "one day differs", Changed(day => day with { Value = day.Day == 9 ? 1 : 0 }) },
        { "alternating days", Changed(day => day with { Arm = day.Day % 2, Period = day.Day, Block = day.Day / 2 }) },
    };

    [Theory, MemberData(nameof(Unusual))]
    public void Analyze_UnusualDiary_GivesFiniteNumbers(string situation, TrialDiary diary)
    {
        Assert.NotEmpty(situation);
        var report = TrialReport.Analyze(diary, Plan);
        OnlyFinite(report);
        var contrast = Assert.Single(report.Contrasts);
        Assert.Null(contrast.Refusal);
        Assert.True(contrast.Low < contrast.Estimate && contrast.Estimate < contrast.High);
    }

    [Fact]
    public void Analyze_TenThousandDays_GivesTheEffect()
    {
        var diary = Simulated.Diary(714, 7, 0.3, 0.5, 0, 0.1, 8);
        var report = TrialReport.Analyze(diary, Plan);
        OnlyFinite(report);
        Assert.InRange(report.Contrasts[0].Estimate, 0.4, 0.6);
        Assert.Equal(VerdictKind.ItWorked, TrialReport.Analyze(diary, Plan with { Mcid = 0.3 }).Contrasts[0].Verdict);
    }

    [Fact]
    public void Analyze_OneOfThreeArmsUnanswered_StillComparesTheOthers()
    {
        var whole = EngineDenseTests.ManyArms(3, 5);
        var diary = whole with { Days = [.. whole.Days.Select(day => day.Arm == 1 ? day with { Value = null } : day)] };
        var report = TrialReport.Analyze(diary, Plan);
        OnlyFinite(report);
        Assert.Contains("Too few days on arm 1", report.Contrasts[0].Refusal, StringComparison.Ordinal);
        Assert.Null(report.Contrasts[1].Refusal);
        Assert.InRange(report.Contrasts[1].Estimate, 0, 12);
        Assert.Null(report.ProbabilityBest);
    }

    [Fact]
    public void Analyze_OneOfThreeArmsStoppedInItsFirstCycle_AnswersTheOther()
    {
        var whole = EngineDenseTests.ManyArms(3, 5);
        var first = whole.Days.Min(day => day.Block);
        var diary = whole with { Days = [.. whole.Days.Select(day => day.Arm == 1 && day.Block > first ? day with { Counted = false } : day)] };
        var report = TrialReport.Analyze(diary, Plan);
        Assert.Equal(VerdictKind.TooLittleData, report.Contrasts[0].Verdict);
        Assert.NotEqual(VerdictKind.TooLittleData, report.Contrasts[1].Verdict);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Analyze_ImpossibleMcid_Throws(double mcid) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TrialReport.Analyze(Diary(1, 2), Plan with { Mcid = mcid }));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Fit_ImpossibleTau_Throws(double tau) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RegressionEngine.Fit(Diary(1, 2), new EngineOptions { Tau = tau }));

    [Fact]
    public void Analyze_HundredsOfRandomDiaries_NeverNaN()
    {
        for (ulong seed = 0; seed < 400; seed++)
        {
            var noise = new SimulationNoise(seed);
            int arms = 1 + (int)(4 * noise.Uniform()), length = (int)(40 * noise.Uniform()), periodDays = 1 + (int)(6 * noise.Uniform());
            var levels = noise.Uniform() < 0.5 ? 2 : 1000;
            var days = Enumerable.Range(0, length).Select(day => new DiaryDay(
                day, day / periodDays % arms, day / periodDays, day / periodDays / arms,
                noise.Uniform() < 0.3 ? null : Math.Floor(levels * noise.Uniform()), noise.Uniform() < 0.9)).ToArray();
            var scale = (OutcomeScale)(seed % 5);
            OnlyFinite(TrialReport.Analyze(new TrialDiary([.. Enumerable.Range(0, arms).Select(arm => $"{arm}")], days), Plan with { Scale = scale }));
        }
    }

    /// <summary>Walks everything a report holds.</summary>
    private static void OnlyFinite(object? value, string path = "report")
    {
        switch (value)
        {
            case null or string or Enum:
                return;
            case double number:
                Assert.True(double.IsFinite(number), $"{path} is {number}");
                return;
            case IEnumerable items:
                foreach (var item in items)
                    OnlyFinite(item, path + "[]");
                return;
        }
        if (value.GetType().IsPrimitive)
            return;
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            OnlyFinite(property.GetValue(value), $"{path}.{property.Name}");
    }
}
