using System.ClientModel;
using System.Net.Sockets;
using System.Text.Json;
using Anthropic.Exceptions;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Nof1Agent.Host.Agent.Providers;

/// <summary>Why a model did not answer.</summary>
internal enum FailureKind
{
    WrongKey,
    WrongModel,
    WrongAddress,
    NoToolSupport,
    Unreachable,
    TooSlow,
    TooMany,
    ServerFailed,

    /// <summary>It failed so often that it is left alone for a while.</summary>
    LeftAlone,

    /// <summary>It answered something that cannot be read.</summary>
    Unreadable,

    /// <summary>It refused the request for another reason.</summary>
    Refused,

    /// <summary>A turn's own bound on calls or tokens was reached.</summary>
    BoundReached,

    Other,
}

/// <summary>A failed call, in a form that holds neither the key nor what anybody wrote: fit for a log, the audit and the doctor.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Status">The HTTP status, if there was an answer.</param>
internal sealed record ModelFailure(FailureKind Kind, int? Status)
{
    private static readonly string[] ToolWords = ["tool", "function"];
    private static readonly string[] ModelWords = ["model", "deployment"];

    /// <summary>Reads an exception of any of the libraries below.</summary>
    public static ModelFailure Of(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (Known(cause) is { } failure)
            {
                return failure;
            }
        }

        return new ModelFailure(FailureKind.Other, null);
    }

    public override string ToString() => Status is { } status ? $"{Kind} ({status})" : Kind.ToString();

    private static ModelFailure? Known(Exception cause) => cause switch
    {
        WordlessFailureException { Failure: var known } => known,
        BoundReachedException => new(FailureKind.BoundReached, null),
        BrokenCircuitException => new(FailureKind.LeftAlone, null),
        TimeoutRejectedException or TimeoutException => new(FailureKind.TooSlow, null),
        ClientResultException { Status: > 0 and var status } refused => OfAnswer(status, refused.GetRawResponse()?.Content.ToString() ?? refused.Message),
        AnthropicApiException refused => OfAnswer((int)refused.StatusCode, refused.ResponseBody),
        SocketException or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } =>
            new(FailureKind.Unreachable, null),
        JsonException or FormatException => new(FailureKind.Unreadable, null),
        HttpRequestException or IOException => new(FailureKind.ServerFailed, null),
        OperationCanceledException when cause.InnerException is null => new(FailureKind.TooSlow, null),
        _ => null,
    };

    private static ModelFailure OfAnswer(int status, string body) => new(
        status switch
        {
            401 or 403 => FailureKind.WrongKey,
            404 => Mentions(body, ModelWords) ? FailureKind.WrongModel : FailureKind.WrongAddress,
            405 or (>= 300 and < 400) => FailureKind.WrongAddress,
            400 or 422 or 501 when Mentions(body, ToolWords) => FailureKind.NoToolSupport,
            400 or 422 when Mentions(body, ModelWords) => FailureKind.WrongModel,
            408 => FailureKind.TooSlow,
            429 => FailureKind.TooMany,
            >= 500 => FailureKind.ServerFailed,
            >= 200 and < 300 => FailureKind.Unreadable,
            _ => FailureKind.Refused,
        },
        status);

    private static bool Mentions(string body, string[] words) => words.Any(word => body.Contains(word, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A turn has used up the calls or the tokens that it may use.</summary>
internal sealed class BoundReachedException(string bound) : Exception($"A turn reached its bound: {bound}.");
