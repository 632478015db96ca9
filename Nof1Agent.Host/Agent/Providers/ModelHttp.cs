using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace Nof1Agent.Host.Agent.Providers;

/// <summary>
/// The HTTP client towards a model: tries again with jitter after a passing failure, gives one try a limited time, and leaves a provider
/// alone for a while that keeps failing, so that people get the guide at once instead of waiting for the same failure.
/// </summary>
internal static class ModelHttp
{
    /// <summary>The client's name in the factory.</summary>
    public const string Name = "lfm";

    /// <summary>A provider that asks for a longer pause than this is not waited for: the person is.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(400);

    public static IServiceCollection AddModelHttp(this IServiceCollection services)
    {
        services.AddHttpClient(Name, http => http.Timeout = Timeout.InfiniteTimeSpan)
            // The framework's own lines about requests can name headers.
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false })
            .AddResilienceHandler(Name, (pipeline, context) => Configure(pipeline, context.ServiceProvider.GetRequiredService<IOptions<LfmOptions>>().Value));
        return services;
    }

    private static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, LfmOptions options)
    {
        if (options.Retries > 0)
        {
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstPause,
                MaxDelay = LongestPause,
                ShouldRetryAfterHeader = true,
                ShouldHandle = args => ValueTask.FromResult(HttpClientResiliencePredicates.IsTransient(args.Outcome) && Pause(args.Outcome.Result) <= LongestPause),
            });
        }

        pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = 6,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(20),
        });
        pipeline.AddTimeout(TimeSpan.FromSeconds(options.AttemptSeconds));
    }

    private static TimeSpan Pause(HttpResponseMessage? response) => response?.Headers.RetryAfter is { } asked
        ? asked.Delta ?? (asked.Date is { } date && response.Headers.Date is { } now ? date - now : TimeSpan.Zero)
        : TimeSpan.Zero;
}
