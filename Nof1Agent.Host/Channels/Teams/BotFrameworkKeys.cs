using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using NodaTime;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>A key of the Bot Framework.</summary>
/// <param name="Key">The key.</param>
/// <param name="Endorsements">The channels that it may speak for, e.g. msteams.</param>
internal sealed record EndorsedKey(JsonWebKey Key, IReadOnlyList<string> Endorsements);

/// <summary>
/// The keys with which the Bot Framework signs, as its OpenID metadata publishes them. They are kept for a day. A key that is not among them has them read once more,
/// but not more than once a minute, so that made-up keys cause no flood.
/// </summary>
internal sealed partial class BotFrameworkKeys(TeamsOptions options, TimeProvider clock, ILogger<BotFrameworkKeys> logger) : IDisposable
{
    private const int LongestAnswer = 1024 * 1024;
    private static readonly Duration KeptFor = Duration.FromDays(1);
    private static readonly Duration NotBefore = Duration.FromMinutes(1);

    private readonly SemaphoreSlim gate = new(1);
    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = LongestAnswer,
    };

    private volatile Known? known;

    /// <summary>The key with an id; null when the Bot Framework does not name it.</summary>
    /// <exception cref="HttpRequestException">The metadata was never read and cannot be read now.</exception>
    public async Task<EndorsedKey?> Find(string id, CancellationToken cancellation)
    {
        if (known is { } fresh && Now - fresh.At < KeptFor && fresh.Keys.TryGetValue(id, out var key))
        {
            return key;
        }

        await gate.WaitAsync(cancellation);
        try
        {
            if (known is not { } held || (Now - held.At >= NotBefore && (Now - held.At >= KeptFor || !held.Keys.ContainsKey(id))))
            {
                known = await Renewed(known, cancellation);
            }
        }
        finally
        {
            gate.Release();
        }

        return known!.Keys.GetValueOrDefault(id);
    }

    public void Dispose()
    {
        http.Dispose();
        gate.Dispose();
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    // Old keys are better than none while the metadata cannot be read.
    private async Task<Known> Renewed(Known? before, CancellationToken cancellation)
    {
        try
        {
            return new Known(Now, await Load(cancellation));
        }
        catch (Exception problem) when (before is not null && problem is HttpRequestException or JsonException or KeyNotFoundException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            NotRenewed(logger, problem.GetType().Name);
            return before with { At = Now };
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException || (unreadable is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new HttpRequestException("The metadata of the Bot Framework cannot be read.", unreadable);
        }
    }

    private async Task<Dictionary<string, EndorsedKey>> Load(CancellationToken cancellation)
    {
        var address = options.OpenIdMetadata.Length > 0 ? options.OpenIdMetadata : options.In.OpenIdMetadata;
        using var metadata = JsonDocument.Parse(await http.GetStringAsync(new Uri(address), cancellation));
        var place = new Uri(metadata.RootElement.GetProperty("jwks_uri").GetString()!);
        if (place.Scheme != Uri.UriSchemeHttps && !place.IsLoopback)
        {
            throw new HttpRequestException("The keys of the Bot Framework are said to lie at an address without TLS.");
        }

        using var set = JsonDocument.Parse(await http.GetStringAsync(place, cancellation));
        var keys = new Dictionary<string, EndorsedKey>(StringComparer.Ordinal);
        foreach (var key in set.RootElement.GetProperty("keys").EnumerateArray().Where(key => Activity.TextAt(key, "kid") is not null))
        {
            keys[Activity.TextAt(key, "kid")!] = new EndorsedKey(
                new JsonWebKey(key.GetRawText()),
                key.TryGetProperty("endorsements", out var endorsed) && endorsed.ValueKind is JsonValueKind.Array
                    ? [.. endorsed.EnumerateArray().Where(channel => channel.ValueKind is JsonValueKind.String).Select(channel => channel.GetString()!)]
                    : []);
        }

        return keys;
    }

    [LoggerMessage(LogLevel.Warning, "The keys of the Bot Framework could not be read again ({Kind}); the old ones stay in use.")]
    private static partial void NotRenewed(ILogger logger, string kind);

    private sealed record Known(Instant At, Dictionary<string, EndorsedKey> Keys);
}
