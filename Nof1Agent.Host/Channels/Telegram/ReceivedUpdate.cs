using System.Text.Json;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>An update as it came. Its number is read apart from the rest, so that one that cannot be read can still be set aside and confirmed.</summary>
internal sealed record ReceivedUpdate
{
    /// <summary>Its number, counted by bot.</summary>
    public required int Id { get; init; }

    /// <summary>What it says; null where the library cannot read it.</summary>
    public required Update? Update { get; init; }

    /// <summary>Why it cannot be read, without content; empty where it can.</summary>
    public required string Problem { get; init; }

    /// <summary>As it came.</summary>
    public required JsonElement Body { get; init; }

    /// <summary>Reads one; null for what has not even a number.</summary>
    public static ReceivedUpdate? Read(JsonElement body)
    {
        if (Of(body, "update_id") is not { ValueKind: JsonValueKind.Number } number || !number.TryGetInt32(out var id) || id == 0)
        {
            return null;
        }

        try
        {
            return new ReceivedUpdate { Id = id, Update = body.Deserialize<Update>(JsonBotAPI.Options), Problem = "", Body = body };
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // The library throws a JsonException for some bodies, and half a dozen others for the rest.
            return new ReceivedUpdate { Id = id, Update = null, Problem = problem.GetType().Name, Body = body };
        }
    }

    /// <summary>Who sent what cannot be read, where it plainly comes from a private chat; null otherwise.</summary>
    public (long Id, string? Language)? PrivateSender
    {
        get
        {
            var press = Of(Body, "callback_query");
            var message = Of(press, "message") ?? Of(Body, "message") ?? Of(Body, "edited_message");
            var from = Of(press, "from") ?? Of(message, "from");
            return Word(Of(Of(message, "chat"), "type")) == "private" && Of(from, "id") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var id)
                ? (id, Word(Of(from, "language_code")))
                : null;
        }
    }

    private static JsonElement? Of(JsonElement? parent, string name) =>
        Text(() => parent is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var value) ? value : (JsonElement?)null);

    private static string? Word(JsonElement? element) => Text(() => element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null);

    // Half a surrogate pair is no text, in a name as in a value: the reader throws where it meets one.
    private static T? Text<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }
}
