using System.Text.Json;
using System.Text.Json.Serialization;
using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Tests.Stats.Estimators;

/// <summary>One simulated trial of TestData/Stats/golden_nof1.json with the results of independent code in R and C.</summary>
internal sealed record GoldenCase
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNameCaseInsensitive = false,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static IReadOnlyList<GoldenCase> All { get; } = JsonSerializer.Deserialize<List<GoldenCase>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestData", "Stats", "golden_nof1.json")), Options)!;

    public int Id { get; init; }
    public required int[] Day { get; init; }
    public required int[] Cycle { get; init; }
    public required int[] Period { get; init; }
    public required int[] Trt { get; init; }
    public required double?[] Y { get; init; }
    public required double[] NaiveT { get; init; }
    public required double[] PairedT { get; init; }
    [JsonPropertyName("newey_west_lag4rule")] public required double[] NeweyWest { get; init; }
    public required GoldenKenwardRoger RemlKr { get; init; }
    [JsonPropertyName("gls_reml_ar1")] public required GoldenGls Gls { get; init; }
    [JsonPropertyName("gls_reml_ar1_trend")] public required GoldenGls GlsTrend { get; init; }
    [JsonPropertyName("engine_flat")] public required GoldenPosterior EngineFlat { get; init; }
    [JsonPropertyName("engine_flat_trend")] public required GoldenPosterior EngineFlatTrend { get; init; }
    [JsonPropertyName("engine_tau0.7_trend")] public required GoldenPosterior EngineTauTrend { get; init; }
    [JsonPropertyName("FE_flat")] public required GoldenPosterior FullFlat { get; init; }
    [JsonPropertyName("FE_tau0.5")] public required GoldenPosterior FullTauHalf { get; init; }
    [JsonPropertyName("FE_tau0.7_bf")] public required GoldenPosterior FullTau { get; init; }
    [JsonPropertyName("signflip_p")] public double SignFlipP { get; init; }
    public double SdY { get; init; }

    public TrialDiary Diary => new(["reference", "treatment"],
        [.. Enumerable.Range(0, Day.Length).Select(i => new DiaryDay(Day[i], Trt[i], Period[i], Cycle[i], Y[i], true))]);
}

internal sealed record GoldenGls
{
    public required double[] B { get; init; }
    public required double[] Se { get; init; }
    public double Phi { get; init; }
    public double Sigma { get; init; }
    [JsonPropertyName("logLik")] public double LogLikelihood { get; init; }
}

internal sealed record GoldenKenwardRoger
{
    public double Est { get; init; }
    public double Se { get; init; }
    [JsonPropertyName("seKR")] public double SeKr { get; init; }
    public double Df { get; init; }
    public double S2 { get; init; }
}

internal sealed record GoldenPosterior
{
    public double Mean { get; init; }
    public double Lo { get; init; }
    public double Hi { get; init; }
    [JsonPropertyName("p_gt0")] public double PAboveZero { get; init; }
    [JsonPropertyName("p_gt_0.3sd")] public double PAboveThirdSd { get; init; }
    public double PhiMean { get; init; }
    [JsonPropertyName("logBF")] public double? LogBayesFactor { get; init; }
}
